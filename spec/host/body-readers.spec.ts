import { expect } from 'chai';
import { readsBody } from '../../lib/host/body-readers.js';
import type { ConnectionBinding } from '../../lib/metadata/definition.js';
import { parseTemplate } from '../../lib/metadata/template.js';
import type { Template } from '../../lib/metadata/template.js';

const template = (source: string) => parseTemplate(source) as Template;
const binding: ConnectionBinding = {
  ...{ kind: 'connection', hub: template('chat'), connection: 'WebPubSubConnectionString', clientProtocol: 'default' },
  ...{ roles: [], groups: [] },
};

describe('access that depends on the body', () => {
  it('is that of an expression in any option, in any letter case', () => {
    const all: Partial<ConnectionBinding>[] = [
      { hub: template('{body.hub}') },
      { userId: template('u-{Body.user?}') },
      { accessToken: template('{body.token}') },
      { roles: [template('webpubsub.sendToGroup.{body.room}')] },
      { groups: [template('lobby'), template('{body.room}')] },
    ];
    expect(all.map((options) => readsBody({ parameters: [], answered: { ...binding, ...options } }))).to.deep.equal(
      all.map(() => true),
    );
  });

  it('is not that of query, headers, state or the literal word', () => {
    expect(readsBody({ parameters: [] })).to.equal(false);
    expect(readsBody({ parameters: [binding] })).to.equal(false);
    const userId = template('body-{{body}}-{query.body}-{headers.user}-{state.user.sub}');
    expect(readsBody({ parameters: [{ ...binding, userId }] })).to.equal(false);
  });
});
