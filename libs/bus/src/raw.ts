/** A stored message as a direct get brings it. */
export interface Raw {
  readonly seq: number;
  readonly subject: string;
  /** ISO 8601. */
  readonly timestamp: string;
  readonly header: { get(name: string): string };
  json<T>(): T;
  string(): string;
}
