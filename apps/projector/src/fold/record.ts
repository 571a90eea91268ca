/** One stored message of a stream, as the folds read it. */
export interface StreamRecord {
  readonly seq: number;
  readonly subject: string;
  readonly storedAtMs: number;
  readonly traceparent?: string | undefined;
  /** Throws when the body is no JSON. */
  json(): unknown;
}

/** Epoch milliseconds as the database's columns hold instants. Throws for what is no instant. */
export const instant = (ms: number): string => new Date(ms).toISOString();

/** PostgreSQL stores neither NUL nor half a character, and a patient's keyboard can send both. */
export const storable = (text: string): string => text.replaceAll("\u0000", "").toWellFormed();

export const storableValues = (values: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [storable(name), storable(value)]));
