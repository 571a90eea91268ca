import type { SendOrder } from "@acolhe/events";
import type { PlacedCommand } from "./turn-check.ts";

interface PlacedOrder {
  readonly seq: number;
  readonly order: SendOrder;
}

/** The order that forbids an attempt behind it in the log: that the command is dropped, or that the bot's words wait. */
export function orderAgainst(orders: readonly PlacedOrder[], placed: PlacedCommand, attemptSeq: number): number | null {
  const before = orders.filter(({ seq }) => seq < attemptSeq);
  const last = before.findLast(({ order }) => names(order, placed));
  if (last && last.order.type !== "retry-send") return last.seq;
  const waiting = before.findLast(({ order: { type } }) => type === "hold-sends" || type === "release-sends");
  return waiting?.order.type === "hold-sends" && placed.command.author === "bot" ? waiting.seq : null;
}

/** Whether a command leaves or not is what it is about. */
function names(order: SendOrder, { turnSeq, index }: PlacedCommand): boolean {
  if (order.type === "retry-send") return order.command.turnSeq === turnSeq && order.command.index === index;
  if (order.type !== "drop-sends" && order.type !== "take-back-sends") return false;
  return order.commands.some((one) => one.turnSeq === turnSeq && one.index === index);
}
