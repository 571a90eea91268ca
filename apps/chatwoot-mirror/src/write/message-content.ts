import { type NewMessage, whatsappMark } from "@acolhe/chatwoot";
import type { MirrorDeps } from "../ports.ts";
import type { Handle } from "../record.ts";
import type { Item } from "../translate/items.ts";

/** A file is copied within seconds; after this long its place is taken by words. */
const FILE_WAIT_MS = 120_000;
/** What another system says is no person's answer, and cancels no reminder. */
const WRITTEN_BY = {
  patient: { type: "incoming", as: "user" },
  phone: { type: "outgoing", as: "user", fromPhone: true },
  "other-system": { type: "outgoing", as: "bot" },
} as const;
const OTHER_SYSTEM = "⚙️ Enviada por outro sistema:";

/** The file of a message is not here yet. */
export class FileNotYet extends Error {
  override readonly name = "FileNotYet";
}

/** What a message of the patient, the phone or another system looks like at the desk, with its file where it has one. */
export async function messageFrom(
  { files, now }: Pick<MirrorDeps, "files" | "now">,
  item: Extract<Item, { kind: "message" }>,
  handle: Handle,
): Promise<NewMessage> {
  const { eventId, from, at, media } = item;
  const text = from === "other-system" ? `${OTHER_SYSTEM}\n${item.text}`.trim() : item.text;
  const inReplyTo = item.about === undefined ? undefined : numberOf(handle, item.about);
  const base: Omit<NewMessage, "content"> = {
    mark: whatsappMark(eventId),
    at,
    ...WRITTEN_BY[from],
    ...(inReplyTo === undefined ? {} : { inReplyTo }),
  };
  if (!media) return { ...base, content: text };
  let bytes = await files.read(eventId, media);
  if (bytes === "later") {
    if (now() - at < FILE_WAIT_MS) throw new FileNotYet("the file is still being copied");
    bytes = "never";
  }
  if (bytes === "never") return { ...base, content: `[${media.name}: o arquivo não está disponível]\n${text}`.trim() };
  return { ...base, content: text, file: { name: media.fileName, mimeType: media.mimeType, bytes } };
}

/** The number at the desk of the message that has this id at the gateway. */
function numberOf({ record }: Handle, messageId: string): number | undefined {
  return [...record.sent, ...record.heard].findLast((one) => one.messageId === messageId)?.deskMessageId;
}
