import { visible } from './terminal.js';

// Like the kit's, which no door opens, and with more: whoever mixes options up gives a connection string where a name belongs.
const secrets =
  /(\b(?:access-?key|access_token|reconnection_token|code|sig|password)=|\bbearer\s+)[^\s;&"'<>]+|\beyJ[\w-]+(?:\.[\w-]*){2}/gi;
const longest = 500;
const tail = 100;

/** One line on stderr for people: without the secrets that a text of others may hold, without orders for the terminal, and not without end. */
export function problemLine(text: string): string {
  return `web-pubsub: ${shortened(visible(withoutSecrets(text).replaceAll(/\s+/g, ' ')))}`;
}

/** A text that may hold a key or a token, without it. */
export function withoutSecrets(text: string): string {
  return text.replace(secrets, (_, name: string | undefined) => `${name ?? ''}…`);
}

/** What is wrong stands at the beginning, how to mend it at the end. */
function shortened(text: string): string {
  return text.length <= longest ? text : `${text.slice(0, longest - tail)} … ${text.slice(-tail)}`;
}
