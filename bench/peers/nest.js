// NestJS on fastify with the bytes of the body, and no work at all. Its decorators are applied by hand, for want of a compiler.
import 'reflect-metadata';
import { Controller, HttpCode, Module, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { serve } from '../../dist/bench/serve.js';

class Events {
  receive() {
    return 'taken';
  }
}
const descriptor = Object.getOwnPropertyDescriptor(Events.prototype, 'receive');
Post(':hub')(Events.prototype, 'receive', descriptor);
HttpCode(200)(Events.prototype, 'receive', descriptor);
Controller('api/webpubsub/hubs')(Events);

class App {}
Module({ controllers: [Events] })(App);

const app = await NestFactory.create(App, new FastifyAdapter(), { logger: false, bodyParser: false });
const fastify = app.getHttpAdapter().getInstance();
fastify.removeAllContentTypeParsers();
fastify.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
await app.listen(0, '127.0.0.1');
serve(app.getHttpServer());
