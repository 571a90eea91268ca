import { type CommandPlace, type ConversationRef, hasEndedUnsent, type SendOrder } from "@acolhe/events";
import type { Standing } from "../check/send-check.ts";
import type { Deed } from "./plan.ts";

type Ordering = Extract<Deed, { kind: "orders" }>;
type Ordered = SendOrder extends infer One ? (One extends SendOrder ? Omit<One, Envelope> : never) : never;
type Envelope = "id" | "channel" | "contact" | "at" | "receivedAt" | "reason";

/** Two at once are many, for one who looks at each. */
const PLACES_MAX = 2;

/**
 * What an operator orders who looks at a contact's sends and means well: an unknown outcome is said only where it is certain.
 * Null where there is nothing to order.
 */
export function orderOf(
  { what }: Ordering,
  about: ConversationRef & { readonly id: string; readonly at: number },
  seen: { readonly standing: readonly Standing[]; readonly isQueued: (call: number) => boolean },
): SendOrder | null {
  const ordered = ORDERED[what](seen.standing, seen.isQueued);
  return ordered && { ...about, receivedAt: about.at, reason: "simulated", ...ordered };
}

export const releaseOf = (about: ConversationRef & { readonly id: string; readonly at: number }): SendOrder => ({
  ...{ type: "release-sends", ...about, receivedAt: about.at, reason: "simulated" },
});

const ORDERED: Readonly<
  Record<Ordering["what"], (all: readonly Standing[], isQueued: (call: number) => boolean) => Ordered | null>
> = {
  settles(all, isQueued) {
    const held = all.find(({ isHeld }) => isHeld);
    if (!held) return null;
    const { call, heard, lost } = held;
    const command = placeOf(held);
    if (heard > 0) return { type: "settle-send", command, as: "sent" };
    // A call that was made and left nothing behind; of one that may still be made nobody can say anything.
    const isUnsent = call !== null && lost === 0 && !isQueued(call);
    return isUnsent ? { type: "settle-send", command, as: "unsent" } : null;
  },
  drops: (all) =>
    aboutSome(
      "drop-sends",
      all.filter(({ status }) => status === null || status === "refused"),
    ),
  "takes-back": (all) =>
    aboutSome(
      "take-back-sends",
      all.filter(({ status }) => !status || !hasEndedUnsent(status)),
    ),
  retries(all) {
    const ended = all.findLast(({ status, heard }) => status !== null && hasEndedUnsent(status) && heard === 0);
    return ended ? { type: "retry-send", command: placeOf(ended) } : null;
  },
  holds: () => ({ type: "hold-sends" }),
};

const placeOf = ({ placed: { turnSeq, index } }: Standing): CommandPlace => ({ turnSeq, index });

function aboutSome(type: "drop-sends" | "take-back-sends", some: readonly Standing[]): Ordered | null {
  const commands = some.slice(-PLACES_MAX).map(placeOf);
  return commands.length > 0 ? { type, commands } : null;
}
