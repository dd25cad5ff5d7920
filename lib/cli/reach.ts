import { patience } from './deadline.js';

/** An answer, or in words why there is none. */
export type Reached = { readonly response: Response } | { readonly problem: string; readonly remedy: string };

/** Asks a server. Redirects are not followed: the service does not follow them either. */
export async function reach(url: string, init: RequestInit, timeout = patience): Promise<Reached> {
  try {
    return { response: await fetch(url, { ...init, redirect: 'manual', signal: AbortSignal.timeout(timeout) }) };
  } catch (error) {
    return explainFailure(error);
  }
}

type Explanation = readonly [problem: string, remedy: string];

const explanations: Readonly<Record<string, Explanation>> = {
  ECONNREFUSED: ['nothing listens there', 'Start what should, or name the port that it has.'],
  ENOTFOUND: ['there is no host of that name', 'Compare the host with what is meant.'],
  EAI_AGAIN: ['the name of the host could not be looked up', 'Is this machine connected?'],
  ECONNRESET: ['the connection was cut', 'Is it http where https is meant, or a proxy in between?'],
  UND_ERR_SOCKET: ['the connection was cut', 'Is it http where https is meant, or a proxy in between?'],
  'bad port': ['no request is sent to this port, which belongs to another protocol', 'Choose another port.'],
  HPE_INVALID_CONSTANT: ['it does not speak HTTP', 'Is it https where http is written?'],
  ERR_SSL_WRONG_VERSION_NUMBER: ['it does not speak TLS', 'Write http:// where there is none.'],
  ERR_SSL_PACKET_LENGTH_TOO_LONG: ['it does not speak TLS', 'Write http:// where there is none.'],
};
const late: Explanation = ['it did not answer in time', 'Does a firewall drop what goes there, or does it hang?'];
const trust: Explanation = [
  'its certificate is not trusted',
  'Let NODE_EXTRA_CA_CERTS name the file of its authority; for the emulator, --certificate writes it.',
];

/** What a call failed with, in words. */
export function explainFailure(error: unknown): { readonly problem: string; readonly remedy: string } {
  const code = codeOf(error);
  const isTrust = /CERT|SELF_SIGNED|UNABLE_TO/.test(code);
  const isLate = /Timeout|TIMEDOUT|TIMEOUT/i.test(code);
  const [problem, remedy] =
    explanations[code] ?? (isTrust ? trust : isLate ? late : ['it cannot be reached', 'Is the address right?']);
  return { problem: `${problem} (${code})`, remedy };
}

/** The code of the network's error, which `fetch` hides in its cause, and that of several tries in each of them. */
function codeOf(error: unknown): string {
  const { cause, code, name, message, errors } = error as NodeJS.ErrnoException & { readonly errors?: unknown[] };
  if (cause !== undefined) return codeOf(cause);
  if (typeof code === 'string') return code;
  return Array.isArray(errors) && errors.length > 0 ? codeOf(errors[0]) : name === 'Error' ? message : name;
}
