import type { MessageContent } from './frames.js';
import { toFrameMetadata, type MessageMetadata } from './message-metadata.js';
import { isGroupName, isUserEventName } from './names.js';

/** Why a frame cannot be taken. */
export interface FrameProblem {
  readonly problem: string;
}

/** What a client sends where it sends no data. */
export const noMessage: MessageContent = { dataType: 'text', data: '' };

/** What is asked of a frame, whichever subprotocol wrote it. It keeps the first problem, so that the reader of a frame can be one expression. */
export class FrameRules {
  problem: string | undefined;

  /** Says what is wrong, if nothing was before, and goes on with something that fits. */
  refuse<T>(problem: string, instead: T): T {
    this.problem ??= problem;
    return instead;
  }

  /** The frame, unless something is wrong with it. */
  judge<F>(frame: F): F | FrameProblem {
    return this.problem === undefined ? frame : { problem: this.problem };
  }

  groupName(group: string): string {
    return isGroupName(group) ? group : this.refuse('"group" is no group name', group);
  }

  eventName(event: string): string {
    return isUserEventName(event) ? event : this.refuse('"event" is no event name', event);
  }

  /** An id that a client chose, of up to 256 characters. */
  idText(name: string, id: string): string {
    return id.length >= 1 && id.length <= 256 ? id : this.refuse(`"${name}" has none or over 256 characters`, id);
  }

  /** A number that the frame makes no sense without. */
  needed(name: string, value: bigint | undefined): bigint {
    return value ?? this.refuse(`"${name}" is missing`, 0n);
  }

  lifetime(seconds: number | bigint | undefined): { ttlSeconds?: number } {
    if (seconds === undefined) return {};
    return seconds <= 300 ? { ttlSeconds: Number(seconds) } : this.refuse('the time to live is over 300 seconds', {});
  }

  metadataOf(entries: Iterable<readonly [string, unknown]> | undefined): MessageMetadata {
    return (entries && toFrameMetadata([...entries])) ?? this.refuse('"metadata" is no metadata', {});
  }
}
