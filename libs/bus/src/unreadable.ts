/** A record that is no JSON or does not fit its schema: reading it again would not help. */
export class Unreadable extends Error {
  override readonly name = "Unreadable";
  readonly stream: string;
  readonly seq: number;
  /** Which fields are wrong and how, never what they say. */
  readonly reason: string;

  constructor(stream: string, seq: number, reason: string) {
    super(`record ${seq} of ${stream} cannot be read: ${reason}`);
    this.stream = stream;
    this.seq = seq;
    this.reason = reason;
  }
}

interface Issue {
  readonly path: readonly PropertyKey[];
  readonly code?: string | undefined;
}
/** As much of a schema as is needed to read with it. */
interface Schema<T> {
  safeParse(json: unknown): { success: true; data: T } | { success: false; error: { issues: readonly Issue[] } };
}

const ISSUES_MAX = 5;

/** @throws Unreadable */
export function readAs<T>(schema: Schema<T>, stream: string, record: { readonly seq: number; json(): unknown }): T {
  const unreadable = (reason: string) => new Unreadable(stream, record.seq, reason);
  let json: unknown;
  try {
    json = record.json();
  } catch {
    // The parser's own words would quote the record.
    throw unreadable("no JSON");
  }
  const read = schema.safeParse(json);
  if (read.success) return read.data;
  const issues = read.error.issues.slice(0, ISSUES_MAX);
  throw unreadable(issues.map(({ path, code }) => `${path.join(".") || "body"}: ${code ?? "wrong"}`).join("; "));
}

/** The same; null where it cannot be read. */
export function readOrNull<T>(schema: Schema<T>, record: { json(): unknown }): T | null {
  try {
    return readAs(schema, "", { seq: 0, json: () => record.json() });
  } catch {
    return null;
  }
}
