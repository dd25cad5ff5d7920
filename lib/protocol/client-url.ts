/** Which protocol family a client speaks; it decides the path of its URL and the audience of its token. */
export type ClientProtocol = 'default' | 'mqtt' | 'socketio';

export const clientProtocols: readonly ClientProtocol[] = ['default', 'mqtt', 'socketio'];

const paths: Readonly<Record<ClientProtocol, string>> = {
  default: '/client/hubs/',
  mqtt: '/clients/mqtt/hubs/',
  socketio: '/clients/socketio/hubs/',
};

/** The path that clients of a hub connect to, for example `/client/hubs/chat`. */
export function clientPath(hub: string, protocol: ClientProtocol = 'default'): string {
  return paths[protocol] + encodeURIComponent(hub);
}

/** The claim that names groups to join on connecting. */
export const groupClaim = 'webpubsub.group';

/** Roles that permit joining, leaving or sending; alone they hold for every group, with `.<group>` for one. */
export const roleNames = ['webpubsub.joinLeaveGroup', 'webpubsub.sendToGroup'] as const;

/** The forms that take a pattern (`*`, `**`, `?`) instead of a literal group: `webpubsub.sendToGroups.<pattern>`. */
export const patternRoleNames = ['webpubsub.joinLeaveGroups', 'webpubsub.sendToGroups'] as const;
