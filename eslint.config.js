import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const everywhere = { eqeqeq: 'error', 'no-var': 'error', 'prefer-const': 'error', 'object-shorthand': 'error' };

export default defineConfig(
  globalIgnores([
    'dist/',
    'coverage/',
    '.cache/',
    'docs/api/',
    '**/fixtures/',
    'lib/emulator/client/protobuf/messages.ts',
  ]),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.js', '**/*.cjs'],
    rules: { ...everywhere, 'no-unused-vars': 'error', 'no-fallthrough': 'error', 'no-empty': 'error' },
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      ...everywhere,
      'no-console': 'error',
      // A promise is awaited or returned; in a callback that cannot wait, `void` says that its function never rejects.
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      // `async` without `await` makes a throw a rejection, which is what a promise-returning function promises.
      '@typescript-eslint/require-await': 'off',
      // Each spelling of a decorator is an overload with its own name in the editor's help.
      '@typescript-eslint/unified-signatures': 'off',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/consistent-type-exports': 'error',
      '@typescript-eslint/no-import-type-side-effects': 'error',
      // An interface with nothing of its own is a name that editors show, where an alias is forgotten.
      '@typescript-eslint/no-empty-object-type': ['error', { allowInterfaces: 'with-single-extends' }],
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      // An empty text means "not given" as often as undefined does.
      '@typescript-eslint/prefer-nullish-coalescing': ['error', { ignorePrimitives: { string: true } }],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowAny: false, allowBoolean: true, allowNullish: false, allowRegExp: false },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      'no-restricted-syntax': [
        'error',
        { selector: 'TSEnumDeclaration', message: 'Write a literal union, or a const object and a type of its name.' },
        { selector: 'ExportAllDeclaration', message: 'Name each export.' },
        { selector: 'ExportDefaultDeclaration', message: 'Name the export.' },
        { selector: "CallExpression[callee.property.name='then']", message: 'Await it.' },
        {
          selector: ':matches(PropertyDefinition, MethodDefinition[kind!="constructor"])[accessibility="private"]',
          message: 'Use #private.',
        },
      ],
    },
  },
  {
    files: ['spec/**/*.ts'],
    rules: {
      // A fake returns a promise because its contract does, and does nothing where nothing is asked of it; an element that is
      // not there fails the spec by itself.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-empty-function': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      // `expect(emulator.close)` names a method, it does not call it.
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  // The command, the examples and the benches talk to the person who started them.
  { files: ['lib/cli/**/*.ts', 'examples/**/*.ts', 'bench/**/*.ts'], rules: { 'no-console': 'off' } },
);
