// The same events, verified, bound, handled and answered. An argument says how many functions there are beside these.
import Koa from 'koa';
import { createServer } from 'node:http';
import {
  bootstrap,
  defineFunction,
  Hub,
  WebPubSubTrigger,
  type ConnectContext,
  type UserEventContext,
} from '../../lib/index.js';
import { serve } from '../serve.js';
import { connectionString } from './requests.js';

@Hub('bench')
class Bench {
  @WebPubSubTrigger()
  connect(_context: ConnectContext) {
    return { groups: ['all'], states: { count: 0 } };
  }

  @WebPubSubTrigger()
  message({ states }: UserEventContext<unknown, { count: number }>) {
    states.count += 1;
    return 'taken';
  }
}

const functions = Array.from({ length: Number(process.argv[2] ?? 0) }, (_, at) =>
  defineFunction(
    {
      name: `other${String(at)}`,
      trigger: { hub: `hub${String(at % 10)}`, eventType: 'user', eventName: `event${String(at)}` },
    },
    () => undefined,
  ),
);
const app = new Koa();
bootstrap(app, { controllers: [Bench], functions, settings: { WebPubSubConnectionString: connectionString } });
const answer = app.callback();
serve(createServer((request, response) => void answer(request, response)));
