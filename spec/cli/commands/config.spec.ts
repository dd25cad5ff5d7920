import { expect } from 'chai';
import { runCommand } from '../../support/run-command.js';

const module = 'dist/examples/chat/chat.js';

describe('web-pubsub config', () => {
  it('prints the settings file of the emulator unless told otherwise', async () => {
    const { code, stdout, stderr } = await runCommand('config', module, '--url', 'https://a', '--anonymous');
    expect({ code, stderr }).to.deep.equal({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).to.deep.equal({
      hubs: {
        chat: {
          properties: {
            anonymousConnectPolicy: 'allow',
            eventHandlers: [
              {
                urlTemplate: 'https://a/api/webpubsub/hubs/chat',
                userEventPattern: 'join,leave,message',
                systemEvents: ['connect', 'connected', 'disconnected'],
              },
            ],
          },
        },
      },
    });
  });

  for (const [format, head] of [
    ['bicep', "@description('"],
    ['arm', '{\n  "$schema": "https://schema.management.azure.com/'],
    ['az', '# Which service'],
    ['terraform', 'variable "web_pubsub_id" {'],
    ['functions', '{\n  "Chat_connect/function.json": {'],
  ] as const) {
    it(`prints ${format}`, async () => {
      const audience = ['--audience', 'api://app'];
      const { code, stdout } = await runCommand(
        'config',
        module,
        '--url',
        'https://a/',
        '--format',
        format,
        ...audience,
      );
      expect([code, stdout.slice(0, head.length)]).to.deep.equal([0, head]);
      expect(stdout.includes('api://app')).to.equal(format !== 'functions');
    });
  }

  for (const [args, problem] of [
    [[module], 'config needs --url, where the service reaches the app.'],
    [['--url', 'https://a'], 'Which module?'],
    [
      [module, '--url', 'https://a', '--format', 'yaml'],
      '--format takes one of emulator, bicep, arm, az, terraform, functions, not "yaml".',
    ],
    [[module, '--url', 'https://a', '--audience', ''], '--audience was given an empty text.'],
    [[module, '--url', 'https://a', '--anonymus'], 'There is no option "--anonymus". Did you mean --anonymous?'],
    [[module, '--url', 'a'], 'The URL of the app is none.'],
    [[module, '--url', 'https://a', '--event-path', '/{x}'], 'bootstrap option "eventPath" is not valid.'],
  ] as const) {
    it(`ends with 2 and says why: ${problem}`, async () => {
      const { code, stdout, stderr } = await runCommand('config', ...args);
      expect({ code, stdout, lines: stderr.split('\n').length }).to.deep.equal({ code: 2, stdout: '', lines: 2 });
      expect(stderr).to.include(problem);
    });
  }
});
