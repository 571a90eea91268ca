export type InvariantName =
  | "I1"
  | "I2"
  | "O1"
  | "D9"
  | "M1"
  | "M2"
  | "M3"
  | "W1"
  | "W2"
  | "W3"
  | "S1"
  | "S2"
  | "S3"
  | "C1"
  | "Q";

/** What must hold does not. `Q`: the world came to rest and something is lost, or it does not come to rest. */
export class Violation extends Error {
  override readonly name = "Violation";
  readonly invariant: InvariantName;
  constructor(invariant: InvariantName, what: string) {
    super(`${invariant}: ${what}`);
    this.invariant = invariant;
  }
}
