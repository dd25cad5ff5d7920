// Unicode's own pictures of the control characters stand in their order.
const pictures = 0x2400;
const deletePicture = '\u2421';
const controls = /[\0-\x08\x0b-\x1f\x7f]/g;
/** Control characters without a picture, and those that turn text around, also what follows them. */
const unseen = /[\x80-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const [isolate, endOfIsolate] = ['\u2068', '\u2069'];

/** A text of somebody else with signs for what is not seen and for what would turn the page around; lines and tabs stay. */
export function visible(text: string): string {
  return text.replace(controls, pictureOf).replace(unseen, codeOf);
}

/** The same in one line, and so that a text from right to left leaves its neighbours where they are. */
export function visibleWord(text: string): string {
  const word = visible(text).replaceAll('\t', '\u2409').replaceAll('\n', '\u240a');
  return rightToLeft.test(word) ? `${isolate}${word}${endOfIsolate}` : word;
}

function pictureOf(control: string): string {
  return control === '\x7f' ? deletePicture : String.fromCharCode(pictures + control.charCodeAt(0));
}

function codeOf(character: string): string {
  return `[U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}]`;
}
