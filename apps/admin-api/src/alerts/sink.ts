import type { Notice, Sink } from "@acolhe/status";

/** A way to people. */
export interface SinkPort {
  readonly name: Sink;
  /** Sends all of them as one. Null: taken; otherwise why not, by a code that tells nothing of where to. Never throws. */
  send(notices: readonly Notice[]): Promise<string | null>;
}
