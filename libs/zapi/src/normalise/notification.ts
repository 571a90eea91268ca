import type { CallReceived, WebhookIgnored } from "@acolhe/events";
import { label } from "./ignored.ts";
import type { ConversationDraft, Normalised, Received } from "./types.ts";

/** Every name a call goes by, with the calls add-on, without it, and of the older revision still in use. */
const CALL_PHASES: ReadonlyMap<string, CallReceived["phase"]> = new Map([
  ["CALL_RECEIVED", "ringing"],
  ["CALL_VOICE", "ringing"],
  ["CALL_VIDEO", "ringing"],
  ["CALL_MISSED", "missed"],
  ["CALL_MISSED_VOICE", "missed"],
  ["CALL_MISSED_VIDEO", "missed"],
  ["CALL_ACCEPTED", "accepted"],
  ["CALL_STARTED", "started"],
  ["CALL_ENDED", "ended"],
]);

const ABOUT_THE_NUMBER: ReadonlyMap<string, WebhookIgnored["reason"]> = new Map([
  ["PROFILE_NAME_UPDATED", "profile"],
  ["PROFILE_PICTURE_UPDATED", "profile"],
  ["CHAT_LABEL_ASSOCIATION", "chat-label"],
  // The number's registration code was asked for: perhaps to steal the number.
  ["WA_OLD_REGISTRATION", "alert"],
]);

/** Why a notification concerns no conversation, or undefined when it does. */
export const aboutTheNumber = (name: string) => ABOUT_THE_NUMBER.get(name);

export function notification(received: Received, name: string): Normalised {
  const { webhook, names, at, receivedAt, idOf } = received;
  // Phases of one call share its message id: name and call id tell them apart.
  const envelope = { id: idOf("notification", name, webhook.callId), at, receivedAt };
  return { target: "conversation", names, draft: draftOf() };

  function draftOf(): ConversationDraft {
    const phase = CALL_PHASES.get(name);
    const byClinic = webhook.fromMe === true || webhook.callDirection === "outgoing";
    if (phase && byClinic) return { type: "notice-received", ...envelope, notice: `call-by-clinic-${phase}` };
    if (phase) {
      return {
        type: "call-received",
        ...envelope,
        callId: webhook.callId ?? webhook.messageId ?? "",
        phase,
        video: webhook.isVideo ?? name.endsWith("VIDEO"),
        address: names.address,
      };
    }
    if (name === "REVOKE" && webhook.messageId !== undefined) {
      return byClinic
        ? { type: "notice-received", ...envelope, notice: "message-revoked-by-clinic" }
        : { type: "message-revoked", ...envelope, messageId: webhook.messageId };
    }
    return { type: "notice-received", ...envelope, notice: label(name) };
  }
}
