import type { Story } from '../../support/play.js';
import { csharpAnswers } from './csharp-answers.js';
import { csharpBindings } from './csharp-bindings.js';
import { csharpOutputs } from './csharp-outputs.js';
import { express } from './express.js';
import { functionsNode } from './functions-node.js';

/** What happens with each block of ours, by page and name. */
export const stories: Readonly<Record<string, Readonly<Record<string, Story>>>> = {
  'from-express': express,
  'from-functions-node': functionsNode,
  'from-csharp': { ...csharpBindings, ...csharpAnswers, ...csharpOutputs },
};
