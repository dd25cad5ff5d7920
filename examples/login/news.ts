import { Hub, HttpTrigger, WebPubSubConnection, type HttpContext } from 'web-pubsub-bindings';
import { findAccount } from './accounts.js';
import { editorsOnly, Sessions } from './session.js';

const sessions = new Sessions();

/** News of a team: whoever has signed in hears what its editors say, and nobody hears another team. */
@Hub('news')
export class News {
  /** `POST /session` with `{ "name": …, "password": … }` signs in. */
  @HttpTrigger({ methods: ['post'], route: 'session' })
  signIn({ body }: HttpContext) {
    const { name, password } = (body ?? {}) as { readonly name?: unknown; readonly password?: unknown };
    const account = findAccount(name, password);
    if (account === undefined) return { status: 401, body: 'Name or password is wrong.' };
    return { status: 204, headers: { 'set-cookie': sessions.open(account) } };
  }

  /** Everybody who has signed in hears the team. Nothing here comes from the caller: the session says who it is, and of which team. */
  @HttpTrigger({ methods: ['post'], route: 'negotiate', use: sessions.required })
  negotiate(
    @WebPubSubConnection({ userId: '{state.user.sub}', groups: ['{state.user.team}'] }) connection: WebPubSubConnection,
  ) {
    return connection;
  }

  /** Editors get a token whose role lets them say something to their team, and to no other one. */
  @HttpTrigger({ methods: ['post'], route: 'negotiate/editor', use: [sessions.required, editorsOnly] })
  negotiateAsEditor(
    @WebPubSubConnection({
      userId: '{state.user.sub}',
      groups: ['{state.user.team}'],
      roles: ['webpubsub.sendToGroup.{state.user.team}'],
      expiresInMinutes: 5,
    })
    connection: WebPubSubConnection,
  ) {
    return connection;
  }
}
