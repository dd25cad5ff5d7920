import { isHubName } from '../protocol/names.js';
import { readEventHandler, type EventHandler, type EventHandlerSettings } from './event-handler-settings.js';
import { readArray, readInteger, readObject, settingError } from './settings-reader.js';

/** A hub, in the service's own setting names. */
export interface HubSettings {
  /** Whether clients without a token may connect; `deny` unless said. */
  readonly anonymousConnectPolicy?: 'allow' | 'deny';
  /** 1 to 120; 20 unless said. */
  readonly webSocketKeepAliveIntervalInSeconds?: number;
  /** Where its events go; nowhere unless said. */
  readonly eventHandlers?: readonly EventHandlerSettings[];
}

/** The settings of a hub after they were read; nothing is optional any more. */
export interface ReadHubSettings {
  readonly allowsAnonymous: boolean;
  readonly keepAliveMilliseconds: number;
  readonly eventHandlers: readonly EventHandler[];
}

/** A hub that was never set: no event handlers, no anonymous clients. */
export const defaultHubSettings: ReadHubSettings = {
  allowsAnonymous: false,
  keepAliveMilliseconds: 20_000,
  eventHandlers: [],
};

/** Judges the settings of one hub; nothing changes anywhere before all of them hold. */
export function readHubSettings(name: string, settings: unknown, path = `hubs.${name}`): ReadHubSettings {
  if (!isHubName(name)) {
    throw settingError(
      path,
      'no hub name',
      'A hub name is a letter followed by up to 127 letters, digits or any of _`,.[].',
    );
  }
  const known = ['anonymousConnectPolicy', 'webSocketKeepAliveIntervalInSeconds', 'eventHandlers'];
  const values = readObject(settings, path, known, ['eventListeners', 'chat']);
  const keepAlive = values['webSocketKeepAliveIntervalInSeconds'] ?? 20;
  return {
    allowsAnonymous: readPolicy(values['anonymousConnectPolicy'] ?? 'deny', `${path}.anonymousConnectPolicy`),
    keepAliveMilliseconds: readInteger(keepAlive, `${path}.webSocketKeepAliveIntervalInSeconds`, 1, 120) * 1000,
    eventHandlers: readArray(values['eventHandlers'] ?? [], `${path}.eventHandlers`, 'event handlers').map(
      (handler, index) => readEventHandler(handler, `${path}.eventHandlers[${index}]`),
    ),
  };
}

/** Refuses hubs that are one by the service, to which the case of letters makes no difference. */
export function requireDistinctHubs(names: readonly string[]): void {
  const known = new Set<string>();
  for (const name of names) {
    const key = name.toLowerCase();
    const remedy = 'The names of hubs differ by more than the case of their letters.';
    if (known.has(key)) throw settingError(`hubs.${name}`, 'there twice', remedy);
    known.add(key);
  }
}

function readPolicy(value: unknown, path: string): boolean {
  if (value === 'allow' || value === 'deny') return value === 'allow';
  throw settingError(path, 'neither "allow" nor "deny"', 'Write one of them.');
}
