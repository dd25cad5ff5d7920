// What every runner has; each has a file of this name with words of its own.
export { afterEach, beforeEach, describe, it } from 'mocha';
