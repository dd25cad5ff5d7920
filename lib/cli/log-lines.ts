import { painterOf, visible, type Colour, type Terminal } from './terminal.js';

/** Where log lines go. */
export interface LogStream extends Terminal {
  write(text: string): unknown;
}

/** What is logged, in the shape of pino. */
export interface LogLines {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}

const colours = { info: 'cyan', warning: 'yellow', error: 'red' } as const satisfies Record<string, Colour>;
type Level = keyof typeof colours;

/** Log lines for people where a terminal shows them, else, or where JSON is wanted, one JSON object each. */
export function createLog(stream: LogStream, { json }: { readonly json: boolean }): LogLines {
  const format = json || stream.isTTY !== true ? asJson : forPeople(stream);
  const at =
    (level: Level) =>
    (details: object, message: string): void =>
      void stream.write(`${format(level, details, message)}\n`);
  return { info: at('info'), warn: at('warning'), error: at('error') };
}

function asJson(level: Level, details: object, message: string): string {
  return JSON.stringify({ time: new Date().toISOString(), level, message, ...details });
}

function forPeople(stream: LogStream) {
  const paint = painterOf(stream);
  return (level: Level, details: object, message: string): string => {
    const time = new Date().toTimeString().slice(0, 8);
    const said = Object.entries(details).map(([name, value]) => `\n  ${name}: ${visible(textOf(value))}`);
    return `${paint('grey', time)} ${paint(colours[level], level)} ${visible(message)}${said.join('')}`;
  };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
