import { readPlace } from '../metadata/place.js';
import { addRecord } from '../metadata/store.js';

/**
 * Names the hub of every binding in a class.
 *
 * @example
 * \@Hub('chathub')
 * class Chat {}
 *
 * @param name Hub name; `%Setting%` takes it from a setting.
 */
export function Hub(name: string): (target: abstract new (...args: never[]) => object) => void {
  return (...args) => {
    addRecord(readPlace('@Hub', args, ['class']), { kind: 'hub', name });
  };
}
