import { parseJson } from '../command.js';

/** A frame of the service's JSON, either way. */
export type Frame = Readonly<Record<string, unknown>>;

/** What a person typed, as the client is to do it. */
export type Action =
  | { readonly kind: 'frame'; readonly frame: Frame }
  /** For clients that speak no subprotocol. */
  | { readonly kind: 'bare'; readonly text: string }
  | { readonly kind: 'help' | 'nothing' | 'quit' }
  | { readonly kind: 'problem'; readonly problem: string };

type Read = (rest: string, name: string) => Frame | string;

const commands: Readonly<Record<string, Read>> = {
  join: (rest) => ofGroup('joinGroup', rest),
  leave: (rest) => ofGroup('leaveGroup', rest),
  send: (rest) => {
    const [group, text] = split(rest);
    if (group === '' || text === undefined) return 'It is /send <group> <text>.';
    return { type: 'sendToGroup', group, dataType: 'text', data: text };
  },
  event: (rest) => {
    const [event, text = ''] = split(rest);
    if (event === '') return 'It is /event <name> <json or text>.';
    const value = parseJson(text);
    return {
      type: 'event',
      event,
      ...(value === undefined ? { dataType: 'text', data: text } : { dataType: 'json', data: value }),
    };
  },
};

/** What the commands are, for /help. */
export const lineHelp = `  /join <group>           come into a group
  /leave <group>          go out of it
  /send <group> <text>    to those in a group
  /event <name> <json>    an event for the app; what is no JSON is text
  <text>                  the event "message", as text; // at the beginning is one /
  /quit                   end`;

/** Reads one line of a person, or of a pipe. */
export function readLine(line: string, { isSimple }: { readonly isSimple: boolean }): Action {
  const [, name, rest = ''] = /^\/([a-z]+)(?:\s+(.*))?$/s.exec(line.trim()) ?? [];
  if (line.trim() === '') return { kind: 'nothing' };
  if (name === 'quit' || name === 'exit') return { kind: 'quit' };
  if (name === 'help') return { kind: 'help' };
  if (!line.startsWith('/') || line.startsWith('//')) return message(line.replace(/^\/\//, '/'), isSimple);
  const read = name !== undefined && Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (read === undefined)
    return { kind: 'problem', problem: `There is no ${visibleName(line)}. /help tells what there is.` };
  if (isSimple)
    return { kind: 'problem', problem: 'A simple client only sends texts. With --protocol json it can do this.' };
  const frame = read(rest, name ?? '');
  return typeof frame === 'string' ? { kind: 'problem', problem: frame } : { kind: 'frame', frame };
}

function message(text: string, isSimple: boolean): Action {
  if (isSimple) return { kind: 'bare', text };
  return { kind: 'frame', frame: { type: 'event', event: 'message', dataType: 'text', data: text } };
}

function ofGroup(type: string, group: string): Frame | string {
  return group === '' ? `It is /${type.replace('Group', '')} <group>.` : { type, group };
}

function split(rest: string): readonly [string, string | undefined] {
  const [, first = '', second] = /^(\S*)(?:\s+(.*))?$/s.exec(rest) ?? [];
  return [first, second];
}

function visibleName(line: string): string {
  return `"${line.split(/\s/, 1).join('').slice(0, 40)}"`;
}
