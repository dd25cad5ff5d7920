/** A client that the service, or `connect`, did not let in. */
export class TestConnectionRefused extends Error {
  readonly status: number;
  readonly body: string;

  constructor(status: number, body: string) {
    super(`The client was refused with ${String(status)}: ${body}`);
    this.status = status;
    this.body = body;
  }
}
