import type { ContextKind } from '../metadata/records.js';

/** The parts of every event, which no HTTP request has. */
export const everyEvent: readonly ContextKind[] = ['connect', 'connected', 'disconnected', 'user', 'joined', 'left'];
