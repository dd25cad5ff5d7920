/** A frame for people: whoever has the token of a reliable connection could take it over. */
export function withoutToken(frame: string): string {
  return frame.replace(/("reconnectionToken"\s*:\s*)"[^"]*"/g, '$1"(hidden)"');
}
