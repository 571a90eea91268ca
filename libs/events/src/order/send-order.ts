import { z } from "zod";
import { envelope } from "../inbound/envelope.ts";

const Place = z.object({ turnSeq: z.number().int().positive(), index: z.number().int().nonnegative() });
/** A command of a turn. */
export type CommandPlace = z.infer<typeof Place>;

/** Why, in the operator's words; the audit has it too. */
export const ORDER_REASON_LENGTH_MAX = 500;
/** Commands one order may drop: more than a contact ever has waiting. */
export const ORDER_COMMANDS_MAX = 256;

const order = { ...envelope, reason: z.string().min(1).max(ORDER_REASON_LENGTH_MAX) };

/**
 * What an operator, or an attendant at the desk, decided about a contact's sends. It stands in the contact's gate, so that no attempt passes it unseen;
 * the sender reads it, the conversation does not change by it.
 */
export const SendOrder = z.discriminatedUnion("type", [
  /** An unknown outcome is known: a person looked, or asked. */
  z.object({ type: z.literal("settle-send"), ...order, command: Place, as: z.enum(["sent", "unsent"]) }),
  /** These leave no more. */
  z.object({ type: z.literal("drop-sends"), ...order, commands: z.array(Place).min(1).max(ORDER_COMMANDS_MAX) }),
  /**
   * An attendant deleted these at the desk. Those that have not left leave no more; the rest are taken back as far as
   * possible.
   */
  z.object({ type: z.literal("take-back-sends"), ...order, commands: z.array(Place).min(1).max(ORDER_COMMANDS_MAX) }),
  /** What failed for good is tried once more, as long as nothing of its lane has left behind it. */
  z.object({ type: z.literal("retry-send"), ...order, command: Place }),
  /** The bot's words wait, until they are released or too old. A person's words leave. */
  z.object({ type: z.literal("hold-sends"), ...order }),
  z.object({ type: z.literal("release-sends"), ...order }),
]);
export type SendOrder = z.infer<typeof SendOrder>;

/** What all orders of a contact say together. */
export interface StandingOrders {
  /** Sequence of the newest one; 0 for none. */
  readonly seq: number;
  readonly onHold: boolean;
  /** By `placeName`: the sequence of the order that dropped it. */
  readonly dropped: ReadonlyMap<string, number>;
}

export const NO_ORDERS: StandingOrders = { seq: 0, onHold: false, dropped: new Map() };

export const placeName = ({ turnSeq, index }: CommandPlace): string => `${turnSeq}.${index}`;

/** Orders in the order of the log. Pure. */
export function foldOrders(orders: Iterable<{ readonly seq: number; readonly order: SendOrder }>): StandingOrders {
  let [last, onHold] = [0, false];
  const dropped = new Map<string, number>();
  for (const { seq, order } of orders) {
    last = seq;
    if (order.type === "hold-sends" || order.type === "release-sends") onHold = order.type === "hold-sends";
    if (order.type === "drop-sends" || order.type === "take-back-sends")
      for (const place of order.commands) dropped.set(placeName(place), seq);
    // Given another try, it is no longer one that was dropped.
    if (order.type === "retry-send") dropped.delete(placeName(order.command));
  }
  return { seq: last, onHold, dropped };
}
