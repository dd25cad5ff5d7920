/** Why the service does not do what it was asked, as its error bodies say it. */
export interface Refusal {
  readonly status: 400 | 404 | 409;
  readonly code: string;
  readonly message: string;
  readonly target: string;
  /** Told as a problem document: what the service says of a value that it validates. */
  readonly isProblem?: true;
}

/** A refusal for what is wrong with the request itself. */
export function badRequest(message: string, target = 'Request'): Refusal {
  return { status: 400, code: 'Error.BadRequest', message, target };
}

/** recorded: the target says where the filter stood, in the query or in a body. */
export function invalidFilter(message: string, target: 'filter' | 'Filter'): Refusal {
  return { ...badRequest(message, target), isProblem: true };
}

/** recorded: the prefix of the code differs from operation to operation. */
export function missingConnection(prefix: 'Error' | 'Info', id: string): Refusal {
  const message = `Connection \`${id}\` is not found.`;
  return { status: 404, code: `${prefix}.Connection.NotExisted`, message, target: 'Connection' };
}

/** A user without any connection. */
export function missingUser(id: string): Refusal {
  return { status: 404, code: 'Warning.User.NotExisted', message: `User \`${id}\` is not found.`, target: 'User' };
}

/** official emulator: a connection has at most 1000 single groups an action. */
export function tooManyPermissions(id: string): Refusal {
  const message = `Connection \`${id}\` has too many permissions.`;
  return { status: 409, code: 'Error.Connection.Conflict', message, target: 'Connection' };
}
