import type { SendCommand } from "@acolhe/events";
import {
  deliveryPayload,
  type Payload,
  receivedPayload,
  revokePayload,
  statusPayload,
} from "../../../apps/sandbox/src/gateway/payloads.ts";
import type { Action, Deed } from "./plan.ts";

/** What people do in WhatsApp: the gateway tells of it. */
export type Written = Extract<Deed, { kind: (typeof WRITTEN)[number] }>;
const WRITTEN = [
  ...(["says", "taps", "sticker", "writes-on-phone", "other-system"] as const),
  ...(["edits", "revokes", "reacts", "calls", "waits"] as const),
] as const;

export const isWritten = (deed: Deed): deed is Written => (WRITTEN as readonly string[]).includes(deed.kind);

export const CLINIC_PHONE = "5511988887777";

/** A message on the number, whoever wrote it. */
interface About {
  readonly instanceId: string;
  /** The patient's. */
  readonly phone: string;
  readonly messageId: string;
  readonly atMs: number;
  readonly name?: Action["name"];
}

/** What was said in the chat before. */
interface Before {
  /** What the patient heard last. */
  readonly heard: { readonly command: SendCommand; readonly messageId: string } | undefined;
  /** The id of what the patient wrote last. */
  readonly wrote: string | undefined;
}

/** A webhook, and what its fact is called in the world's books; null where it is about something that is not there. */
export interface Told {
  readonly key: string;
  readonly payload: Payload;
  /** It has its place among the contact's messages. */
  readonly isOrdered: boolean;
}

/** The webhook of what somebody did. */
export function writtenPayload(deed: Written, about: About, before: Before): Told | null {
  const { messageId } = about;
  if (deed.kind === "edits" || deed.kind === "revokes" || deed.kind === "reacts") {
    const target = deed.kind === "reacts" ? before.heard?.messageId : before.wrote;
    return target === undefined ? null : { ...aboutMessage(deed.kind, about, target), isOrdered: true };
  }
  if (deed.kind === "calls") return { key: callKey(messageId), payload: callPayload(deed, about), isOrdered: true };
  const isFromClinic = deed.kind === "writes-on-phone" || deed.kind === "other-system";
  const payload = receivedPayload({
    ...chatOf(about),
    fromMe: isFromClinic,
    fromApi: deed.kind === "other-system",
    content: contentOf(deed, before.heard?.command),
  });
  if (deed.kind === "waits") {
    const { text: _unread, ...placeholder } = payload;
    return { key: waitingKey(messageId), payload: { ...placeholder, waitingMessage: true }, isOrdered: true };
  }
  if (deed.kind === "writes-on-phone" && !deed.isAuthorSaid) delete payload.fromApi;
  // Under a name that nothing links to a number it is only told as an echo.
  if (deed.kind === "other-system") return { key: `echoed ${messageId}`, payload, isOrdered: false };
  return { key: messageId, payload, isOrdered: true };
}

/** Names of facts about a message, as the world's books have them. */
export const waitingKey = (messageId: string) => `waiting ${messageId}`;
export const editedKey = (messageId: string) => `edited ${messageId}`;
export const revokedKey = (messageId: string) => `revoked ${messageId}`;
export const reactionKey = (messageId: string) => `reaction ${messageId}`;
export const callKey = (callId: string) => `call ${callId}`;

function aboutMessage(kind: "edits" | "revokes" | "reacts", about: About, target: string): Omit<Told, "isOrdered"> {
  const chat = { ...chatOf(about), fromMe: false, fromApi: false };
  if (kind === "revokes") return { key: revokedKey(target), payload: revokePayload({ ...chat, messageId: target }) };
  if (kind === "edits") {
    const content = { kind: "text", text: "isto é" } as const;
    const payload = receivedPayload({ ...chat, messageId: target, editMessageId: about.messageId, content });
    return { key: editedKey(target), payload };
  }
  const content = { kind: "reaction", value: "👍", target, targetFromMe: true } as const;
  return { key: reactionKey(about.messageId), payload: receivedPayload({ ...chat, content }) };
}

function callPayload({ phase }: Extract<Written, { kind: "calls" }>, about: About): Payload {
  const chat = { ...chatOf(about), fromMe: false, fromApi: false };
  return { ...revokePayload(chat), notification: phase, callId: about.messageId };
}

/** The webhook of what we sent ourselves, as WhatsApp brings it back. @param isAuthorSaid the gateway says that it was its API */
export function echoPayload(about: About, text: string, isAuthorSaid: boolean): Payload {
  const content = { kind: "text" as const, text };
  const payload = receivedPayload({ ...chatOf(about), fromMe: true, fromApi: true, content });
  if (!isAuthorSaid) delete payload.fromApi;
  return payload;
}

const ERRORS = {
  "phone-not-on-whatsapp": "Phone number does not exist",
  "buttons-terms-not-accepted": "You must accept buttons message terms in panel to send this message",
} as const;
export type FailureCode = keyof typeof ERRORS;

export const sentPayload = (about: About & { readonly zaapId: string }): Payload => deliveryPayload(about);
export const failedPayload = (about: About & { readonly zaapId: string }, code: FailureCode): Payload =>
  deliveryPayload({ ...about, error: ERRORS[code] });
export const readPayload = ({ messageId, ...about }: About): Payload =>
  statusPayload({ ...about, status: "READ", ids: [messageId] });

const chatOf = (about: About) => ({
  ...about,
  connectedPhone: CLINIC_PHONE,
  clinicName: "Clínica",
  contactName: `Paciente ${personOf(about.phone)}`,
  chatLid: about.name === "phone" ? null : lidOf(about.phone),
  isGroup: false,
});

/** A person, whichever of its names it goes by. */
export const personOf = (address: string): string => address.replace(/@lid$/, "").slice(-1);
export const lidOf = (address: string): string => `10000000000000${personOf(address)}@lid`;

type Content = Parameters<typeof receivedPayload>[0]["content"];
type Spoken = Extract<Written, { kind: "says" | "taps" | "sticker" | "writes-on-phone" | "other-system" | "waits" }>;

function contentOf(deed: Spoken, heard: SendCommand | undefined): Content {
  if ("text" in deed) return { kind: "text", text: deed.text };
  if (deed.kind === "sticker") return { kind: "sticker", url: "", mimeType: "image/webp" };
  if (heard?.type === "send-buttons") {
    const { id, label } = heard.buttons[0]!;
    return { kind: "button-reply", buttonId: id, text: label };
  }
  const row = heard?.type === "send-list" ? heard.rows[0] : undefined;
  return { kind: "list-reply", rowId: row?.id ?? "1", title: row?.title ?? "1", text: row?.title ?? "1" };
}
