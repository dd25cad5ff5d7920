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

/** recorded: what the service validates; the target is the name in the query (`filter`) or the member of a body (`Filter`, `Groups`). */
export function invalidValue(message: string, target: string): Refusal {
  return { ...badRequest(message, target), isProblem: true };
}

const invalidGroupName = 'Invalid group name. Valid group name should be in between 1 and 1024 characters long.';

/** recorded: of a group in the path, or the one of a permission. */
export const invalidGroup = badRequest(invalidGroupName);

/** recorded (Java SDK): of groups in a body, and the same where there are none. */
export const invalidGroups = invalidValue(invalidGroupName, 'Groups');

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
