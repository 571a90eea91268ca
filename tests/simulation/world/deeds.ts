import {
  type ControlEvent,
  type ConversationRef,
  controlSubject,
  eventSubject,
  type InboundEvent,
} from "@acolhe/events";
import type { Deed } from "./plan.ts";

type Ordered = Extract<Deed, { kind: "unreadable-event" | "control" | "replies" | "notifies" }>;

/** What the panel or an operator puts into the log. */
export function factOf(
  deed: Ordered,
  envelope: ConversationRef & { readonly id: string; readonly at: number; readonly receivedAt: number },
): { readonly subject: string; readonly body: unknown } {
  if (deed.kind === "unreadable-event") return { subject: eventSubject(envelope), body: { type: "of another world" } };
  if (deed.kind === "control") {
    const control = { type: deed.type, ...envelope, source: "panel" } as ControlEvent;
    return { subject: controlSubject(envelope), body: control };
  }
  if (deed.kind === "notifies") {
    const about = { source: "panel", attendantId: "a", externalId: envelope.id, text: deed.text } as const;
    const told: InboundEvent = { type: "attendant-notified", ...envelope, ...about };
    return { subject: eventSubject(envelope), body: told };
  }
  const reply = { attendantId: "a", externalId: envelope.id, content: { kind: "text" as const, text: deed.text } };
  const event: InboundEvent = { type: "attendant-replied", source: "panel", ...envelope, ...reply };
  return { subject: eventSubject(envelope), body: event };
}
