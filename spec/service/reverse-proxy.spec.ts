import { expect } from 'chai';
import { reverseProxyPolicy, throughProxy } from '../../lib/service/reverse-proxy.js';

describe('the way through a proxy', () => {
  for (const [url, proxy, expected] of [
    [
      'https://demo.example/api/hubs/h/:send?a=b%20c',
      'https://gate.example',
      'https://gate.example/api/hubs/h/:send?a=b%20c',
    ],
    ['https://demo.example/x', 'http://gate.example:81/', 'http://gate.example:81/x'],
    ['http://localhost:8080/x', 'https://gate.example', 'https://gate.example/x'],
    ['wss://demo.example/client/hubs/h', 'http://gate.example:81', 'ws://gate.example:81/client/hubs/h'],
    ['ws://localhost:8080/client/hubs/h', 'https://gate.example', 'wss://gate.example/client/hubs/h'],
  ] as const) {
    it(`${proxy} leads from ${url} to ${expected}`, () => {
      expect(throughProxy(url, proxy)).to.equal(expected);
    });
  }

  it('is none without a proxy', () => {
    expect(throughProxy('https://demo.example', undefined)).to.equal('https://demo.example');
  });

  it('is the same one for a call that is repeated', async () => {
    const request = { url: 'http://localhost:8080/x' };
    const policy = reverseProxyPolicy('https://gate.example');
    const attempt = () => policy.sendRequest(request as never, () => Promise.resolve({} as never));
    await attempt();
    await attempt();
    expect(request.url).to.equal('https://gate.example/x');
  });
});
