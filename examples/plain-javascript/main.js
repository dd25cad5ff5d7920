// @ts-check
import process from 'node:process';
import { start } from './start.js';

const { url, close } = await start();
console.log(`Ask for the address of a client with  curl "${url}/login?userid=ann"  and open its "url" as a WebSocket.`);
process.once('SIGINT', close);
