import { expect } from 'chai';
import { HttpTrigger } from '../../lib/decorators/http-trigger.js';
import { assemble } from '../../lib/host/assemble.js';
import type { HostOptions } from '../../lib/host/host-options.js';
import { codeOf, messageOf } from '../support/define.js';
import { settings } from '../support/signed-event.js';

const at = (route: string, options: HostOptions = {}) => {
  class Api {
    @HttpTrigger({ route }) events(): void {}
  }
  return assemble({ controllers: [Api], settings, ...options }, { pathPrefix: '/v1' });
};

describe('an HTTP function at the path of events', () => {
  it('is refused, for it would never run', () => {
    for (const route of ['api/webpubsub/hubs/chat', 'API/webpubsub/hubs/{hub}', 'api/webpubsub/hubs/chat/deeper'])
      expect(codeOf(() => at(route))).to.equal('WPS_OPTION_INVALID');
    expect(messageOf(() => at('events', { eventPath: '/api/events', routePrefix: 'api' }))).to.match(
      /Api\.events: option "route" of @HttpTrigger is the path \/v1\/api\/events,.*eventPath/,
    );
  });

  it('may stand beside it', () => {
    for (const route of ['api/webpubsub', 'hubs/chat', 'webpubsub/hubs/chat'])
      expect(at(route).functions).to.have.lengthOf(1);
  });
});
