/** What is seen of a long list. */
export interface View {
  readonly scrollTop: number;
  readonly height: number;
}

/** Which rows are to be there, the last one excluded. */
export interface VisibleRows {
  readonly first: number;
  readonly end: number;
}

// So that a fast wheel finds rows there.
const margin = 8;

/** The rows of a list that have to be there for what is seen of it. */
export function visibleRows(count: number, rowHeight: number, { scrollTop, height }: View): VisibleRows {
  const first = Math.max(0, Math.floor(scrollTop / rowHeight) - margin);
  const end = Math.min(count, Math.ceil((scrollTop + height) / rowHeight) + margin);
  return { first: Math.min(first, end), end };
}

/** Whether the end of the list is in view, so that it is to stay there. */
export function isAtEnd(count: number, rowHeight: number, { scrollTop, height }: View): boolean {
  return scrollTop + height >= count * rowHeight - rowHeight / 2;
}

/** Where to scroll so that a row is seen whole; as it is, if it is. */
export function scrollToRow(index: number, rowHeight: number, { scrollTop, height }: View): number {
  const top = index * rowHeight;
  if (top < scrollTop) return top;
  return top + rowHeight > scrollTop + height ? top + rowHeight - height : scrollTop;
}
