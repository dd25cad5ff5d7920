/** What is asked of a stream before something is written to it. */
export interface Terminal {
  readonly isTTY?: boolean;
}

const colours = { red: 31, green: 32, yellow: 33, cyan: 36, grey: 90 } as const;
export type Colour = keyof typeof colours;
/** Colours a text, or leaves it as it is. */
export type Paint = (colour: Colour, text: string) => string;

/** Colours for a terminal alone, and not where somebody wants none (no-color.org). */
export function painterOf({ isTTY }: Terminal, environment: NodeJS.ProcessEnv = process.env): Paint {
  const isPlain = isTTY !== true || Boolean(environment['NO_COLOR']) || environment['TERM'] === 'dumb';
  return isPlain ? (_, text) => text : (colour, text) => `\u001b[${String(colours[colour])}m${text}\u001b[39m`;
}

const names: Readonly<Record<string, string>> = { '\n': String.raw`\n`, '\r': String.raw`\r`, '\t': String.raw`\t` };

/** A text of others on one line of a terminal, which takes the characters that control it for orders. */
export function visible(text: string): string {
  return text.replaceAll(
    /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g,
    (character) => names[character] ?? String.raw`\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
