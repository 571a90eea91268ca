import { z } from "zod";
import { ChannelId, ContactKey } from "./common.ts";
import { pageOf } from "./page.ts";

/** Which conversation a route is about. */
export const ConversationParams = z.object({ channel: ChannelId, contact: ContactKey });
/** How audit and bulk answers name it. */
export const conversationName = ({ channel, contact }: z.output<typeof ConversationParams>) => `${channel}:${contact}`;

const at = z.string();
const mode = z.enum(["bot", "human", "paused"]);
const conversation = {
  channel: z.string(),
  contactKey: z.string(),
  name: z.string().nullable().describe("What the patient is called, as far as the bot learned it"),
  step: z.string().nullable().describe("The state of the flow it stands on; null between sessions"),
  mode: z.string().describe("bot, human or paused"),
  humanUntil: at.nullable(),
  language: z.string(),
  flowVersion: z.string().nullable(),
  optedOut: z.boolean(),
  parkedSince: at.nullable().describe("Since when it waits for an operator, because an event could not be handled"),
  mergedInto: z.string().nullable().describe("The contact that turned out to be the same person"),
  lastMessageAt: at,
  lastPatientAt: at.nullable(),
  lastAnswerAt: at.nullable(),
  unansweredSince: at.nullable().describe("Since when the patient's words have no answer, from whomever"),
  waitingSince: at.nullable().describe("Since when the patient waits for a person"),
  waitingSeconds: z.int().nullable(),
  turnCount: z.int(),
  turnSeq: z.int().describe("Its last decision's number in the log"),
};
export const Mode = mode;
export const Conversation = z.object(conversation).meta({ id: "Conversation" });
const ConversationListed = z
  .object({
    ...conversation,
    last: z
      .object({ author: z.string(), kind: z.string(), text: z.string() })
      .nullable()
      .describe("What was said last; of long texts the beginning"),
  })
  .meta({ id: "ConversationListed" });
export const ConversationsPage = pageOf(ConversationListed, "ConversationsPage");

const Message = z.object({
  type: z.literal("message"),
  at,
  id: z.string(),
  author: z
    .string()
    .describe(
      "patient, bot, attendant, phone (a person on the clinic's phone), system or other-system (by the gateway's API, not by us)",
    ),
  kind: z.string(),
  text: z.string(),
  media: z.unknown().describe("Address, type and file name of media; the options of a choice"),
  editedAt: at.nullable(),
  revokedAt: at.nullable(),
  inboundSeq: z.int().nullable(),
  turnSeq: z.int().nullable().describe("The decision it was sent by"),
  commandIndex: z.int().nullable(),
  rule: z.string().nullable().describe("The rule of the flow that had it sent"),
  delivery: z
    .object({
      status: z.string(),
      code: z.string().nullable(),
      attempts: z.int(),
      settledAs: z.string().nullable(),
      acceptedAt: at.nullable(),
      sentAt: at.nullable(),
      receivedAt: at.nullable(),
      readAt: at.nullable(),
    })
    .nullable()
    .describe("How far it came; null for what patients wrote, and until the sender took it"),
});
const Turn = z.object({
  type: z.literal("turn"),
  at,
  turnSeq: z.int(),
  rule: z.string().describe("The rule of the flow that fired"),
  outcome: z.string(),
  step: z.string().nullable(),
  mode: z.string(),
  lane: z.string(),
  eventType: z.string(),
  eventSeq: z.int(),
  eventId: z.string(),
  previousTurnSeq: z.int(),
  commandCount: z.int(),
  engineVersion: z.string(),
  flowVersion: z.string(),
  traceId: z.string().nullable(),
});
const Handoff = z.object({
  type: z.literal("handoff"),
  at,
  turnSeq: z.int(),
  commandIndex: z.int(),
  reason: z.string(),
  team: z.string(),
  priority: z.string(),
  summary: z.unknown(),
  firstHumanAt: at.nullable(),
  resolvedAt: at.nullable(),
});
export const Timeline = z
  .object({
    items: z.array(z.discriminatedUnion("type", [Message, Turn, Handoff])),
    next: at.nullable().describe("Send it back as `before` for what was earlier; null at the beginning"),
  })
  .meta({ id: "Timeline" });
