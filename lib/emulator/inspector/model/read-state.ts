/** The state of a connection as people read it: apps write JSON, most of them in base64. */
export function readState(state: string): string {
  for (const text of [state, fromBase64(state)]) {
    try {
      return JSON.stringify(JSON.parse(text), undefined, 2);
    } catch {
      // The next way of writing it, or none.
    }
  }
  return state;
}

function fromBase64(text: string): string {
  if (!/^[A-Za-z0-9+/_-]+={0,2}$/.test(text)) return '';
  try {
    const bytes = Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (character) =>
      character.charCodeAt(0),
    );
    return new TextDecoder().decode(bytes);
  } catch {
    return '';
  }
}
