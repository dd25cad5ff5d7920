export { afterEach, beforeEach, describe, it } from 'node:test';
