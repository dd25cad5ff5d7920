import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import type { WebPubSubServiceClient } from '@azure/web-pubsub';
import type { Clock } from '../clock.js';
import { RecentlyUsed } from './recently-used.js';
import type { PipelinePolicy } from './repeat-policy.js';

/** Seconds: the life of a token as the SDK has it, and after how many another one is made. */
const life = 3_600;
const use = life / 2;
/** How many tokens of one service are surely kept; at most twice as many are, which take 2 MB. */
const tokenLimit = 2_000;
/** A longer URL, with a filter or a list of connections, seldom comes again. */
const urlLimit = 512;

interface CallToken {
  readonly token: string;
  /** Seconds since 1970. */
  readonly made: number;
}

/**
 * The tokens by which calls prove that they have the access key. Each is for one URL and good for an hour: it is made once for many calls.
 * The SDK would make one for every call.
 */
export class CallTokens {
  readonly #key: KeyObject;
  readonly #clock: Pick<Clock, 'now'>;
  readonly #tokens = new RecentlyUsed<{ current: CallToken }>(tokenLimit);

  constructor(accessKey: string, clock: Pick<Clock, 'now'>) {
    this.#key = createSecretKey(accessKey, 'utf8');
    this.#clock = clock;
  }

  /** The token for calls of a URL. */
  of(url: string): string {
    const now = Math.floor(this.#clock.now() / 1_000);
    if (url.length > urlLimit) return this.#sign(url, now).token;
    const kept = this.#tokens.get(url, () => ({ current: this.#sign(url, now) }));
    const age = now - kept.current.made;
    // A clock that was put back has not come to where it was made.
    if (age < 0 || age >= use) kept.current = this.#sign(url, now);
    return kept.current.token;
  }

  // service: HS256, the URL as the audience, an end.
  #sign(url: string, made: number): CallToken {
    const claims = { iat: made, exp: made + life, aud: url };
    const signed = `${header}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}`;
    return { token: `${signed}.${createHmac('sha256', this.#key).update(signed).digest('base64url')}`, made };
  }
}

const header = Buffer.from('{"alg":"HS256","typ":"JWT"}').toString('base64url');

/** Takes a token of ours for each call. */
function callTokenPolicy(tokens: CallTokens): PipelinePolicy {
  return {
    name: 'webPubSubCallTokenPolicy',
    sendRequest(request, next) {
      request.headers.set('Authorization', `Bearer ${tokens.of(request.url)}`);
      return next(request);
    },
  };
}

interface HasPipeline {
  readonly client?: { readonly pipeline?: Pipeline };
}
interface Pipeline {
  addPolicy(policy: PipelinePolicy): void;
  removePolicy(policy: { readonly name: string }): readonly unknown[];
}

/**
 * Puts ours in the place of the policy by which the SDK makes a token for every call. There is no option for that: were the SDK another inside, its
 * own would stay, which does the same more slowly.
 */
export function useCallTokens(client: WebPubSubServiceClient, tokens: CallTokens): void {
  const pipeline = (client as unknown as HasPipeline).client?.pipeline;
  const removed = pipeline?.removePolicy({ name: 'webPubSubKeyCredentialPolicy' }) ?? [];
  if (removed.length > 0) pipeline?.addPolicy(callTokenPolicy(tokens));
}
