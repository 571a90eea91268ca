/** What became of inputs that a seed repeats exactly. */
export interface Fuzzed {
  readonly inputs: number;
  /** The input, by its number or as JSON, with what went wrong. */
  readonly failures: readonly string[];
  readonly slowestMs: number;
  /** At the highest, beyond what the first of them had taken. */
  readonly memoryMb: number;
  /** Of files: those that were taken; the others were refused. */
  readonly read?: number;
}
