import { Attempt, Outcome } from "@acolhe/events";
import type { z } from "zod";

// Only what is compared here is read.
export const Answered = Outcome.pick({
  ...({
    turnSeq: true,
    index: true,
    attempt: true,
    status: true,
    messageId: true,
    zaapId: true,
    settledAs: true,
    at: true,
  } as const),
});
export type Answered = z.infer<typeof Answered>;
export const Called = Attempt.pick({ turnSeq: true, index: true, number: true, contentHash: true });
type Called = z.infer<typeof Called>;

/** The gateway plays its queue within minutes. */
const QUEUED_MS_MAX = 10 * 60_000;

/**
 * Whether a message may be what an attempt sent whose answer did not name it: the same words, while no answer was
 * there. The same words from a person at that very moment are less likely. An attempt that was given up without an
 * answer may have sent what was said until then; a person who says it again was asked to afterwards. Where the command
 * was sent once more, no person was asked to, and an echo of either message may have settled it: the other one is ours
 * as well.
 */
export function mayBeOf(
  message: { readonly contentHash: string; readonly at: number },
  called: Called,
  outcomes: readonly Answered[],
): boolean {
  if (called.contentHash !== message.contentHash) return false;
  const later = outcomes.filter(
    ({ turnSeq, index, attempt, status }) =>
      turnSeq === called.turnSeq && index === called.index && attempt >= called.number && status !== "held",
  );
  const givenUp = later.find((one) => one.attempt === called.number && isGivenUp(one));
  if (givenUp?.settledAs === "sent-once-more") return message.at <= lastOf(later) + QUEUED_MS_MAX;
  return givenUp ? message.at <= givenUp.at : later.length === 0;
}

const lastOf = (outcomes: readonly Answered[]): number => Math.max(...outcomes.map(({ at }) => at));

/** Also where an operator said that it was sent, who knows no message's name. */
const isGivenUp = ({ settledAs, messageId }: Answered) =>
  settledAs === "given-to-person" || settledAs === "sent-once-more" || (settledAs === "sent" && !messageId);
