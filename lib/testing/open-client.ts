import { LiveClient } from './live-client.js';
import type { LiveClientInit } from './live-client.js';
import { openApps } from './open-apps.js';
import { TestClient } from './test-client.js';
import type { TestProtocol } from './test-protocol.js';

/** How long a client waits to be let in, or for an acknowledgement: over before jest and vitest lose patience, which is after 5 s. */
export const clientMilliseconds = 3_000;

/** Connects a client to any service by a client's URL. */
export function openClient(url: string, protocol: TestProtocol): Promise<TestClient> {
  const { pathname, searchParams } = new URL(url);
  const named = /\/client\/hubs\/([^/]+)/.exec(pathname)?.[1];
  const hub = named === undefined ? (searchParams.get('hub') ?? '') : decodeURIComponent(named);
  // A client of a test app is told more of its failures than the wire tells, however it came to its address.
  const app = openApps.of(url);
  return TestClient.open({
    ...{ url, hub, protocol, userId: undefined, timeout: clientMilliseconds },
    happened: app?.happened ?? (() => undefined),
    words: app?.words,
  });
}

/** The same, of a client that keeps nothing. */
export function openLiveClient(init: Omit<LiveClientInit, 'timeout'>): Promise<LiveClient> {
  return LiveClient.open({ ...init, timeout: clientMilliseconds });
}
