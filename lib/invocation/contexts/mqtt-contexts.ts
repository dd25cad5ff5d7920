import type { ConnectionStates } from '../../protocol/connection-state.js';
import type { MqttConnect, MqttDisconnect } from '../../protocol/mqtt.js';
import { ConnectContext } from './connect-context.js';
import type { ConnectContextInit } from './connect-context.js';
import { ConnectedContext } from './connected-context.js';
import { DisconnectedContext } from './disconnected-context.js';
import type { DisconnectedContextInit } from './disconnected-context.js';

/** What an {@link MqttConnectContext} is made of. */
export interface MqttConnectContextInit<TState = ConnectionStates> extends ConnectContextInit<TState> {
  readonly mqtt: MqttConnect;
}

/**
 * An MQTT client asks to connect. Refuse with `{ mqtt: { code } }`, a code of CONNACK, or as any other `connect`, which is translated;
 * accept with `{ mqtt: { userProperties } }` to send user properties with CONNACK.
 */
export class MqttConnectContext<TState = ConnectionStates> extends ConnectContext<TState> {
  /** What the CONNECT packet said. */
  readonly mqtt: MqttConnect;

  constructor(init: MqttConnectContextInit<TState>) {
    super(init);
    this.mqtt = init.mqtt;
  }

  protected override bindingParts(): Record<string, unknown> {
    // Without the password: what is read here may end in a log or a URL.
    const { protocolVersion, username, userProperties } = this.mqtt;
    return { ...super.bindingParts(), mqtt: { protocolVersion, username, userProperties } };
  }
}

/** A new session of an MQTT client has begun. */
export class MqttConnectedContext<TState = ConnectionStates> extends ConnectedContext<TState> {}

/** What an {@link MqttDisconnectedContext} is made of. */
export interface MqttDisconnectedContextInit<TState = ConnectionStates> extends DisconnectedContextInit<TState> {
  readonly mqtt: MqttDisconnect;
}

/** The session of an MQTT client has ended or expired. */
export class MqttDisconnectedContext<TState = ConnectionStates> extends DisconnectedContext<TState> {
  /** Who ended it, and with what. */
  readonly mqtt: MqttDisconnect;

  constructor(init: MqttDisconnectedContextInit<TState>) {
    super(init);
    this.mqtt = init.mqtt;
  }

  protected override bindingParts(): Record<string, unknown> {
    return { ...super.bindingParts(), mqtt: this.mqtt };
  }
}
