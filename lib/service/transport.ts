import { promisify } from 'node:util';
import { gunzip, inflate } from 'node:zlib';
import type * as restPipeline from '@azure/core-rest-pipeline';
import type { HttpClient, PipelineRequest, PipelineResponse } from '@azure/core-rest-pipeline';
import type { Agent } from 'undici';
import { isError } from '../errors.js';
import { abortError, exchange, type RawAnswer } from './exchange.js';

/** How many connections to one service may be open: further calls wait for one of them. */
const connectionLimit = 256;
/** Milliseconds for which an idle connection is kept, where the service does not say. */
const idleTime = 30_000;

type Pipeline = typeof restPipeline;

/**
 * What the SDK sends its calls with: undici, which takes a fraction of the time of the SDK's own client. Calls that it cannot make as that one
 * would, through a proxy of the environment for example, are left to it.
 */
export async function createTransport(): Promise<HttpClient> {
  const [pipeline, { Agent }] = await Promise.all([import('@azure/core-rest-pipeline'), import('undici')]);
  // The deadlines are the callers'.
  const agent = new Agent({
    ...{ headersTimeout: 0, bodyTimeout: 0 },
    ...{ connections: connectionLimit, keepAliveTimeout: idleTime },
  });
  return new Transport(pipeline, agent);
}

class Transport implements HttpClient {
  readonly #pipeline: Pipeline;
  readonly #agent: Agent;
  #other: HttpClient | undefined;

  constructor(pipeline: Pipeline, agent: Agent) {
    this.#pipeline = pipeline;
    this.#agent = agent;
  }

  async sendRequest(request: PipelineRequest): Promise<PipelineResponse> {
    const { body = null } = request;
    if (isSpecial(request) || !isWhole(body)) return this.#sendOtherwise(request);
    if (request.abortSignal?.aborted) throw abortError();
    const { protocol, origin, pathname, search } = new URL(request.url);
    // A redirection may lead there, too.
    if (protocol !== 'https:' && request.allowInsecureConnection !== true) return this.#sendOtherwise(request);
    const headers = request.headers.toJSON({ preserveCase: true });
    const options = { origin, path: pathname + search, method: request.method, headers, body };
    try {
      const answer = await exchange(this.#agent, options, request.abortSignal);
      return await this.#toResponse(request, answer);
    } catch (error) {
      throw this.#toRestError(request, error);
    }
  }

  #sendOtherwise(request: PipelineRequest): Promise<PipelineResponse> {
    this.#other ??= this.#pipeline.createDefaultHttpClient();
    return this.#other.sendRequest(request);
  }

  async #toResponse(request: PipelineRequest, { status, headers, body }: RawAnswer): Promise<PipelineResponse> {
    const response = { request, status, headers: this.#pipeline.createHttpHeaders(headers) };
    if (request.method === 'HEAD') return response;
    const decode = decoders[String(headers['content-encoding'])];
    return { ...response, bodyAsText: (decode ? await decode(body) : body).toString('utf8') };
  }

  #toRestError(request: PipelineRequest, error: unknown): unknown {
    if (!isError(error) || error.name === 'AbortError') return error;
    const { RestError } = this.#pipeline;
    const { code = RestError.REQUEST_SEND_ERROR } = error as NodeJS.ErrnoException;
    return new RestError(error.message, { code: nodeCodes[code] ?? code, request });
  }
}

/** What Node's own client calls the same. */
const nodeCodes: Readonly<Record<string, string>> = {
  UND_ERR_SOCKET: 'ECONNRESET',
  UND_ERR_CONNECT_TIMEOUT: 'ETIMEDOUT',
};

const decoders: Readonly<Record<string, (body: Buffer) => Promise<Buffer>>> = {
  gzip: promisify<Buffer, Buffer>(gunzip),
  deflate: promisify<Buffer, Buffer>(inflate),
};

/** Whether a policy of the SDK's pipeline wants something of the client that only its own does. */
function isSpecial(request: PipelineRequest): boolean {
  const { agent, tlsSettings, requestOverrides, streamResponseStatusCodes } = request;
  const { timeout, onUploadProgress, onDownloadProgress } = request;
  const given = [agent, tlsSettings, requestOverrides, onUploadProgress, onDownloadProgress];
  return timeout > 0 || given.some((value) => value !== undefined) || (streamResponseStatusCodes?.size ?? 0) > 0;
}

function isWhole(body: unknown): body is string | Uint8Array | null {
  return body === null || typeof body === 'string' || body instanceof Uint8Array;
}
