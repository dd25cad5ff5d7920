/** A client that the service, `connect`, or the route that was asked for its address, did not let in. */
export class TestConnectionRefused extends Error {
  readonly status: number;
  readonly body: string;

  /** `asked` is the route that said no, such as `GET /login`, and how else it may be asked. */
  constructor(status: number, body: string, asked?: { readonly route: string; readonly remedy?: string }) {
    const what = asked === undefined ? 'The client was refused with' : `${asked.route} answered`;
    const words = body.trim() === '' ? ', without a word.' : `: ${body}`;
    const remedy = asked?.remedy === undefined ? '' : `${/[.!?…]$/.test(words) ? '' : '.'} ${asked.remedy}`;
    super(`${what} ${String(status)}${words}${remedy}`);
    this.status = status;
    this.body = body;
  }
}
