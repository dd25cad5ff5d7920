import type { Logger } from 'web-pubsub-bindings';

const nothing = (): void => undefined;

/** The log of tests that provoke what it would tell of. */
export const quiet: Logger = { debug: nothing, info: nothing, warn: nothing, error: nothing };
