import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { closedUrl } from '../../support/closed-port.js';
import { diagnose, withHealthyApp } from '../../support/healthy-app.js';
import type { AnswerEvent } from '../../support/recording-app.js';
import { outcomeOf, runCommand, runCommandIn, said, startOnTerminal } from '../../support/run-command.js';
import { withFolder } from '../../support/temporary-folder.js';
import { withApp } from '../../support/with-app.js';
import { withService } from '../../support/with-service.js';

const otherKey = 'another-key-that-is-long-enough-for-the-emulator';
const connectionTo = (endpoint: string, key = otherKey) => `Endpoint=${endpoint};AccessKey=${key};Version=1.0;`;

/** What the doctor finds of one check, where the app is one in nobody's words. */
const findingsAt = async (check: string, answer: AnswerEvent, path = '/{hub}'): Promise<string> => {
  let found = '';
  await withApp(answer, (app) =>
    withService(async (service) => {
      const { code, of } = await diagnose(service, ['--url', app.url + path]);
      found = `${String(code)} ${of(check).join('\n')}`;
    }),
  );
  return found;
};

describe('web-pubsub doctor', () => {
  it('finds nothing wrong with what is healthy, one event end to end included', () =>
    withHealthyApp(async ({ doctor }) => {
      const { code, text, of } = await doctor('--event', 'message', '--data', 'ping');
      expect(code, text).to.equal(0);
      expect(text).not.to.include('"failure"').and.not.include('"warning"');
      expect(of('client')).to.have.length(2);
      expect(of('signature')).to.have.length(2);
    }));

  it('shows a person on a terminal what is wrong, in colours, and ends with 1', () =>
    withService(async ({ env }) => {
      const { code, stdout } = await outcomeOf(startOnTerminal(env, 'doctor', '--url', await closedUrl()));
      expect(code).to.equal(1);
      expect(stdout).to.include('\u001b[32mok     \u001b[39m').and.include('\u001b[31mfailure\u001b[39m');
      expect(stdout).to.match(/Something is wrong: 1 failure/);
    }));

  for (const [colours, NO_COLOR] of [
    ['', ''],
    [', without colours where nobody wants them', '1'],
  ] as const) {
    it(`shows a person what takes long, and clears it away${colours}`, async () => {
      let answer = (): void => {};
      const server = createServer((_, response) => {
        if (response.req.url !== '/api/health') return void response.writeHead(401).end();
        answer = () => void response.end();
      }).listen(0, '127.0.0.1');
      await once(server, 'listening');
      const endpoint = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
      const env = { WebPubSubConnectionString: connectionTo(endpoint), CI: '', NO_COLOR };
      const child = startOnTerminal(env, 'doctor', '--url', endpoint);
      const outcome = outcomeOf(child);
      await said(child.stdout, /asking whether the service answers/);
      answer();
      const { stdout } = await outcome;
      server.close();
      expect(stdout).to.match(/service answers.*\r\u001b\[2K(\u001b\[32m)?ok .*endpoint/s);
      expect(/\u001b\[\d+m/.test(stdout)).to.equal(NO_COLOR === '');
    });
  }

  it('says of what it did not look at with which option it would', () =>
    withHealthyApp(async ({ run, appUrl, connectionString }) => {
      const { stdout } = await run('doctor', '--url', appUrl, '--connection-string', connectionString);
      expect(stdout).to.match(
        /Nothing is wrong in what was looked at: 2 skipped\.\nNot looked at: client needs --event <name>, routes needs --module <file>\.\n$/,
      );
    }));

  it('never shows a key', () =>
    withHealthyApp(
      async ({ doctor }) => {
        expect((await doctor()).text).not.to.include(otherKey);
      },
      { service: { accessKey: otherKey } },
    ));

  it('ends with 2 where it was asked wrongly', async () => {
    expect(await runCommand('doctor', '--url', 'localhost')).to.include({ code: 2 });
    expect(await runCommand('doctor', '--data', 'x')).to.include({ code: 2 });
    expect(await runCommand('doctor', '--config', 'nowhere.json')).to.include({ code: 2 });
  });
});

describe('web-pubsub doctor, of the service, finds', () => {
  for (const [fault, text, words] of [
    ['no connection string', '', 'WebPubSubConnectionString'],
    ['a connection string that is none', 'Endpoint=https://a', 'it has no AccessKey'],
    [
      'the published key beyond this machine',
      connectionTo('https://a.example', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789ABCDEFGH'),
      'a.example',
    ],
  ] as const) {
    it(fault, () =>
      withFolder(async (cwd) => {
        const env = { WebPubSubConnectionString: text };
        const { code, stdout } = await runCommandIn({ cwd, env }, 'doctor', '--url', await closedUrl());
        const [line = '', remedy = ''] = stdout.split('\n');
        expect([code, /^failure +connection/.test(line), remedy.trim() !== '']).to.deep.equal([1, true, true]);
        expect(line + remedy).to.include(words);
      }),
    );
  }

  it('what local.settings.json says, as the app does', () =>
    withFolder(async (cwd) => {
      const Values = { WebPubSubConnectionString: connectionTo('https://from-the-file.invalid') };
      writeFileSync(join(cwd, 'local.settings.json'), JSON.stringify({ Values }));
      const env = { WebPubSubConnectionString: undefined };
      const { stdout } = await runCommandIn({ cwd, env }, 'doctor', '--url', await closedUrl());
      expect(stdout).to.match(/^ok .*https:\/\/from-the-file\.invalid, with an access key/);
      expect(stdout).to.match(/failure +endpoint/);
    }));

  it('a service that is not there', async () => {
    const endpoint = await closedUrl();
    const env = { WebPubSubConnectionString: connectionTo(endpoint) };
    const { code, stdout } = await runCommandIn({ env }, 'doctor', '--url', endpoint);
    expect(code).to.equal(1);
    expect(stdout).to.include(`${endpoint} was not reached: nothing listens there`);
  });

  it('a key that was changed', () =>
    withHealthyApp(async ({ doctor, url }) => {
      const { code, of, text } = await doctor('--connection-string', connectionTo(url));
      expect(code).to.equal(1);
      expect(of('key').join()).to.match(/^failure: The service does not take the access key \(401\)\. Copy/);
      expect(text).not.to.include(otherKey);
    }));

  it('a server in its place that says yes to everything', () =>
    withApp(
      () => ({ headers: { Date: 'never' } }),
      async ({ url }) => {
        const run = (...args: readonly string[]) => runCommand(...args);
        const { code, text, of } = await diagnose({ run }, ['--url', url, '--connection-string', connectionTo(url)]);
        expect(code).to.equal(1);
        expect(of('key').join()).to.match(/^failure: .* without a key/);
        expect(text).not.to.include('NaN');
      },
    ));

  for (const [minutes, level] of [
    [3, 'warning'],
    [-20, 'failure'],
  ] as const) {
    it(`a clock that is wrong: ${level}`, async () => {
      const server = createServer((_, response) => {
        response.setHeader('Date', new Date(Date.now() + minutes * 60_000).toUTCString());
        response.end();
      }).listen(0, '127.0.0.1');
      await once(server, 'listening');
      const endpoint = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
      const found = await diagnose({ run: (...args) => runCommand(...args) }, [
        ...['--url', endpoint, '--connection-string', connectionTo(endpoint)],
      ]);
      server.close();
      expect(found.of('clock').join()).to.match(new RegExp(`^${level}: The clock of this machine is \\d+ seconds`));
    });
  }
});

describe('web-pubsub doctor, of the app, finds', () => {
  it('that it does not run', () =>
    withService(async (service) => {
      const { of } = await diagnose(service, ['--url', await closedUrl()]);
      expect(of('origin').join()).to.include('The app was not reached').and.include('nothing listens there');
    }));

  const cases: readonly (readonly [fault: string, answer: AnswerEvent, words: string, path?: string])[] = [
    ['a path without an event handler', () => ({ status: 404 }), '404. bootstrap and @azure/web-pubsub-express serve'],
    ['a page in its place', () => ({ headers: { 'WebHook-Allowed-Origin': [] } }), 'without WebHook-Allowed-Origin'],
    [
      'that it is connected to another service',
      () => ({ headers: { 'WebHook-Allowed-Origin': 'other.webpubsub.azure.com' } }),
      'from other.webpubsub.azure.com, and not from localhost. The app is connected to another',
    ],
    ['a login in front of it', () => ({ status: 403 }), 'wants a login'],
    [
      'a redirect',
      () => ({ status: 308, headers: { Location: '/events/?code=wrong-secret' } }),
      '/events/. The service follows no redirects: give it the URL where they end',
    ],
    [
      'the page of a login in front of it',
      () => ({ status: 302, headers: { Location: 'https://login.example/authorize?state=wrong-secret' } }),
      'leads to https://login.example/authorize. That looks like the page of a login',
    ],
    ['a redirect to nowhere', () => ({ status: 302, headers: { Location: 'http://[' } }), 'leads to what is no URL'],
    ['that it breaks', () => ({ status: 500 }), '500. The log of the app'],
    [
      'a host of Azure Functions without its key',
      () => ({ status: 401 }),
      'Add ?code=<key>',
      '/runtime/webhooks/webpubsub',
    ],
    [
      'a host of Azure Functions with another key',
      () => ({ status: 401 }),
      'The code is not the system key',
      '/runtime/webhooks/webpubsub?code=wrong-secret',
    ],
  ];
  for (const [fault, answer, words, path] of cases) {
    it(fault, async () => {
      const found = await findingsAt('origin', answer, path);
      expect(found)
        .to.match(/^1 failure/)
        .and.include(words);
      expect(found).not.to.include('wrong-secret');
    });
  }

  it('that it knows the service by another name', () =>
    withHealthyApp(
      async ({ doctor }) => {
        expect((await doctor()).of('origin').join()).to.match(/^failure: OPTIONS .* 400\..*__origins/s);
      },
      { host: { settings: { WebPubSubConnectionString: connectionTo('https://other.example') } } },
    ));

  it('that it has another key', () =>
    withService(async (service) => {
      const settings = { WebPubSubConnectionString: connectionTo(service.url) };
      await withHealthyApp(
        async ({ appUrl }) => {
          const found = await diagnose(service, ['--url', appUrl]);
          expect(found.of('signature').join()).to.include('is refused (401)').and.include('start it again');
        },
        { host: { settings } },
      );
    }));

  it('that it has another key, which keeps clients out, too', () =>
    withService(async (service) => {
      const settings = { WebPubSubConnectionString: connectionTo(service.url) };
      await withHealthyApp(
        async ({ appUrl }) => {
          const urlTemplate = `${appUrl}/api/webpubsub/hubs/{hub}`;
          service.setHub({ eventHandlers: [{ urlTemplate, systemEvents: ['connect'] }] });
          const found = await diagnose(service, ['--url', appUrl]);
          expect(found.of('client').join()).to.match(/refused with 401.* mend what the check of the signature says/);
        },
        { host: { settings } },
      );
    }));

  it('that it takes events of anybody', () =>
    withHealthyApp(
      async ({ doctor }) => {
        const { code, of } = await doctor();
        expect(code).to.equal(1);
        expect(of('signature').join()).to.include('failure: An event that is signed with another key is not refused');
      },
      { host: { verify: false } },
    ));
});

describe('web-pubsub doctor, of events, finds', () => {
  it('that "connect" lets nobody in', () =>
    withHealthyApp(async ({ doctor, setHub }) => {
      const handle = () => Promise.reject(new Error('broken'));
      setHub({ eventHandlers: [{ handle, systemEvents: ['connect'] }] });
      const { code, of } = await doctor();
      expect(code).to.equal(1);
      expect(of('client').join())
        .to.match(/^failure: /)
        .and.include('Is the URL of its event handler right');
    }));

  it('an event that does not arrive', () =>
    withHealthyApp(async ({ doctor }) => {
      const { code, of } = await doctor('--event', 'nobodys');
      expect(code).to.equal(1);
      expect(of('client').join()).to.match(/failure: .*InternalServerError/);
    }));

  const chat = `
    const event = (eventType, name) => ({ kind: 'event', name: 'Chat.' + name, hub: 'chat', eventType, event: name, route: '/events/chat' });
    export const host = { functions: [event('system', 'connect'), event('user', 'message')], eventHandlerPath: () => '' };`;
  const compared = (eventHandler: object, url: string) =>
    withFolder(async (folder) => {
      const [module, config] = [join(folder, 'app.mjs'), join(folder, 'emulator.json')];
      writeFileSync(module, chat);
      writeFileSync(config, JSON.stringify({ hubs: { Chat: { properties: { eventHandlers: [eventHandler] } } } }));
      const args = ['--connection-string', connectionTo(url), '--url', `${url}/events/{hub}`];
      const { of } = await diagnose({ run: (...rest) => runCommand(...rest) }, [
        ...args,
        ...['--module', module, '--config', config],
      ]);
      return of('routes').join('\n');
    });

  it('that event handlers and functions do not agree', async () => {
    const url = await closedUrl();
    const found = await compared(
      { urlTemplate: `${url}/other/{hub}`, userEventPattern: 'save', systemEvents: ['connect', 'connected'] },
      url,
    );
    expect(found).to.include('failure: Chat.connect listens at /events/chat, and its events go to /other/chat.');
    expect(found).to.include(
      'failure: Chat.message never gets the user event "message" of hub chat: pattern `save` does not match `message`. Add "message" to userEventPattern',
    );
    expect(found).to.include('warning: No function answers the system event "connected" of hub chat');
    expect(found).to.include('warning: No function answers the user event "save" of hub chat');
  });

  it('a hub that has no functions', () =>
    withFolder(async (folder) => {
      const module = join(folder, 'app.mjs');
      writeFileSync(module, chat);
      await withService(async (service) => {
        const { code, of } = await diagnose(service, ['--hub', 'chatt', '--module', module]);
        expect([code, of('hub').join()]).to.deep.equal([
          1,
          'failure: No function is of hub chatt: there are those of chat. Is chat meant? --hub, or the setting WebPubSubHub, names it.',
        ]);
      });
    }));

  it('that events go to another port', async () => {
    const url = await closedUrl();
    const handled = { userEventPattern: '*', systemEvents: ['connect'] };
    expect(await compared({ urlTemplate: 'http://127.0.0.1:1/events/{hub}', ...handled }, url)).to.match(
      /^warning: .*port/,
    );
    expect(await compared({ urlTemplate: `${url}/events/{hub}`, ...handled }, url)).to.match(
      /^ok: 2 functions of events agree with the event handlers/,
    );
  });
});
