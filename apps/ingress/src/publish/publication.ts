import {
  CONTROL_SCHEMAS,
  type ContactKey,
  channelStateSubject,
  controlSubject,
  deskSubject,
  eventSubject,
  failureSubject,
  ignoredSubject,
  type MessageContent,
  receiptSubject,
} from "@acolhe/events";
import type { Normalised } from "@acolhe/zapi";
import type { DeskItem } from "../receive/desk-item.ts";
import type { Intake } from "../receive/intake.ts";

/** One message for the broker. */
export interface Publication {
  readonly subject: string;
  readonly id: string;
  readonly body: unknown;
  readonly ttl?: string;
}

/** Below the broker's own limit of 1 MiB, with room for subject and headers. */
const BODY_BYTES_MAX = 1_000_000;

type Addressed = Extract<Normalised, { target: "conversation" | "receipt" }> | DeskItem;

export function aboutContact(intake: Intake, item: Addressed, contact: ContactKey): Publication {
  const ref = { channel: intake.channel, contact };
  const body = { ...item.draft, ...ref };
  // Days later the desk is asked how things stand.
  if (item.target === "desk") return { subject: deskSubject(ref), id: item.draft.id, body, ttl: "24h" };
  const subject =
    item.target === "receipt"
      ? item.draft.kind === "failed"
        ? failureSubject(ref)
        : receiptSubject(ref)
      : item.draft.type in CONTROL_SCHEMAS
        ? controlSubject(ref)
        : eventSubject(ref);
  return fitting({ subject, id: item.draft.id, body });
}

export function aboutChannel(
  intake: Intake,
  item: Extract<Normalised, { target: "channel" | "ignored" }>,
): Publication {
  const { channel } = intake;
  const { id } = item.draft;
  const body = { ...item.draft, channel };
  if (item.target === "channel") return { subject: channelStateSubject(channel), id, body };
  // Presence is worth nothing an hour later; the rest helps to see for a day what the gateway sends.
  return { subject: ignoredSubject(channel), id, body, ttl: item.draft.reason === "presence" ? "1h" : "24h" };
}

/** An event the broker would refuse for its size keeps its place in the log, without what it said. */
function fitting(publication: Publication): Publication {
  if (Buffer.byteLength(JSON.stringify(publication.body)) <= BODY_BYTES_MAX) return publication;
  const content: MessageContent = { kind: "unknown", keys: ["too-large"] };
  const small = Object.entries(publication.body as object).filter(
    ([name, value]) => name !== "content" && Buffer.byteLength(JSON.stringify(value)) <= 1024,
  );
  // What the schema asks for must stay, even when a sender fills a name with a megabyte.
  const required = { messageId: "too-large", address: "too-large", callId: "too-large", notice: "too-large" };
  const had = Object.fromEntries(Object.entries(required).filter(([name]) => name in (publication.body as object)));
  const rest = "content" in (publication.body as object) ? { content } : {};
  return { ...publication, body: { ...had, ...Object.fromEntries(small), ...rest } };
}
