import type { TappedEvent } from '../tap/entries.js';
import type { CallHttp, HttpAnswer } from '../upstream/http.js';
import type { Faults } from './faults.js';

/** What tells one event from another. */
export type FacingEvent = Pick<TappedEvent, 'hub' | 'connectionId' | 'eventName'> & {
  readonly userId: string | undefined;
};

/** Calls the app with what goes wrong on the way; each attempt is judged anew. */
export function disturbedCall(callApp: CallHttp, event: FacingEvent, faults: Faults): CallHttp {
  const { hub, connectionId, userId, eventName: name } = event;
  return async (call, signal) => {
    if (!faults.isOn) return callApp(call, signal);
    const { fault, milliseconds } = faults.choose({ at: 'event', hub, connectionId, userId, name });
    await faults.wait(milliseconds, signal);
    signal.throwIfAborted();
    if (fault === undefined) return callApp(call, signal);
    if (fault.kind === 'status') return emptyAnswer(fault.status);
    if (fault.kind === 'cut') throw broken();
    await callApp(call, signal);
    throw broken();
  };
}

function emptyAnswer(status: number): HttpAnswer {
  return { status, headerNames: [], lines: () => [], body: Buffer.alloc(0) };
}

/** As Node names it, so that it is repeated. */
function broken(): Error {
  return Object.assign(new Error('the connection broke, by a fault of the emulator'), { code: 'ECONNRESET' });
}
