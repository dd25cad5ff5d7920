import { visible, type Colour, type Paint } from '../terminal.js';
import type { Finding, Level } from './finding.js';

const colours: Readonly<Record<Level, Colour>> = { ok: 'green', warning: 'yellow', failure: 'red', skipped: 'grey' };

/** A finding on one line, its remedy on the next. */
export function describeFinding({ check, level, message, remedy }: Finding, paint: Paint): string {
  const head = `${paint(colours[level], level.padEnd(7))}  ${check.padEnd(10)}  ${visible(message)}\n`;
  return remedy ? `${head}${' '.repeat(21)}${visible(remedy)}\n` : head;
}

/** How it stands in all, and what nobody looked at. */
export function describeTotal(findings: readonly Finding[]): string {
  const count = (level: Level): number => findings.filter((one) => one.level === level).length;
  const [failures, warnings, skipped] = [count('failure'), count('warning'), count('skipped')];
  const said = [
    counted(failures, 'failure'),
    counted(warnings, 'warning'),
    skipped > 0 ? `${String(skipped)} skipped` : '',
  ];
  const words = said.filter((text) => text !== '').join(', ');
  const judgement =
    failures > 0 ? 'Something is wrong' : `Nothing is wrong${skipped > 0 ? ' in what was looked at' : ''}`;
  return `\n${judgement}${words === '' ? '' : `: ${words}`}.\n${describeUnasked(findings)}`;
}

function describeUnasked(findings: readonly Finding[]): string {
  const options = findings.flatMap(({ check, option }) => (option === undefined ? [] : [`${check} needs ${option}`]));
  return options.length === 0 ? '' : `Not looked at: ${options.join(', ')}.\n`;
}

function counted(count: number, what: string): string {
  if (count === 0) return '';
  return `${String(count)} ${what}${count === 1 ? '' : 's'}`;
}

export function findingsAsJson(findings: readonly Finding[]): string {
  return `${JSON.stringify({ ok: !hasFailure(findings), findings })}\n`;
}

export function hasFailure(findings: readonly Finding[]): boolean {
  return findings.some(({ level }) => level === 'failure');
}
