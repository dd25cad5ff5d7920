export { afterEach, beforeEach, describe, it } from '@jest/globals';
