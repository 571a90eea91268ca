import type { SendError } from "@acolhe/zapi";
import { TERMS_MISSING } from "../ledger/ledger.ts";

/*
 * What follows from a call that failed. Pure.
 * S2. A call without an answer is unknown: it is neither tried again nor told as failed.
 */

/** Tries of a call that certainly sent nothing: about 20 s altogether, longer where the gateway asks for it. */
const REFUSED_TRIES_MAX = 6;
/** First pause after a refused call; each further try of the command doubles it. */
const BACKOFF_MS = 300;
/** A number with refused credentials or a lapsed subscription is tried again this often. */
const OUT_OF_ORDER_MS = 15_000;

/** `as-text`: certainly not sent; the next attempt is numbered text. `failed`: a person is told. */
export type AfterFailure =
  | { readonly kind: "unknown" | "as-text" | "failed" }
  | {
      readonly kind: "refused";
      /** Nothing of the number can be sent, which says nothing about the message and uses up none of its tries. */
      readonly outOfOrder: boolean;
      /** How long the number pauses: never shorter than the gateway asked for. */
      readonly pauseMs: number;
      /** The pause ends as soon as the number is connected. */
      readonly untilConnected: boolean;
    };

export interface FailedCall {
  /** Whether the command has buttons or a list. */
  readonly isInteractive: boolean;
  readonly attempt: number;
  /** Earlier attempts that were refused only because the number was out of order. */
  readonly outOfOrderTries: number;
  /** From 0 to 1: spreads the pauses of replicas. */
  readonly random: () => number;
}

export function decideOnFailure(error: SendError, failed: FailedCall): AfterFailure {
  if (error.kind === "unknown") return { kind: "unknown" };
  if (error.code === TERMS_MISSING && failed.isInteractive) return { kind: "as-text" };
  const outOfOrder = error.kind === "hold" || error.kind === "park";
  const tries = failed.attempt - failed.outOfOrderTries;
  if (!outOfOrder && (error.kind !== "retry" || tries >= REFUSED_TRIES_MAX)) return { kind: "failed" };
  const spread = 0.5 + failed.random();
  const ours = outOfOrder ? OUT_OF_ORDER_MS : BACKOFF_MS * 2 ** tries * spread;
  return {
    kind: "refused",
    outOfOrder,
    pauseMs: Math.max(error.retryAfterMs ?? 0, ours),
    untilConnected: error.code === "channel-disconnected",
  };
}
