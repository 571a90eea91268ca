import {
  type ControlEvent,
  type ConversationRef,
  controlSubject,
  eventSubject,
  type InboundEvent,
  type MessageContent,
  type SendCommand,
} from "@acolhe/events";
import type { Deed } from "./plan.ts";

type Told = Exclude<Deed, { kind: "broadcasts" | "unreadable-turn" }>;

/** What ingress or the desk makes of what somebody does. @param heard what the patient heard last, to be tapped on */
export function factOf(
  deed: Told,
  envelope: ConversationRef & { readonly id: string; readonly at: number; readonly receivedAt: number },
  heard: SendCommand | undefined,
): { readonly subject: string; readonly body: unknown } {
  if (deed.kind === "unreadable-event") return { subject: eventSubject(envelope), body: { type: "of another world" } };
  if (deed.kind === "control") {
    const control = { type: deed.type, ...envelope, source: "panel" } as ControlEvent;
    return { subject: controlSubject(envelope), body: control };
  }
  if (deed.kind === "replies") {
    const reply = { attendantId: "a", externalId: envelope.id, content: { kind: "text" as const, text: deed.text } };
    const event: InboundEvent = { type: "attendant-replied", source: "panel", ...envelope, ...reply };
    return { subject: eventSubject(envelope), body: event };
  }
  const said = { messageId: envelope.id, address: envelope.contact, content: contentOf(deed, heard) };
  const event: InboundEvent = { type: "message-received", ...envelope, ...said };
  return { subject: eventSubject(envelope), body: event };
}

function contentOf(
  deed: Exclude<Told, { kind: "unreadable-event" | "control" | "replies" }>,
  heard: SendCommand | undefined,
): MessageContent {
  if (deed.kind === "says") return { kind: "text", text: deed.text };
  if (deed.kind === "sticker") return { kind: "sticker", url: null, mimeType: "image/webp" };
  if (heard?.type === "send-buttons") {
    const { id: buttonId, label } = heard.buttons[0]!;
    return { kind: "button-reply", buttonId, label };
  }
  const row = heard?.type === "send-list" ? heard.rows[0] : undefined;
  return { kind: "list-reply", rowId: row?.id ?? "1", title: row?.title ?? "1" };
}
