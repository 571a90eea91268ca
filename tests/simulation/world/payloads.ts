import type { SendCommand } from "@acolhe/events";
import {
  deliveryPayload,
  type Payload,
  receivedPayload,
  statusPayload,
} from "../../../apps/sandbox/src/gateway/payloads.ts";
import type { Deed } from "./plan.ts";

/** What people write, by WhatsApp: the gateway tells of it. */
export type Written = Extract<Deed, { kind: "says" | "taps" | "sticker" | "writes-on-phone" }>;

export const isWritten = (deed: Deed): deed is Written =>
  deed.kind === "says" || deed.kind === "taps" || deed.kind === "sticker" || deed.kind === "writes-on-phone";

export const CLINIC_PHONE = "5511988887777";

/** A message on the number, whoever wrote it. */
interface About {
  readonly instanceId: string;
  /** The patient's. */
  readonly phone: string;
  readonly messageId: string;
  readonly atMs: number;
}

/** The webhook of what somebody wrote. @param heard what the patient heard last, to be tapped on */
export function writtenPayload(deed: Written, about: About, heard: SendCommand | undefined): Payload {
  const isFromClinic = deed.kind === "writes-on-phone";
  const payload = receivedPayload({
    ...chatOf(about),
    fromMe: isFromClinic,
    fromApi: false,
    content: contentOf(deed, heard),
  });
  if (deed.kind === "writes-on-phone" && !deed.isAuthorSaid) delete payload.fromApi;
  return payload;
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
  contactName: `Paciente ${about.phone.slice(-1)}`,
  chatLid: `10000000000000${about.phone.slice(-1)}@lid`,
  isGroup: false,
});

type Content = Parameters<typeof receivedPayload>[0]["content"];

function contentOf(deed: Written, heard: SendCommand | undefined): Content {
  if (deed.kind === "says" || deed.kind === "writes-on-phone") return { kind: "text", text: deed.text };
  if (deed.kind === "sticker") return { kind: "sticker", url: "", mimeType: "image/webp" };
  if (heard?.type === "send-buttons") {
    const { id, label } = heard.buttons[0]!;
    return { kind: "button-reply", buttonId: id, text: label };
  }
  const row = heard?.type === "send-list" ? heard.rows[0] : undefined;
  return { kind: "list-reply", rowId: row?.id ?? "1", title: row?.title ?? "1", text: row?.title ?? "1" };
}
