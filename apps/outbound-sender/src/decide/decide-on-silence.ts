import { type Attempt, type Channel, SEND_ATTEMPTS_MAX, type SendCommand } from "@acolhe/events";
import type { Result } from "./result.ts";

/** A number that shows no life at all is given this many times longer. */
const SILENT_NUMBER_FACTOR = 3;

export interface Silence {
  readonly now: number;
  readonly connected: boolean;
  /** When any callback of the number last came, epoch ms. */
  readonly lastCallbackAt: number;
  /** Earlier attempts that certainly sent nothing, because the number was out of order. */
  readonly outOfOrderTries: number;
}

/** What an attempt without any trace counts as; null while it is waited for. Pure. */
export function decideOnSilence(
  attempt: Pick<Attempt, "at" | "number">,
  command: Pick<SendCommand, "repeatable">,
  { unknownGiveUpMs }: Pick<Channel, "unknownGiveUpMs">,
  silence: Silence,
): Result | null {
  if (!silence.connected) return null;
  const isAlive = silence.lastCallbackAt > attempt.at;
  if (silence.now - attempt.at < unknownGiveUpMs * (isAlive ? 1 : SILENT_NUMBER_FACTOR)) return null;
  const perhapsSent = attempt.number - silence.outOfOrderTries;
  const again = command.repeatable && perhapsSent < SEND_ATTEMPTS_MAX;
  const settledAs = again ? "sent-once-more" : "given-to-person";
  return { status: "settled", settledAs, attempt: attempt.number, evidence: "silence" };
}
