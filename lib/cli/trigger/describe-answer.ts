import type { EventAnswer, SeenByClient } from '../../testing/index.js';
import { contentAsJson, describeContent } from '../content.js';
import { visible, type Paint } from '../terminal.js';

/** What was answered, and what a client would have seen of it, for people. */
export function describeAnswer({ status, body, states, client }: EventAnswer, paint: Paint): string {
  const good = status >= 200 && status <= 299;
  const lines = [
    `answer  ${paint(good ? 'green' : 'red', String(status))}`,
    ...(body === undefined ? [] : [`body    ${visible(textOf(body))}`]),
    ...(states === undefined ? [] : [`state   ${visible(JSON.stringify(states))}`]),
    `client  ${visible(describeClient(client))}`,
    ...(status === 401 && client.outcome !== 'refused' ? ['Why? "web-pubsub doctor" looks for the cause.'] : []),
  ];
  return `${lines.join('\n')}\n`;
}

/** The same for programs. */
export function answerAsJson({ status, body, states, client }: EventAnswer): string {
  const seen = 'message' in client ? { ...client, message: contentAsJson(client.message) } : client;
  return `${JSON.stringify({ status, body: contentAsJson({ data: body }).data, states, client: seen })}\n`;
}

/** Whether the service takes an answer for a good one. */
export function isGood({ client }: EventAnswer): boolean {
  return client.outcome !== 'refused' && client.outcome !== 'failed' && !('problem' in client);
}

/** What a client would have seen, in a sentence. */
export function describeClient(client: SeenByClient): string {
  switch (client.outcome) {
    case 'connected':
      return describeConnected(client);
    case 'refused':
      return `It is refused with ${String(client.status)}${client.body === '' ? '' : `: ${client.body.replace(/\.$/, '')}`}${because(client.problem)}`;
    case 'message':
      return `It gets a message: ${describeContent(client.message)}`;
    case 'acknowledged':
      return 'It gets no message. Where it asked for an ack, that says that all went well.';
    case 'failed':
      return `It gets no message. Where it asked for an ack, that says InternalServerError${because(client.problem)}`;
    case 'nothing':
      return `Nothing: it is not told of this event${because(client.problem)}`;
  }
}

function because(problem: string | undefined): string {
  return problem === undefined ? '.' : `: ${problem}`;
}

function describeConnected({ userId, roles, groups, subprotocol }: SeenByClient & { outcome: 'connected' }): string {
  const said = [
    ...(userId === undefined ? [] : [`as "${userId}"`]),
    ...(roles === undefined ? [] : [`with the roles ${roles.join(', ') || '(none)'}`]),
    ...(groups === undefined ? [] : [`in the groups ${groups.join(', ')}`]),
    ...(subprotocol === undefined ? [] : [`speaking ${subprotocol}`]),
  ];
  return said.length === 0 ? 'It is let in as its token says.' : `It is let in ${said.join(', ')}.`;
}

function textOf(body: unknown): string {
  if (typeof body === 'string') return body;
  return body instanceof Uint8Array ? describeContent({ data: body, dataType: 'binary' }) : JSON.stringify(body);
}
