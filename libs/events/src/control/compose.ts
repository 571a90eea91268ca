import { type ContactKey, stableId } from "../ids.ts";
import type { ControlEvent } from "../inbound/registry.ts";
import { type ConversationRef, controlSubject } from "../subjects.ts";
import type { MergedInto } from "./merged-into.ts";

/** What a person may order for a conversation, from the panel or the command line. */
export const OPERATOR_CONTROLS = ["takeover", "return", "pause", "resume", "unmerge"] as const;
export type OperatorControl = (typeof OPERATOR_CONTROLS)[number];

/**
 * The control that an order becomes, and where it is published. `cause` tells two orders of the same kind apart: the
 * same cause gives the same id, so that a repeat is stored once.
 */
export function composeControl(
  ref: ConversationRef,
  order: OperatorControl,
  origin: { readonly source: "panel" | "operator"; readonly at: number; readonly cause: string | number },
): { subject: string; event: ControlEvent } {
  const { source, at, cause } = origin;
  const id = stableId(source, order, ref.channel, ref.contact, cause);
  const envelope = { ...ref, id, at, receivedAt: at };
  return { subject: controlSubject(ref), event: eventOf(order, source, envelope) };
}

/** Tells the younger of two conversations of one person that it goes on in the other. Repeating it changes nothing. */
export function composeMerge(
  { channel, contact: younger }: ConversationRef,
  survivor: ContactKey,
  at: number,
): { subject: string; event: MergedInto } {
  const ref = { channel, contact: younger };
  const id = stableId("merged-into", channel, younger, survivor);
  return { subject: controlSubject(ref), event: { type: "merged-into", id, ...ref, at, receivedAt: at, survivor } };
}

function eventOf(
  order: OperatorControl,
  source: "panel" | "operator",
  envelope: Pick<ControlEvent, "id" | "channel" | "contact" | "at" | "receivedAt">,
): ControlEvent {
  switch (order) {
    case "takeover":
      return { type: "takeover-started", ...envelope, source };
    case "return":
      return { type: "returned-to-bot", ...envelope, source };
    case "pause":
      return { type: "bot-paused", ...envelope, source };
    case "resume":
      return { type: "contact-resumed", ...envelope };
    case "unmerge":
      return { type: "unmerged", ...envelope };
  }
}
