/** Calls `run` with the newest value, at once and then at most every so many milliseconds. */
export function paced(milliseconds, run) {
  let waiting;
  let timer;
  const next = () => {
    timer = undefined;
    if (waiting === undefined) return;
    const [value] = waiting;
    waiting = undefined;
    timer = setTimeout(next, milliseconds);
    run(value);
  };
  return (value) => {
    waiting = [value];
    if (timer === undefined) next();
  };
}
