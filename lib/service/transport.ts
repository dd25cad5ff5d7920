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

interface Loaded {
  readonly pipeline: Pipeline;
  readonly agent: Agent;
}

/**
 * What the SDK sends its calls with: undici, which takes a fraction of the time of the SDK's own client. Calls that it cannot make as that one
 * would, through a proxy of the environment for example, are left to it. Nothing is loaded before the first call: tokens of clients need none.
 */
export class Transport implements HttpClient {
  #loading: Promise<Loaded> | undefined;
  #other: HttpClient | undefined;

  /** Sends one request; rejects with the errors of the SDK's own client. */
  async sendRequest(request: PipelineRequest): Promise<PipelineResponse> {
    this.#loading ??= load();
    const { pipeline, agent } = await this.#loading;
    const { body = null } = request;
    const { protocol, origin, pathname, search } = new URL(request.url);
    // A redirection may lead out into the open, too.
    const isRefused = protocol !== 'https:' && request.allowInsecureConnection !== true;
    if (isRefused || isSpecial(request) || !isWhole(body)) return this.#sendOtherwise(request, pipeline);
    if (request.abortSignal?.aborted) throw abortError();
    const headers = request.headers.toJSON({ preserveCase: true });
    const options = { origin, path: pathname + search, method: request.method, headers, body };
    try {
      return await toResponse(request, await exchange(agent, options, request.abortSignal), pipeline);
    } catch (error) {
      throw toRestError(request, error, pipeline);
    }
  }

  #sendOtherwise(request: PipelineRequest, pipeline: Pipeline): Promise<PipelineResponse> {
    this.#other ??= pipeline.createDefaultHttpClient();
    return this.#other.sendRequest(request);
  }
}

async function load(): Promise<Loaded> {
  const [pipeline, { Agent }] = await Promise.all([import('@azure/core-rest-pipeline'), import('undici')]);
  const agent = new Agent({
    // The deadlines are the callers'.
    ...{ headersTimeout: 0, bodyTimeout: 0 },
    ...{ connections: connectionLimit, keepAliveTimeout: idleTime },
  });
  return { pipeline, agent };
}

async function toResponse(
  request: PipelineRequest,
  { status, headers, body }: RawAnswer,
  pipeline: Pipeline,
): Promise<PipelineResponse> {
  const response = { request, status, headers: pipeline.createHttpHeaders(headers) };
  if (request.method === 'HEAD') return response;
  const decode = decoders[String(headers['content-encoding'])];
  return { ...response, bodyAsText: (decode ? await decode(body) : body).toString('utf8') };
}

function toRestError(request: PipelineRequest, error: unknown, { RestError }: Pipeline): unknown {
  if (!isError(error) || error.name === 'AbortError') return error;
  const { code = RestError.REQUEST_SEND_ERROR } = error as NodeJS.ErrnoException;
  return new RestError(error.message, { code: nodeCodes[code] ?? code, request });
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
