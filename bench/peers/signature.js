// Prints what the check of a signature costs when the connection was seen before, and when it was not: node bench/peers/signature.js, after a build. No door leads to it alone, so it is taken from what was built.
import { Verifier } from '../../dist/lib/invocation/verifier.js';
import { parseOrigin } from '../../dist/lib/protocol/origin.js';
import { formatSignature } from '../../dist/lib/protocol/signature.js';
import { median } from '../../dist/bench/rounds.js';

const keys = ['bench-bench-bench-bench-bench-bench-bench-bench'];
const origin = 'bench.webpubsub.azure.com';
const host = parseOrigin(origin);
const hosts = host === undefined ? [] : [host];
const claims = Array.from({ length: 10_000 }, (_, at) => {
  const connectionId = `bench-connection-${String(at).padStart(6, '0')}`;
  return { origin, connectionId, signature: formatSignature(keys, connectionId) };
});
const request = { headers: [] };

/** Microseconds a check, once through all connections. */
function round(verifier) {
  const start = performance.now();
  for (const claim of claims) void verifier.verify(claim, request);
  return ((performance.now() - start) * 1_000) / claims.length;
}

const first = [];
const again = [];
for (let at = 0; at < 15; at += 1) {
  const verifier = new Verifier([{ hosts, accessKeys: keys }]);
  first.push(round(verifier));
  again.push(round(verifier));
}
for (const [name, figures] of Object.entries({ 'never seen before': first, 'seen before': again })) {
  const [least, most] = [Math.min(...figures), Math.max(...figures)].map((value) => value.toFixed(2));
  console.log(`${name.padEnd(18)} ${median(figures).toFixed(2)} us [${String(least)}..${String(most)}]`);
}
