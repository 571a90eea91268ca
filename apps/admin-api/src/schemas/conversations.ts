import {
  CONVERSATION_MODES,
  DELIVERY_STATUSES,
  HANDOFF_PRIORITIES,
  MESSAGE_AUTHORS,
  MESSAGE_KINDS,
} from "@acolhe/database";
import { z } from "zod";
import { ChannelId, ContactKey, Id, Language } from "./common.ts";
import { pageOf } from "./page.ts";

/** Which conversation a route is about. */
export const ConversationParams = z.object({ channel: ChannelId, contact: ContactKey });

export const at = z.string();
export const Mode = z.enum(CONVERSATION_MODES);
export const Author = z
  .enum(MESSAGE_AUTHORS)
  .describe("phone: a person on the clinic's phone; other-system: by the gateway's API, not by us")
  .meta({ id: "MessageAuthor" });
export const MessageKind = z.enum(MESSAGE_KINDS).meta({ id: "MessageKind" });
export const DeliveryStatus = z
  .enum(DELIVERY_STATUSES)
  .describe("superseded: not sent any more, because a person took over; given-up: its outcome stayed unknown")
  .meta({ id: "DeliveryStatus" });
export const Priority = z.enum(HANDOFF_PRIORITIES);
const Relation = z.enum([
  ...(["mother", "father", "grandparent", "stepparent", "sibling", "partner", "child", "legal-guardian"] as const),
  ...(["carer", "other"] as const),
]);

export const Assignee = z.object({ id: Id, name: z.string() }).meta({ id: "Assignee" });
export const Writer = z
  .object({
    kind: z.enum(["guardian", "patient", "contact"]).describe("contact: no person on record is linked to this number"),
    id: Id.nullable(),
    name: z.string().nullable(),
  })
  .meta({ id: "Writer", description: "Who writes from there, as far as it is known" });
const WrittenFor = z
  .object({
    id: Id,
    name: z.string(),
    guardianId: Id.nullable().describe("Who answers for them; null for who writes for themselves"),
    relation: Relation.nullable(),
    custody: z.enum(["sole", "shared", "none", "unknown"]).nullable(),
    contactPreference: z.enum(["preferred", "allowed", "emergency-only", "never"]).nullable(),
  })
  .meta({ id: "WrittenFor" });

export const conversation = {
  channel: z.string(),
  contactKey: z.string(),
  name: z.string().nullable().describe("What the patient is called, as far as the bot learned it"),
  step: z.string().nullable().describe("The state of the flow it stands on; null between sessions"),
  mode: Mode,
  humanUntil: at.nullable(),
  language: Language,
  flowVersion: z.string().nullable(),
  optedOut: z.boolean(),
  blocked: z.boolean(),
  parkedSince: at.nullable().describe("Since when it waits for an operator, because an event could not be handled"),
  mergedInto: z.string().nullable().describe("The contact that turned out to be the same person"),
  lastMessageAt: at,
  lastPatientAt: at.nullable(),
  lastAnswerAt: at.nullable(),
  unansweredSince: at.nullable().describe("Since when the patient's words have no answer, from bot or staff"),
  waitingSince: at.nullable().describe("Since when the patient waits for a person"),
  waitingSeconds: z.int().nullable(),
  turnCount: z.int(),
  turnSeq: z.int().describe("Its last decision's number in the log"),
  writer: Writer,
  patients: z.array(WrittenFor).describe("For whom they may write"),
  assignee: Assignee.nullable(),
  unread: z.int().describe("The patient's messages behind your mark; 100 stands for a hundred or more"),
  handoff: z
    .object({ reason: z.string(), label: z.string(), team: z.string(), priority: Priority, askedAt: at })
    .nullable()
    .describe("The gravest call for a person that is open; `label` is for people"),
  last: z
    .object({
      id: z.string(),
      at,
      author: Author,
      kind: MessageKind,
      text: z.string(),
      status: DeliveryStatus.nullable().describe("How far it came; null for what patients wrote"),
    })
    .nullable()
    .describe("What was said last; of long texts the beginning"),
  words: z
    .object({ kind: MessageKind, text: z.string() })
    .nullable()
    .describe("What the patient wrote last; of long texts the beginning"),
};
const ConversationListed = z.object(conversation).meta({ id: "ConversationListed" });
export const ConversationsPage = pageOf(ConversationListed, "ConversationsPage");

const tab = z.object({ total: z.int(), totalIsExact: z.boolean().describe("False: there are at least `total`") });
export const ConversationCounts = z
  .object({ all: tab, waiting: tab, unanswered: tab, unread: tab, mine: tab, unassigned: tab })
  .meta({ id: "ConversationCounts" });
