import { createError } from '../errors.js';

/** @inline */
type Unit = 'ms' | 's' | 'm' | 'h' | 'd';

/** A length of time: milliseconds as a number, or a text such as `500ms`, `30s`, `5m`, `2h` or `1d`. */
export type Duration = number | `${number}${Unit}`;

const units: Readonly<Record<Unit, number>> = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1_000, ms: 1 };
/** A hundred years: far beyond them there are no dates. */
const longest = 36_500 * units.d;
const pattern = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/;

/**
 * The milliseconds of a duration; `where` says for what it was given.
 * @throws ConfigurationError (`WPS_CLOCK_DURATION`) for anything else, a time that has passed included.
 */
export function readDuration(value: unknown, where: string): number {
  const milliseconds = typeof value === 'string' ? ofText(value) : value;
  if (typeof milliseconds === 'number' && milliseconds >= 0 && milliseconds <= longest) return Math.round(milliseconds);
  throw createError('WPS_CLOCK_DURATION', { where, value: describe(value) });
}

function describe(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number' || value === null || value === undefined) return String(value);
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

function ofText(text: string): number | undefined {
  const [, count, unit] = pattern.exec(text) ?? [];
  return count === undefined ? undefined : Number(count) * units[unit as Unit];
}

/** The same as a person says it, in its largest units: `1h 30m`. */
export function formatDuration(milliseconds: number): string {
  let rest = Math.round(milliseconds);
  const parts: string[] = [];
  for (const [unit, size] of Object.entries(units)) {
    const count = Math.floor(rest / size);
    if (count > 0) parts.push(`${String(count)}${unit}`);
    rest -= count * size;
  }
  return parts.slice(0, 2).join(' ') || '0ms';
}
