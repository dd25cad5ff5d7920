// The chapters of a page, and which files fill them. A file that no row names fails the run.

/** Of each page: a chapter, then files below lib/, or folders with a slash at the end. The first row that fits counts. */
const chapters = {
  framework: [
    ['Decorators', 'decorators/', 'metadata/function-class.ts', 'metadata/records.ts'],
    ['Host', 'koa/', 'host/', 'invocation/request.ts', 'invocation/logger.ts', 'invocation/middleware.ts'],
    [
      'Contexts',
      'invocation/contexts/',
      'invocation/invocation-context.ts',
      'invocation/reporter.ts',
      'invocation/runtime.ts',
    ],
    ['Answers', 'invocation/event-answer.ts', 'invocation/http-answer.ts'],
    ['Actions', 'outputs/web-pubsub-action.ts', 'outputs/action-shapes.ts'],
    ['Outputs', 'outputs/', 'protocol/operations.ts', 'protocol/message-metadata.ts'],
    ['Errors', 'errors.ts'],
    ['Words of the service', 'protocol/'],
  ],
  testing: [
    [
      'One method',
      'testing/events.ts',
      'testing/mqtt-events.ts',
      'testing/recording-collector.ts',
      'testing/test-runtime.ts',
      'testing/recording-log.ts',
    ],
    [
      'All functions',
      'testing/test-host.ts',
      'testing/test-events.ts',
      'testing/event-bodies.ts',
      'testing/test-requests.ts',
      'testing/test-answer.ts',
    ],
    ['A whole app', 'testing/'],
    ['Time and faults', 'clock.ts', 'emulator/', 'protocol/'],
  ],
  emulator: [['Emulator', '']],
};

/** What stands in a chapter of its own because only few will look for it. */
const decorations = 'What decorators return';

export const chapterOrder = [
  ...new Set(Object.values(chapters).flatMap((rows) => rows.map(([chapter]) => chapter))),
  decorations,
];

/** The chapter of what a page has from a file. */
export function chapterOf(page, name, file) {
  if (name.endsWith('Decoration')) return decorations;
  const path = file.replace(/^lib\//, '');
  return chapters[page]?.find(([, ...files]) => files.some((known) => isIn(path, known)))?.[0];
}

function isIn(path, known) {
  return path === known || ((known === '' || known.endsWith('/')) && path.startsWith(known));
}
