import { watch } from 'node:fs';

export interface Watcher {
  close(): void;
}

// A compiler writes many files at a time.
const pause = 200;

/** Calls back once after each burst of written programs. */
export function onChange(folders: readonly string[], changed: () => void): Watcher {
  let timer: NodeJS.Timeout | undefined;
  const watchers = folders.map((folder) =>
    watch(folder, { recursive: true }, (_, name) => {
      if (name?.endsWith('.js') !== true || name.endsWith('.spec.js')) return;
      clearTimeout(timer);
      timer = setTimeout(changed, pause);
    }),
  );
  return {
    close() {
      clearTimeout(timer);
      for (const watcher of watchers) watcher.close();
    },
  };
}
