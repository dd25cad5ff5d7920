import type { Observer } from '../tap/observer.js';
import { tappedEvent } from '../tap/tapped-event.js';
import type { UpstreamEvent } from './event.js';
import type { CallHttp } from './http.js';
import { describeNoAnswer, withoutQuery } from './no-answer.js';
import { shownAnswer, shownBody } from './shown-body.js';

/** Tells of each attempt to bring one event to the app, and of what came of it; `onSent` is given the number of its entry. */
export function toldAttempts(
  callApp: CallHttp,
  event: UpstreamEvent,
  observer: Observer,
  onSent?: (entryId: number) => void,
): CallHttp {
  const message = shownBody(event);
  let attempt = 0;
  let before: string | undefined;
  return async (call, signal) => {
    attempt += 1;
    const repeat = before === undefined ? {} : { why: before };
    const sent = { url: withoutQuery(call.url), bytes: Buffer.byteLength(call.body ?? ''), attempt, ...repeat };
    const entryId = observer.record('event.sent', { ...tappedEvent(event), ...sent, message });
    // 0 where everybody has stopped listening meanwhile.
    if (entryId !== 0) onSent?.(entryId);
    try {
      const answer = await callApp(call, signal);
      before = `the app answered ${answer.status}`;
      const answered = { attempt, status: answer.status, bytes: answer.body.length, message: shownAnswer(answer) };
      observer.record('event.answered', { ...tappedEvent(event), ...answered });
      return answer;
    } catch (error) {
      before = describeNoAnswer(call.url, error);
      throw error;
    }
  };
}
