import type { Closing, Wire, WirePayload } from '../../lib/emulator/client/wire.js';

/** A wire that nobody holds the other end of. */
export class RecordingWire implements Wire {
  readonly sent: string[] = [];
  readonly calls: string[] = [];

  /** Whether it takes what it is sent. */
  isOpen = true;

  send({ data }: WirePayload): boolean {
    if (this.isOpen) this.sent.push(Buffer.from(data).toString('utf8'));
    return this.isOpen;
  }
  close({ code, reason }: Closing): void {
    this.calls.push(`close ${code} ${reason}`);
  }
  abort(): void {
    this.calls.push('abort');
  }
  overflow(): void {
    this.calls.push('overflow');
  }
  pause(): void {
    this.calls.push('pause');
  }
  resume(): void {
    if (this.calls.at(-1) === 'pause') this.calls.push('resume');
  }
}
