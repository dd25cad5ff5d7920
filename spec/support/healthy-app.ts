import type { EmulatorOptions } from '../../lib/emulator/index.js';
import { defineFunction } from '../../lib/decorators/define-function.js';
import type { HostOptions } from '../../lib/host/host.js';
import { serveFunctions } from './serve-functions.js';
import { withService, type ServiceStory } from './with-service.js';

/** An app and its service, and a doctor for both. */
export interface HealthyApp extends ServiceStory {
  readonly appUrl: string;
  /** Runs the doctor; later options go before. */
  doctor(...args: readonly string[]): Promise<Diagnosis>;
}

/** What the doctor said. */
export interface Diagnosis {
  readonly code: number | null;
  readonly text: string;
  /** Of one check, the levels and messages with their remedies. */
  of(check: string): readonly string[];
}

const functions = [
  defineFunction({ trigger: { hub: 'chat', eventType: 'system', eventName: 'connect' } }, () => ({})),
  defineFunction({ trigger: { hub: 'chat', eventType: 'user', eventName: 'message' } }, () => 'pong'),
];

/** Runs a story beside an app that lacks nothing, but for what is changed. */
export async function withHealthyApp(
  story: (app: HealthyApp) => Promise<void>,
  { host = {}, service = {} }: { readonly host?: HostOptions; readonly service?: EmulatorOptions } = {},
): Promise<void> {
  await withService(async (given) => {
    const settings = { WebPubSubConnectionString: given.connectionString };
    await serveFunctions({ functions, settings, ...host }, async (appUrl) => {
      const urlTemplate = `${appUrl}/api/webpubsub/hubs/{hub}`;
      given.setHub({ eventHandlers: [{ urlTemplate, userEventPattern: '*', systemEvents: ['connect'] }] });
      await story({ ...given, appUrl, doctor: (...args) => diagnose(given, ['--url', appUrl, ...args]) });
    });
  }, service);
}

/** Runs the doctor in the environment of a service. */
export async function diagnose({ run }: Pick<ServiceStory, 'run'>, args: readonly string[]): Promise<Diagnosis> {
  const { code, stdout, stderr } = await run('doctor', '--json', ...args);
  if (stdout === '') throw new Error(`The doctor did not come: ${stderr}`);
  const { findings } = JSON.parse(stdout) as { findings: Record<string, string>[] };
  return {
    ...{ code, text: stdout + stderr },
    of: (check) =>
      findings
        .filter((finding) => finding['check'] === check)
        .map(({ level, message, remedy = '' }) => `${String(level)}: ${String(message)} ${remedy}`),
  };
}
