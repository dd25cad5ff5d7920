import type { Examination } from '../../lib/cli/doctor/examination.js';
import { connectService } from '../../lib/host/connect-service.js';
import { createSettings } from '../../lib/service/settings.js';

/** An examination of an app, with the service that the connection string names. */
export function examined(connectionString: string, more: Partial<Examination> = {}): Examination {
  const settings = createSettings({ settings: { Own: connectionString } });
  const choice = { connection: 'Own', settings };
  const known = { hub: undefined, event: undefined, functions: undefined, routes: undefined };
  return { choice, appUrl: 'http://localhost:1/{hub}', ...known, service: connectService(choice), ...more };
}

/** A connection string of an endpoint. */
export function connectionTo(endpoint: string, key = 'some-key'): string {
  return `Endpoint=${endpoint};AccessKey=${key};Version=1.0;`;
}
