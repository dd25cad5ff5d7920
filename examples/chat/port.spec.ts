import { expect } from 'chai';
import { askedPort, startOnPort } from './port.js';

const taken = Object.assign(new Error('listen EADDRINUSE'), { code: 'EADDRINUSE' });
const refuse = (port: number) =>
  port === 0 ? Promise.resolve('started') : Promise.reject(new Error('wrapped', { cause: taken }));

describe('ports', () => {
  it('reads the one that was asked for', () => {
    expect([{}, { PORT: '' }, { PORT: '4000' }].map(askedPort)).to.deep.equal([undefined, undefined, 4000]);
    for (const PORT of ['http', ' ', '0x10', '1e3', '65536']) {
      expect(() => askedPort({ PORT })).to.throw(`PORT is "${PORT}"`);
    }
  });

  it('gives the usual one up when it is taken', async () => {
    const said: string[] = [];
    const say = (sentence: string) => void said.push(sentence);
    expect(await startOnPort({ what: 'the app', usual: 3000 }, refuse, say)).to.equal('started');
    expect(said).to.deep.equal(['Port 3000 is taken, so the app takes a free one.']);
  });

  it('does not give up one that was asked for', async () => {
    const started = startOnPort({ what: 'the spec', usual: 3000, asked: 4000 }, refuse);
    expect(await started.catch((error: unknown) => error))
      .to.have.property('message')
      .that.includes('Port 4000 is taken');
  });

  it('passes any other problem on', async () => {
    const broken = new Error('broken');
    const started = startOnPort({ what: 'the spec', usual: 3000 }, () => Promise.reject(broken));
    expect(await started.catch((error: unknown) => error)).to.equal(broken);
  });
});
