/** Puts the pieces that a network hands over together to lines. */
export class LineReader {
  readonly #decoder = new TextDecoder();
  #rest = '';

  /** The lines that a piece completes. */
  read(piece: Uint8Array): readonly string[] {
    const lines = (this.#rest + this.#decoder.decode(piece, { stream: true })).split('\n');
    this.#rest = lines.pop() ?? '';
    return lines.filter((line) => line !== '');
  }
}
