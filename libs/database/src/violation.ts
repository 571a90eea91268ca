/** A write that the schema refused: which kind of rule, and its name. */
export interface Violation {
  readonly kind: "not-unique" | "overlap" | "missing-reference" | "check" | "append-only";
  readonly constraint: string;
}

const KINDS: Readonly<Record<string, Violation["kind"]>> = {
  "23505": "not-unique",
  "23P01": "overlap",
  "23503": "missing-reference",
  "23514": "check",
  // Nothing where something is needed.
  "23502": "check",
  "23001": "append-only",
  // No instant, one that no calendar has, a number too large, text that is no such value.
  "22007": "check",
  "22008": "check",
  "22003": "check",
  "22P02": "check",
};

/** The violation an error stands for, or null for any other error. Codes: PostgreSQL manual, appendix A. */
export function violationOf(error: unknown): Violation | null {
  const { code, constraint } = error as { code?: string; constraint?: string };
  const kind = code === undefined ? undefined : KINDS[code];
  return kind === undefined ? null : { kind, constraint: constraint ?? "" };
}
