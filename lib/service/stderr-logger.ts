import { inspect } from 'node:util';

// The shape of a logger, as invocation/ has it, which this folder may not import.
const silent = (): void => undefined;

const toStderr =
  (level: string) =>
  (first: object | string, message?: string): void => {
    const text = typeof first === 'string' ? first : (message ?? '');
    const details = typeof first === 'string' ? '' : describe(first);
    process.stderr.write(`[web-pubsub] ${level}: ${text}${details}\n`);
  };

function describe(details: object): string {
  const { err, ...rest } = details as { err?: unknown };
  const known = Object.entries(rest).filter(([, value]) => value !== undefined);
  const facts = known.map(([name, value]) => `${name}=${typeof value === 'string' ? value : inspect(value)}`).join(' ');
  return (facts === '' ? '' : ` (${facts})`) + (err === undefined ? '' : `\n${inspect(err)}`);
}

/** The log of a host that was given none: warnings and errors to stderr, since a handler's exception must not vanish. */
export const stderrLogger = { debug: silent, info: silent, warn: toStderr('warning'), error: toStderr('error') };
