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

/** A letter, then up to 127 letters, digits, `_`, `.` or `-`. */
export function isUserEventName(name: string): boolean {
  return eventPattern.test(name);
}

/** Hub names are compared without regard to letter case. */
export function sameHub(left: string, right: string): boolean {
  return left === right || left.toLowerCase() === right.toLowerCase();
}
