import type { SendError } from "@acolhe/zapi";

/** First pause after a refused call; each further try of the command doubles it. */
const BACKOFF_MS = 300;
/** A number with refused credentials or a lapsed subscription is tried again this often. */
const OUT_OF_ORDER_MS = 15_000;

/** Nothing of the number can be sent; it says nothing about the message. */
export const isOutOfOrder = ({ kind }: SendError): boolean => kind === "hold" || kind === "park";

/**
 * How long a number pauses after a call that certainly sent nothing: never shorter than the gateway asked for.
 *
 * @param tries of this command, with this one
 * @param random from 0 to 1: spreads the replicas
 */
export function pauseMs(error: SendError, tries: number, random: number): number {
  const ours = isOutOfOrder(error) ? OUT_OF_ORDER_MS : BACKOFF_MS * 2 ** tries * (0.5 + random);
  return Math.max(error.retryAfterMs ?? 0, ours);
}
