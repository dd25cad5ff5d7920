/** Options of the command line by the names that they have in code, where these differ. */
const options: Readonly<Record<string, string>> = {
  connectionId: 'connection-id',
  dataType: 'type',
  messageTtlSeconds: 'ttl',
  states: 'state',
  subprotocols: 'subprotocol',
  userId: 'user',
};

const optionOf = (name: string): string => `--${Object.hasOwn(options, name) ? String(options[name]) : name}`;

type Rewording = readonly [code: string, words: RegExp, write: (...found: readonly string[]) => string];

const rewordings: readonly Rewording[] = [
  ['WPS_HUB_MISSING', /^connectService\(\).*$/, () => 'No hub is named. Give --hub, or set WebPubSubHub.'],
  ['WPS_CONNECTION_MISSING', / \(connectService\(\)\)\. /, () => '. Give --connection-string, or a --connection; or: '],
  ['WPS_', / \(connectService\(\)\)/, () => ''],
  ['WPS_', /^connectService\(\): /, () => ''],
  [
    'WPS_TEST_MEMBER',
    /^signedEvent of the (.*) takes no "(\w+)".*$/,
    (_, event = '', name = '') => {
      return `The ${event} takes no ${optionOf(name)}.`;
    },
  ],
  ['WPS_TEST_VALUE', /^signedEvent of the /, () => 'The '],
  ['WPS_TEST_VALUE', / as "(\w+)"/, (_, name = '') => ` as ${optionOf(name)}`],
  ['WPS_TEST_VALUE', / a connectionString that/, () => ' a --connection-string that'],
  ['WPS_OUTPUT_FIELD', /^The field "(\w+)" of an output of the kind \w+/, (_, name = '') => optionOf(name)],
];

/** What our own errors say to those who write code, for those who write a command line. */
export function inOptionWords(error: Error & { readonly code?: unknown }): string {
  const code = typeof error.code === 'string' ? error.code : '';
  return rewordings
    .filter(([start]) => code.startsWith(start))
    .reduce((message, [, words, write]) => message.replace(words, write), error.message);
}
