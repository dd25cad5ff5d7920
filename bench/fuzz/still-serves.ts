import { nextAnswer } from './http-answer.js';
import { RawSocket } from './raw-socket.js';
import { RawWebSocket } from './raw-web-socket.js';
import { everyRole, type Target } from './target.js';

/** Whether a call still reaches a client as it should: what it says otherwise is what went wrong. */
export async function problemOfService(target: Target): Promise<string | undefined> {
  const path = target.clientPath('frames', { sub: 'last', role: everyRole });
  const client = await RawWebSocket.open(target.port, { path, subprotocols: 'json.webpubsub.azure.v1' });
  if (!(client instanceof RawWebSocket)) return 'a good client is refused';
  await client.next();
  const status = await sendTo(target, '/api/hubs/frames/users/last/:send');
  const message = await client.next();
  await client.close();
  if (status !== 202) return `a good call is answered ${String(status)}`;
  const text = message !== undefined && 'data' in message ? message.data.toString('utf8') : '';
  return text === '{"type":"message","from":"server","dataType":"text","data":"hi"}'
    ? undefined
    : `the client got ${text}`;
}

async function sendTo(target: Target, path: string): Promise<number | undefined> {
  const socket = await RawSocket.connect(target.port);
  const token = target.token({ aud: `http://localhost${path}` });
  const head = `POST ${path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${token}`;
  socket.write(`${head}\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nhi`);
  const answer = await nextAnswer(socket, 'POST');
  socket.destroy();
  return answer !== undefined && 'status' in answer ? answer.status : undefined;
}
