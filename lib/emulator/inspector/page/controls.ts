import type { ShownState } from '../wire.js';
import { RequestError, type Requests } from './requests.js';
import type { Panel, Store } from './store.js';
import { TestClient } from './test-client.js';

const mostReceived = 100;

/** What a person does on the page. */
export class Controls {
  readonly #store: Store;
  readonly #requests: Requests;
  readonly #changed: () => void;
  #client: TestClient | undefined;

  constructor(store: Store, requests: Requests, changed: () => void) {
    this.#store = store;
    this.#requests = requests;
    this.#changed = changed;
  }

  /** Changes what is shown. */
  readonly set = (change: (store: Store) => void): void => {
    change(this.#store);
    this.#changed();
  };

  readonly filter = (text: string): void => this.set((store) => store.setFilter(text));

  readonly togglePause = (): void =>
    this.set(({ feed }) => {
      if (feed.isPaused) feed.resume();
      else feed.pause();
    });

  readonly clear = (): void =>
    this.set((store) => {
      store.timeline.clear();
      store.feed.forget();
      store.selected = undefined;
      store.isFollowing = true;
    });

  readonly select = (id: number): void =>
    this.set((store) => {
      store.selected = id;
      store.panel = 'chain';
    });

  readonly follow = (): void => this.set((store) => (store.isFollowing = true));

  readonly open = (panel: Panel): void => this.set((store) => (store.panel = panel));

  readonly choose = (hub: string, connectionId: string): void =>
    this.set((store) => {
      store.connection = { hub, connectionId };
      store.panel = 'connection';
    });

  readonly sendTo = (hub: string, connectionId: string): void =>
    this.set((store) => {
      store.send = { ...store.send, hub, to: 'connection', target: connectionId };
      store.panel = 'send';
    });

  readonly send = (): Promise<void> => {
    const { target, ...send } = this.#store.send;
    return this.#do('Sent.', () => this.#requests.ask('send', send.to === 'all' ? send : { ...send, target }));
  };

  readonly close = (hub: string, connectionId: string): Promise<void> => {
    const { reason } = this.#store;
    return this.#do('Closed.', () => this.#requests.ask('close', { hub, connectionId, reason }));
  };

  readonly cut = (hub: string, connectionId: string): Promise<void> =>
    this.#do('Cut.', () => this.#requests.ask('cut', { hub, connectionId }));

  readonly disturb = (hub: string, connectionId: string): Promise<void> => {
    const { at, fault, milliseconds } = this.#store.fault;
    const delay = fault === 'delay' ? { milliseconds: Number(milliseconds) } : {};
    return this.#do('From now on.', () => this.#requests.ask('disturb', { hub, connectionId, at, fault, ...delay }));
  };

  readonly heal = (hub: string, connectionId: string): Promise<void> =>
    this.#do('All is well again.', () => this.#requests.ask('heal', { hub, connectionId }));

  readonly replay = (id: number): Promise<void> =>
    this.#do('Sent once more: see the end of the timeline.', () => this.#requests.ask('replay', { id }));

  readonly refreshState = async (): Promise<void> => {
    const state = (await this.#requests.ask('state', {})) as ShownState;
    this.set((store) => store.setState(state));
  };

  readonly connect = async (): Promise<void> => {
    const { hub, userId, groups, subprotocol, maySend, mayJoin } = this.#store.form;
    const roles = [...(maySend ? ['webpubsub.sendToGroup'] : []), ...(mayJoin ? ['webpubsub.joinLeaveGroup'] : [])];
    this.#setClient('connecting');
    await this.#do('Connected.', async () => {
      const request = { hub, userId, roles, groups: groups.split(/[\s,]+/).filter((group) => group !== '') };
      const access = (await this.#requests.ask('client', request)) as { path: string; accessToken: string };
      const url = new URL(access.path, location.href.replace(/^http/, 'ws'));
      url.searchParams.set('access_token', access.accessToken);
      this.#client = await TestClient.open({
        ...{ url: url.href, subprotocol },
        onMessage: (text) => this.#received(text),
        onClosed: (code, reason) => this.#closed(code, reason),
      });
      this.#setClient('open');
    });
    if (this.#store.client.status !== 'open') this.#setClient('closed');
  };

  readonly disconnect = (): void => this.#client?.close();

  readonly clientEvent = (): void => {
    const { event, dataType, data } = this.#store.form;
    if (this.#store.client.isPubSub) this.#frame({ type: 'event', event, dataType }, data);
    else this.#client?.sendText(data);
  };

  readonly clientGroup = (type: 'joinGroup' | 'leaveGroup' | 'sendToGroup'): void => {
    const { group, dataType, data } = this.#store.form;
    if (type === 'sendToGroup') this.#frame({ type, group, dataType }, data);
    else this.#client?.sendFrame({ type, group });
  };

  #frame(
    frame: { readonly type: string; readonly dataType: string; readonly [member: string]: string },
    text: string,
  ): void {
    try {
      this.#client?.sendFrame({ ...frame, data: frame.dataType === 'json' ? (JSON.parse(text) as unknown) : text });
    } catch {
      this.#say('The data is no JSON.', true);
    }
  }

  #received(text: string): void {
    this.set(({ client }) => (client.received = [...client.received, text].slice(-mostReceived)));
  }

  #closed(code: number, reason: string): void {
    this.#client = undefined;
    this.#setClient('closed');
    this.#say(`The test client was disconnected: ${code}${reason === '' ? '' : ` ${reason}`}.`, code !== 1000);
  }

  #setClient(status: Store['client']['status']): void {
    this.set(({ client, form }) => {
      client.status = status;
      client.isPubSub = form.subprotocol !== '';
      if (status === 'connecting') client.received = [];
    });
  }

  async #do(done: string, run: () => Promise<unknown>): Promise<void> {
    try {
      await run();
      this.#say(done, false);
    } catch (error) {
      const isKnown = error instanceof RequestError || error instanceof Error;
      this.#say(isKnown ? error.message : String(error), true);
    }
  }

  #say(text: string, isProblem: boolean): void {
    this.set((store) => (store.said = { text, isProblem }));
  }
}
