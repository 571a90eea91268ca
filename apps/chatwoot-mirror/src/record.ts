import { type Bucket, type CoreBus, isWrongRevision } from "@acolhe/bus";
import { type ConversationRef, MIRROR_BUCKET } from "@acolhe/events";
import { z } from "zod";

/** Messages of ours whose delivery is still followed; a receipt for an older one comes too late to matter. */
const SENT_MAX = 64;
/** Patients' messages that may still be changed, quoted or reacted to with what they were shown. */
const HEARD_MAX = 64;
/** Attendants' messages between two readings; a mirror that was away for hours may meet more, and trusts the webhooks. */
const TOLD_MAX = 256;
/** Notes of unknown outcome that no turn shows; a call to the desk that is under way is never behind so many. */
const BESIDE_MAX = 16;
/** Receipts that overtook the outcome which says whose they are. */
const EARLY_MAX = 32;

const seq = z.number().int().nonnegative();
const id = z.number().int().positive();

const Sent = z.object({
  turnSeq: seq,
  index: seq,
  conversationId: id,
  deskMessageId: id,
  /** The gateway's id, once it accepted the message. */
  messageId: z.string().nullable(),
  status: z.enum(["sent", "delivered", "read", "failed"]),
  /** An attendant deleted it at the desk, and is told what becomes of it. */
  isDeleted: z.literal(true).optional(),
});
export type Sent = z.infer<typeof Sent>;

/** A patient's message at the desk, for what later points at it. */
const Heard = z.object({ messageId: z.string(), deskMessageId: id });

/** Something was about to be written when this was saved; whether it was, only the desk can tell. */
const Begun = z.object({ mark: z.string(), at: z.number() });
export type Begun = z.infer<typeof Begun>;

const Early = z.object({ messageId: z.string(), kind: z.string(), code: z.string().optional() });

/** What of one contact is at the desk. One record, changed by compare-and-set. */
export const MirrorRecord = z.object({
  /** Every turn up to this one is shown; of the next, items before `item` are. */
  turnSeq: seq,
  item: seq,
  contactId: id.nullable(),
  /** The desk knows the contact's phone, not only a LID. */
  hasPhone: z.boolean(),
  conversationId: id.nullable(),
  /** Since when we know this conversation; what attendants wrote in it before is none of ours. */
  conversationSince: z.number(),
  /** Of the item in hand. */
  writing: Begun.nullable(),
  /** Of what no turn shows: other things are begun before such a one is tried again. */
  beside: z.array(Begun).default([]),
  /** How the conversation stood at the desk when last seen, our own changes included. */
  desk: z
    .object({
      status: z.string(),
      assigneeId: id.nullable(),
      labels: z.array(z.string()),
      updatedAt: z.number(),
    })
    .nullable(),
  /** Attendants' messages up to this one were read and are in the log. */
  attendantMessageId: seq,
  /** Later ones that are in the log too, as turns show: their webhooks came. */
  told: z.array(id).default([]),
  /** The version of the conversation (`desk.updatedAt`) whose messages were read; our own changes make new ones. */
  readAt: z.number().default(0),
  sent: z.array(Sent),
  /** The patient's last messages; older records know none. */
  heard: z.array(Heard).default([]),
  early: z.array(Early),
});
export type MirrorRecord = z.infer<typeof MirrorRecord>;

/** Of a contact the desk knows nothing of. */
export const FRESH: MirrorRecord = {
  turnSeq: 0,
  item: 0,
  contactId: null,
  hasPhone: false,
  conversationId: null,
  conversationSince: 0,
  writing: null,
  beside: [],
  desk: null,
  attendantMessageId: 0,
  told: [],
  readAt: 0,
  sent: [],
  heard: [],
  early: [],
};

/** Another process changed the record: what this one knows is out of date. */
export class RecordConflict extends Error {
  override readonly name = "RecordConflict";
}

/** One contact's record in hand. */
export interface Handle {
  readonly ref: ConversationRef;
  record: MirrorRecord;
  /** @throws RecordConflict */
  save(): Promise<void>;
}

export async function openRecord(kv: Bucket, ref: ConversationRef): Promise<Handle> {
  const key = `${ref.channel}.${ref.contact}`;
  const entry = await kv.get(key);
  let revision = entry?.revision ?? 0;
  const stored = entry?.operation === "PUT" ? MirrorRecord.parse(entry.json()) : null;
  const handle: Handle = {
    ref,
    record: stored ?? structuredClone(FRESH),
    async save() {
      const { beside, sent, heard, early, told, attendantMessageId } = handle.record;
      const forgotten = told.slice(0, -TOLD_MAX).at(-1) ?? 0;
      handle.record = {
        ...handle.record,
        beside: beside.slice(-BESIDE_MAX),
        sent: sent.slice(-SENT_MAX),
        heard: heard.slice(-HEARD_MAX),
        early: early.slice(-EARLY_MAX),
        told: told.slice(-TOLD_MAX),
        attendantMessageId: Math.max(attendantMessageId, forgotten),
      };
      try {
        const json = JSON.stringify(handle.record);
        revision = revision === 0 ? await kv.create(key, json) : await kv.update(key, json, revision);
      } catch (error) {
        if (!isWrongRevision(error)) throw new Error("the record could not be saved", { cause: error });
        throw new RecordConflict("another process is at this contact", { cause: error });
      }
    },
  };
  return handle;
}

export const openBucket = (bus: CoreBus): Promise<Bucket> => bus.kvm.open(MIRROR_BUCKET);
