// The chapters of a page, and which files fill them. A file that no chapter has fails the run.

/** Of each page: a chapter, and what is in it: files below lib/, or folders with a slash at the end. The longest name that fits counts. */
const chapters = {
  framework: {
    Decorators: ['decorators/', 'metadata/'],
    Host: [
      ...['koa/', 'host/', 'invocation/request.ts', 'invocation/logger.ts', 'invocation/middleware.ts'],
      ...['invocation/services.ts', 'service/settings.ts'],
    ],
    Contexts: ['invocation/'],
    Answers: ['invocation/event-answer.ts', 'invocation/http-answer.ts'],
    Outputs: ['outputs/', 'protocol/operations.ts', 'protocol/message-metadata.ts'],
    Actions: ['outputs/web-pubsub-action.ts', 'outputs/action-shapes.ts'],
    Errors: ['errors.ts'],
    'Words of the service': ['protocol/'],
  },
  emulator: {
    'Start and settings': ['emulator/'],
    Time: ['clock.ts', 'emulator/virtual-clock.ts', 'emulator/duration.ts'],
    Faults: ['emulator/faults/'],
    'What is in it': ['emulator/broker/', 'protocol/'],
    'What happens in it': ['emulator/tap/'],
  },
  testing: {
    'One method': [
      ...['testing/events.ts', 'testing/mqtt-events.ts'],
      ...['testing/recording-collector.ts', 'testing/recording-log.ts', 'testing/test-runtime.ts'],
    ],
    'All functions': [
      ...['testing/test-host.ts', 'testing/test-events.ts', 'testing/event-bodies.ts'],
      ...['testing/test-requests.ts', 'testing/test-answer.ts', 'testing/fake-service.ts', 'protocol/'],
    ],
    'A whole app': ['testing/'],
    'Requests of the service': ['testing/signed-event.ts', 'testing/signing-key.ts', 'testing/read-event-answer.ts'],
  },
};

/** A chapter of its own, because only few will look for it. */
const decorations = 'What decorators return';

export const chapterOrder = [...Object.values(chapters).flatMap(Object.keys), decorations];

/** The chapter of what a page has from a file. */
export function chapterOf(page, name, file) {
  if (name.endsWith('Decoration')) return decorations;
  const path = file.replace(/^lib\//, '');
  const places = Object.entries(chapters[page]).flatMap(([chapter, files]) =>
    files.map((known) => ({ chapter, known })),
  );
  const fitting = places.filter(({ known }) => path === known || (known.endsWith('/') && path.startsWith(known)));
  return fitting.sort((a, b) => b.known.length - a.known.length)[0]?.chapter;
}
