import { systemClock } from '../../lib/clock.js';
import { createReporter } from '../../lib/host/reporting.js';
import { Invocation } from '../../lib/invocation/invocation.js';
import type { InvocationOptions } from '../../lib/invocation/invocation.js';
import { detachedRuntime } from '../../lib/invocation/runtime.js';
import { recordingPerform } from './performs.js';
import { recordingLog } from './recording-log.js';

/** An invocation outside of a host, a collector of it, and what was sent, logged and reported. */
export function startInvocation({ onEnded, ...options }: Partial<InvocationOptions> & { onEnded?: () => void } = {}) {
  const { log, lines } = recordingLog();
  const { perform, operations } = recordingPerform();
  const failures: unknown[] = [];
  const reporter = createReporter({ log, onError: (error) => failures.push(error) });
  const invocation = new Invocation(
    {
      ...{ details: { function: 'Chat.f', eventId: '1', connectionId: 'c1' }, where: 'Chat.f' },
      ...{
        clock: systemClock,
        timeout: 1000,
        queueLimit: 10,
        messageLimit: 1000,
        reporter,
        server: (hub) => detachedRuntime.server(hub),
      },
      ...options,
    },
    onEnded,
  );
  const out = invocation.outputs.collector({ key: 'chat', perform });
  const sent = (): unknown[] =>
    operations.map((operation) => ('message' in operation ? operation.message.data : operation.name));
  return { invocation, out, sent, lines, failures };
}
