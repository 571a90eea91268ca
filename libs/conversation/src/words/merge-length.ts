import type { Draft } from "../turn/draft.ts";

/** The flow's limit is meant for a number that may send once a second. */
const USUAL_PACE_MS = 1_000;
/** Longer than this, one bubble is harder to read than two are slow. */
const MERGED_LENGTH_MAX = 1_024;

/**
 * Up to how many characters consecutive bubbles are one. A slower number merges more: each bubble less is a wait less,
 * for this patient and for all who write to the number.
 */
export function mergeLengthOf({ flow, facts }: Pick<Draft, "flow" | "facts">): number {
  const slowness = Math.max(1, (facts.paceMs ?? USUAL_PACE_MS) / USUAL_PACE_MS);
  return Math.min(MERGED_LENGTH_MAX, Math.round(flow.head.limits.mergeLength * slowness));
}
