// official emulator: the texts of closes that the WebSocket layer itself decides on; 1008 is its own word for too many fragments.
export const closeTexts: Readonly<Record<number, string>> = {
  1002: 'The client frame is invalid.',
  1007: 'The client message is not valid UTF-8.',
  1008: 'The client message has too many fragments.',
  1009: 'The client message is too large.',
};

const failureCodes: Readonly<Record<string, number>> = {
  WS_ERR_INVALID_UTF8: 1007,
  WS_ERR_TOO_MANY_BUFFERED_PARTS: 1008,
  WS_ERR_UNSUPPORTED_MESSAGE_LENGTH: 1009,
  WS_ERR_UNSUPPORTED_DATA_PAYLOAD_LENGTH: 1009,
};

/** What ends a client whose frames ws does not take, as its close frame says it. */
export function failureText(error: Error): string {
  const code = 'code' in error ? String(error.code) : '';
  return closeTexts[failureCodes[code] ?? 1002] ?? '';
}
