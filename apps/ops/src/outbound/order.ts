import { allSince, type Bus, messageAt, publish, readOrNull } from "@acolhe/bus";
import {
  type CommandPlace,
  type ConversationRef,
  DELIVERY,
  INBOUND,
  Outcome,
  orderSubject,
  outcomeSubject,
  SendOrder,
  stableId,
} from "@acolhe/events";

export type Ordered =
  | { readonly type: "settle-send"; readonly command: CommandPlace; readonly as: "sent" | "unsent" }
  | { readonly type: "drop-sends"; readonly commands: readonly CommandPlace[] }
  | { readonly type: "retry-send"; readonly command: CommandPlace }
  | { readonly type: "hold-sends" | "release-sends" };

/** A sender acts within milliseconds; longer, and it is down or has others before it. */
const SEEN_MS = 5_000;
const LOOK_EVERY_MS = 100;

/** Puts an order into the contact's log. Resolves with its place. */
export async function giveOrder(bus: Bus, ref: ConversationRef, ordered: Ordered, reason: string): Promise<number> {
  const at = Date.now();
  const id = stableId("order", ref.channel, ref.contact, ordered.type, at);
  const order = SendOrder.parse({ ...ref, id, at, receivedAt: at, reason: reason.trim(), ...ordered });
  return (await publish(bus, orderSubject(ref), order, { id })).seq;
}

/** What followed from an order in the contact's log, or null where no sender has acted in time. */
export async function outcomeOf(bus: Bus, ref: ConversationRef, seq: number): Promise<Outcome | null> {
  const order = await messageAt(bus, INBOUND.name, seq);
  const from = new Date(order?.timeMs ?? Date.now());
  for (const until = Date.now() + SEEN_MS; Date.now() < until; ) {
    for await (const stored of allSince(bus, DELIVERY.name, outcomeSubject(ref), from)) {
      const outcome = readOrNull(Outcome, stored);
      if (outcome?.order === seq) return outcome;
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  return null;
}
