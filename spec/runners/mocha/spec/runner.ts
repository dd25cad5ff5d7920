export { afterEach, beforeEach, describe, it } from 'mocha';
