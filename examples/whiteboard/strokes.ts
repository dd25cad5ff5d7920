import { BadRequestError } from 'web-pubsub-bindings';

/** The paper is so large for everybody, whatever the screen; all coordinates are whole numbers on it. */
export const paper = { width: 1200, height: 900 };

/** Named, not mixed: a page shows them as light and dark need it. */
export const colours = ['ink', 'red', 'orange', 'green', 'blue', 'violet'] as const;
export const widths = [3, 8, 20] as const;

const longestId = 64;
export const mostPoints = 1_000;

/** A line, as a page sends it. */
export interface Stroke {
  readonly id: string;
  readonly colour: (typeof colours)[number];
  readonly width: (typeof widths)[number];
  /** x, y, x, y, … */
  readonly points: readonly number[];
}

export interface KeptStroke extends Stroke {
  /** The user id of the one who drew it. */
  readonly by: string;
}

/**
 * Reads a line that a page sent, or anybody with a token: it may be anything.
 * @throws BadRequestError with what is wrong with it.
 */
export function readStroke(data: unknown): Stroke {
  const { colour, width, points } = membersOf(data);
  return {
    id: readId(data),
    colour: oneOf(colours, colour, 'colour'),
    width: oneOf(widths, width, 'width'),
    points: readPoints(points),
  };
}

/**
 * Reads which line a page means.
 * @throws BadRequestError with what is wrong with it.
 */
export function readId(data: unknown): string {
  const { id } = membersOf(data);
  if (typeof id === 'string' && id !== '' && id.length <= longestId) return id;
  throw new BadRequestError(`"id" is a text of 1 to ${longestId} characters.`);
}

function readPoints(value: unknown): readonly number[] {
  const points: readonly unknown[] = Array.isArray(value) ? value : [];
  const isComplete = points.length > 0 && points.length % 2 === 0 && points.length <= 2 * mostPoints;
  if (isComplete && points.every(isOnPaper)) return points;
  throw new BadRequestError(`"points" are 1 to ${mostPoints} pairs of whole numbers on the paper.`);
}

function isOnPaper(value: unknown, index: number): value is number {
  const largest = index % 2 === 0 ? paper.width : paper.height;
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= largest;
}

function oneOf<T>(known: readonly T[], value: unknown, name: string): T {
  const found = known.find((one) => one === value);
  if (found !== undefined) return found;
  throw new BadRequestError(`"${name}" is one of ${known.join(', ')}.`);
}

function membersOf(data: unknown): Readonly<Record<string, unknown>> {
  return typeof data === 'object' && data !== null ? { ...data } : {};
}
