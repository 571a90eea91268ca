import type { Outcome } from "@acolhe/events";

/** A callback about what has left comes within seconds; an outage of the gateway takes longer, and is believed to be none. */
const CALLBACK_MS_MAX = 20_000;

export interface SeenOfQueue {
  /** What the gateway has queued; null when it could not be listed. */
  readonly waiting: ReadonlySet<string> | null;
  /** One was about to take it out, and did perhaps not live to tell, or was not answered. */
  readonly mayBeTakenOut: boolean;
  /** A callback tells that it left. */
  readonly hasCallback: boolean;
  /** When it was first found not to be queued; a queue that is slow may have let it go a moment ago. */
  readonly missingSince: number;
  readonly now: number;
}

/** Where an accepted message is that is to be taken back. `unclear`: a callback may still tell that it left. Pure. */
export function decideOnQueue(
  { zaapId = "" }: Pick<Outcome, "zaapId">,
  { waiting, mayBeTakenOut, hasCallback, missingSince, now }: SeenOfQueue,
): "waiting" | "left" | "taken-out" | "unclear" {
  if (waiting === null || zaapId === "") return "left";
  if (waiting.has(zaapId)) return "waiting";
  if (!mayBeTakenOut || hasCallback) return "left";
  return now > missingSince + CALLBACK_MS_MAX ? "taken-out" : "unclear";
}
