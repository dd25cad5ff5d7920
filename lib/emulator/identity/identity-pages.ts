import { equalInConstantTime } from '../../protocol/signature.js';
import type { RestAnswer, RestRequest } from '../rest/rest-message.js';
import type { EntraIssuer } from './entra-issuer.js';

type PageRequest = Pick<RestRequest, 'method' | 'path' | 'query' | 'header'>;

/** What the issuer answers over HTTP: its public documents, and tokens of the app's managed identity. */
export class IdentityPages {
  readonly #issuer: EntraIssuer;
  readonly #tokenPath: string;

  constructor(issuer: EntraIssuer) {
    this.#issuer = issuer;
    this.#tokenPath = new URL(issuer.identity.environment.IDENTITY_ENDPOINT).pathname;
  }

  /** Undefined where there is nothing. */
  async answer(request: PageRequest): Promise<RestAnswer | undefined> {
    if (request.method !== 'GET') return undefined;
    if (request.path === this.#tokenPath) return this.#tokenAnswer(request);
    const document = await this.#issuer.documentAt(request.path);
    return document === undefined ? undefined : json(200, document);
  }

  /**
   * As App Service gives a managed identity its tokens. The header is known to whoever was given the environment; it keeps web pages out,
   * which may call this address, too.
   */
  async #tokenAnswer({ query, header }: PageRequest): Promise<RestAnswer> {
    const { IDENTITY_HEADER: secret } = this.#issuer.identity.environment;
    if (!equalInConstantTime(header('x-identity-header') ?? '', secret)) {
      return json(401, { statusCode: 401, message: 'X-IDENTITY-HEADER is not IDENTITY_HEADER of this emulator.' });
    }
    const resource = query.one('resource') ?? '';
    if (resource === '') return json(400, { statusCode: 400, message: 'The query names no resource.' });
    const { token, expiresAt } = await this.#issuer.issue(resource, 'app');
    return json(200, { access_token: token, expires_on: String(expiresAt / 1000), resource, token_type: 'Bearer' });
  }
}

function json(status: number, value: object): RestAnswer {
  const headers = { 'content-type': 'application/json', 'cache-control': 'no-store' };
  return { status, headers, body: JSON.stringify(value) };
}
