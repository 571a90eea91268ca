import { z } from "zod";

/**
 * How a try went. `late`: no answer in time, or none at all. `wrong`: an answer was decided and could not be sent.
 * `not-taken`: ingress did not take the message.
 */
const CANARY_OUTCOMES = ["answered", "late", "wrong", "not-taken"] as const;

/** A message of the patient who does not exist, and what became of it. */
export const CanaryRun = z.object({
  channel: z.string(),
  /** When it was sent, epoch ms. */
  at: z.number().int(),
  /** Until the first message of the answer was handed over; null: none was. */
  tookMs: z.number().int().nullable(),
  outcome: z.enum(CANARY_OUTCOMES),
});
export type CanaryRun = z.infer<typeof CanaryRun>;

/** Answers are promised within two seconds, and text is gathered for some more before it is answered. */
export const CANARY_LATE_MS = 10_000;
/** A restart in the middle of a try is no alert; what lasts for two is. */
const FAILED_MIN = 2;
/** Of each number: a day's worth at the usual interval would fill the row, and the last hours say enough. */
const KEPT_MAX = 40;

/** The newest runs of numbers that are tried, the oldest first. */
export function keepRuns(
  before: readonly CanaryRun[],
  fresh: readonly CanaryRun[],
  channels: readonly string[],
): CanaryRun[] {
  const all = [...before, ...fresh];
  return channels.flatMap((channel) => all.filter((run) => run.channel === channel).slice(-KEPT_MAX));
}

/** Numbers whose last tries all failed. */
export function failingCanaries(runs: readonly CanaryRun[]): string[] {
  const byChannel = Map.groupBy(runs, ({ channel }) => channel);
  return [...byChannel].flatMap(([channel, ofChannel]) => {
    const last = ofChannel.slice(-FAILED_MIN);
    return last.length === FAILED_MIN && last.every(({ outcome }) => outcome !== "answered") ? [channel] : [];
  });
}
