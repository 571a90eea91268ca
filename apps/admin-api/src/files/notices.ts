/** What was found in a file, and is told because it is not to be seen in the rows. */
export const NOTICES = [
  "lines-above",
  "sums",
  "titles-again",
  "hidden-rows",
  "hidden-sheet",
  "merged-cells",
  "formulas-without-value",
  "stray-quotes",
  "nul-bytes",
] as const;

export interface Notice {
  readonly kind: (typeof NOTICES)[number];
  readonly count: number;
  /** Lines of the file; the first of many. */
  readonly lines: readonly number[];
}

const LINES_TOLD = 20;

/** A notice of what was found so often, or in these lines; none of what was not. */
export function noticeOf(kind: Notice["kind"], found: number | readonly number[]): Notice[] {
  const [count, lines] = typeof found === "number" ? [found, []] : [found.length, found.slice(0, LINES_TOLD)];
  return count === 0 ? [] : [{ kind, count, lines }];
}
