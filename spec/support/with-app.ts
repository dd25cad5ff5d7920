import { RecordingApp, type AnswerEvent } from './recording-app.js';

/** Runs a story beside an app in nobody's words, which answers as it is told. */
export async function withApp<T>(answer: AnswerEvent, story: (app: RecordingApp) => Promise<T>): Promise<T> {
  const app = await RecordingApp.start(answer);
  try {
    return await story(app);
  } finally {
    await app.close();
  }
}
