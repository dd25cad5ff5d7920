const shownFrames = 3;

/**
 * Who called a function, told when it is asked for: a stack costs little until it becomes a text. Frames of Node and of packages are left out.
 * @param called The function, which must still be running.
 */
export function callSiteOf(called: (...args: never[]) => unknown): () => string {
  const at: { stack?: string } = {};
  Error.captureStackTrace(at, called);
  return () => {
    const frames = (at.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
    const own = frames.filter((line) => !/node:|\(<anonymous>\)|[\\/]node_modules[\\/]/.test(line));
    const shown = (own.length > 0 ? own : frames).slice(0, shownFrames);
    return shown.map((line) => `    ${line.trim()}`).join('\n') || '    at a place unknown';
  };
}
