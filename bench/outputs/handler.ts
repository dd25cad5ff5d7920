// An app whose function sends to a hundred users before it answers: node dist/bench/outputs/handler.js <port of the service>
import Koa from 'koa';
import { createServer } from 'node:http';
import { bootstrap, HttpTrigger, WebPubSub, WebPubSubAction, type AsyncCollector } from '../../lib/index.js';
import { serve } from '../serve.js';

const text = 'x'.repeat(128);

class Shout {
  @HttpTrigger()
  async hundred(@WebPubSub({ hub: 'bench' }) out: AsyncCollector) {
    for (let at = 0; at < 100; at += 1) await out.add(WebPubSubAction.sendToUser(`user${String(at)}`, text));
  }
}

const WebPubSubConnectionString = `Endpoint=http://127.0.0.1:${String(process.argv[2])};AccessKey=bench-bench-bench-bench-bench-bench-bench-bench;Version=1.0;`;
const app = new Koa();
bootstrap(app, { controllers: [Shout], settings: { WebPubSubConnectionString } });
const answer = app.callback();
serve(createServer((request, response) => void answer(request, response)));
