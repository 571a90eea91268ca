/** A place where the log breaks an invariant of the architecture. Names no one: stream and sequence lead there. */
export interface Violation {
  readonly invariant: "W1" | "S1" | "S2" | "S3";
  readonly stream: string;
  readonly seq: number;
  readonly says: string;
}
