// How `npm run docs:api` makes docs/api from doc comments: one page a door, one chapter for what is used together.
// It fails for what a user meets in a signature and cannot look up, for a dead link, and for what has no comment.

import { chapterOrder } from './chapters.js';

const packageName = 'web-pubsub-bindings';

/** Types that only the compiler reads: a user meets their outcome, which is a sentence or an inferred type, never their name. */
const compilerOnly = [
  // They refuse a method or parameter that does not fit its decorator, by a sentence: lib/decorators/fit.ts.
  ...['FitsTrigger', 'FitsHttp', 'FitsOutput', 'FitsConnection', 'FitsServiceRequest', 'FitsPart'],
  ...['MemberName', 'Method', 'Placed'],
  // It lets a reader of one event's context pass for a reader of any: lib/decorators/bind.ts.
  'Reads',
  // They infer a handler of defineFunction from its options: lib/decorators/defined.ts.
  ...['Binds', 'Binding', 'ValuesOf', 'ContextOf', 'AnswerOf'],
  // They tell the overloads of @WebPubSubTrigger apart, all of which take TriggerOptions.
  ...['NamedTriggerOptions', 'UnnamedTriggerOptions', 'ForMqtt'],
  // They let a test read a member of a union without asking first which one it is.
  ...['Readable', 'Told', 'AcceptsNothing', 'Without'],
  // The table of all codes, which docs/errors.md explains one by one.
  'Table',
];

/** @type {Partial<import('typedoc').TypeDocOptions & import('typedoc-plugin-markdown').PluginOptions>} */
export default {
  entryPoints: ['index', 'emulator/index', 'testing/index'].map((door) => `../../lib/${door}.ts`),
  tsconfig: '../../lib/tsconfig.json',
  sortEntryPoints: false,
  plugin: ['typedoc-plugin-markdown', './plugin.js'],
  out: '../api',
  logLevel: 'Warn',

  treatWarningsAsErrors: true,
  validation: { notExported: true, invalidLink: true, invalidPath: true, notDocumented: true },
  requiredToBeDocumented: ['Class', 'Interface', 'TypeAlias', 'Variable', 'Function', 'Method', 'GetSignature'],
  intentionallyNotExported: compilerOnly,

  // The same bytes on every machine.
  readme: 'none',
  disableSources: true,
  disableGit: true,
  excludeExternals: true,
  excludeInternal: true,
  excludePrivate: true,
  excludeProtected: true,
  groupOrder: [...chapterOrder, 'Constructors', 'Properties', 'Methods'],
  sort: ['kind', 'alphabetical'],
  kindSortOrder: [
    'Function',
    'Class',
    'Variable',
    'Interface',
    'TypeAlias',
    'Constructor',
    'Property',
    'Accessor',
    'Method',
  ],

  theme: 'house',
  outputFileStrategy: 'modules',
  entryFileName: 'README',
  hideBreadcrumbs: true,
  hidePageHeader: true,
  pageTitleTemplates: { module: ({ name }) => (name === 'framework' ? packageName : `${packageName}/${name}`) },
  useCodeBlocks: true,
  useHTMLAnchors: true,
  expandParameters: true,
  expandObjects: true,
  parametersFormat: 'table',
  interfacePropertiesFormat: 'table',
  classPropertiesFormat: 'table',
  typeAliasPropertiesFormat: 'table',
  typeDeclarationFormat: 'table',
  tableColumnSettings: {
    hideDefaults: true,
    hideInherited: true,
    hideModifiers: true,
    hideOverrides: true,
    hideValues: true,
  },
};
