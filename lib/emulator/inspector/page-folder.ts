/** Written by the build, out of the sources beside this file. On its own, because CommonJS, which tools make of the rest, has no import.meta. */
export const pageFolder = new URL('./public/', import.meta.url);
