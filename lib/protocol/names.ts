// service: hub, group and event names as the data-plane contract 2024-12-01 states them.
const hubPattern = /^[A-Za-z][A-Za-z0-9_`,.[\]]{0,127}$/;
const eventPattern = /^[A-Za-z][A-Za-z0-9_.-]{0,127}$/;

/** A letter, then up to 127 letters, digits or any of ``_`,.[]``. */
export function isHubName(name: string): boolean {
  return hubPattern.test(name);
}

/** 1 to 1024 characters, not only white space. */
export function isGroupName(name: string): boolean {
  return name.length >= 1 && name.length <= 1024 && name.trim() !== '';
}

// RFC 3986 5.2.4: these are steps in a path and no names, also percent-encoded (WHATWG URL 4.4).
const stepPattern = /^\.{0,2}$/;

/** A text that, percent-encoded, is one segment of a path and stays it. */
export function isPathName(name: string): boolean {
  return !stepPattern.test(name) && isWholeText(name);
}

/** Whether no character is there by half: such a text has no UTF-8, so it cannot stand in a URL. */
export function isWholeText(text: string): boolean {
  return !/\p{Surrogate}/u.test(text);
}

/** A letter, then up to 127 letters, digits, `_`, `.` or `-`. */
export function isUserEventName(name: string): boolean {
  return eventPattern.test(name);
}

/** Hub names are compared without regard to letter case. */
export function sameHub(left: string, right: string): boolean {
  return left === right || left.toLowerCase() === right.toLowerCase();
}
