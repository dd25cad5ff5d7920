/** An error of the app's own. `expose` says that the client may read its message; without it the answer is 500, with no text. */
export class UnknownItemError extends Error {
  override readonly name = 'UnknownItemError';
  readonly status = 404;
  readonly expose = true;

  constructor(item: string) {
    super(`There is no ${item} in this shop.`);
  }
}
