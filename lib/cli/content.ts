import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { choiceOption, parseJson, textOption, UsageError, type Command, type OptionValues } from './command.js';

/** The options that say what is sent. */
export const contentOptions: Command['options'] = {
  data: { type: 'string' },
  'data-file': { type: 'string' },
  type: { type: 'string' },
};

/** What `--help` says of them. */
export const contentHelp = `  --data <text>         what is sent
  --data-file <file>    the same from a file, or with - from standard input
  --type <name>         text (default), json, or binary; binary in --data is base64
`;

/** A value to be sent, and what it is to be sent as. */
export interface Content {
  readonly data: unknown;
  readonly dataType: 'text' | 'json' | 'binary';
}

/** What is to be sent, or undefined. */
export async function readContent(values: OptionValues): Promise<Content | undefined> {
  const [text, file] = [textOption(values, 'data'), textOption(values, 'data-file')];
  const dataType = choiceOption(values, 'type', ['text', 'json', 'binary']) as Content['dataType'] | undefined;
  if (text !== undefined && file !== undefined) throw new UsageError('Give --data or --data-file, not both.');
  if (file !== undefined) return toContent(await readBytes(file), dataType);
  if (text === undefined) return undefined;
  return toContent(dataType === 'binary' ? bytesOf(text) : Buffer.from(text), dataType);
}

function toContent(bytes: Buffer, dataType: Content['dataType'] = 'text'): Content {
  if (dataType === 'binary') return { data: bytes, dataType };
  const text = bytes.toString('utf8');
  if (dataType === 'text') return { data: text, dataType };
  const data = parseJson(text);
  if (data === undefined) throw new UsageError('--type json wants JSON; a text is in quotes there: "hi".');
  return { data, dataType };
}

function bytesOf(text: string): Buffer {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.toString('base64').replace(/=+$/, '') === text.trim().replace(/=+$/, '')) return bytes;
  throw new UsageError('--type binary wants base64 as --data. Bytes as they are come by --data-file.');
}

async function readBytes(file: string): Promise<Buffer> {
  try {
    return file === '-' ? await buffer(process.stdin) : await readFile(file);
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    throw new UsageError(`${file} cannot be read (${code}).`, { cause: error });
  }
}

/** A message on one line, for people. */
export function describeContent({ data, dataType }: { readonly data: unknown; readonly dataType: string }): string {
  if (data instanceof Uint8Array)
    return `${dataType} (${String(data.length)} bytes) ${Buffer.from(data).toString('base64')}`;
  return `${dataType} ${JSON.stringify(data)}`;
}

/** A message as JSON has it: bytes as base64. */
export function contentAsJson<T extends { readonly data?: unknown }>(content: T): T {
  const { data } = content;
  return data instanceof Uint8Array ? { ...content, data: Buffer.from(data).toString('base64') } : content;
}
