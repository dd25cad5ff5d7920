// Prints what an idle connection takes, as JSON: node dist/bench/emulator/idle-once.js emulator json.webpubsub.azure.v1 500
import { memoryPerConnection, type Idle } from './idle.js';

const [, , server, subprotocol = '', count] = process.argv;
process.stdout.write(JSON.stringify(await memoryPerConnection({ server, subprotocol } as Idle, Number(count))));
