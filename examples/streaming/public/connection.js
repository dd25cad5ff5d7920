// The protocol json.webpubsub.azure.v1 over a plain WebSocket: as much of it as this page needs.

/**
 * Opens a connection and resolves when it stands.
 * `onMessage` is told what the app sends, `onRefused` that it could not take an event, `onLost` that the connection ended.
 */
export async function connect({ onMessage, onRefused, onLost }) {
  const response = await fetch('negotiate', { method: 'POST', signal: AbortSignal.timeout(15_000) });
  if (!response.ok) throw new Error(`The app answered ${response.status}.`);
  const { url } = await response.json();
  const socket = new WebSocket(url, 'json.webpubsub.azure.v1');
  await new Promise((resolve, reject) => {
    socket.onopen = resolve;
    socket.onclose = () => reject(new Error('The service refused the connection.'));
  });
  socket.onclose = onLost;
  socket.onmessage = ({ data }) => {
    const frame = JSON.parse(data);
    if (frame.type === 'message') onMessage(frame.data);
    if (frame.type === 'ack' && !frame.success) onRefused();
  };
  let ackId = 0;
  const send = (event, data) =>
    socket.send(JSON.stringify({ type: 'event', event, ackId: ++ackId, dataType: 'json', data }));
  return { send };
}
