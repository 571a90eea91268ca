import { SETTLED_AS, TURN_LANES, TURN_OUTCOMES } from "@acolhe/database";
import { z } from "zod";
import { Id } from "./common.ts";
import { Author, at, DeliveryStatus, MessageKind, Mode, Priority } from "./conversations.ts";
import { LearnedValue } from "./why.ts";

const Referred = z
  .object({
    id: z.string().nullable().describe("Null: it is not among what was kept"),
    author: Author.nullable(),
    kind: MessageKind.nullable(),
    text: z.string().nullable().describe("Of long texts the beginning"),
  })
  .meta({ id: "MessageReferred" });

const Media = z
  .object({
    mimeType: z.string().nullable(),
    fileName: z.string().nullable(),
    seconds: z.number().nullable(),
    voiceNote: z.boolean(),
    viewOnce: z.boolean(),
    path: z.string().nullable().describe("Where this API hands the file over; null for what is not in our store"),
    url: z.string().nullable().describe("Where else it is, of what the bot or the desk sent"),
  })
  .meta({ id: "MessageMedia" });

const Delivery = z
  .object({
    status: DeliveryStatus,
    code: z.string().nullable(),
    attempts: z.int(),
    settledAs: z.enum(SETTLED_AS).nullable(),
    acceptedAt: at.nullable(),
    sentAt: at.nullable(),
    receivedAt: at.nullable(),
    readAt: at.nullable(),
  })
  .meta({ id: "MessageDelivery" });

const Message = z
  .object({
    type: z.literal("message"),
    at,
    id: z.string(),
    author: Author,
    attendant: z
      .object({ source: z.enum(["panel", "chatwoot"]), id: z.string(), name: z.string().nullable() })
      .nullable()
      .describe("Who of the clinic wrote it; null also where what was projected before does not say"),
    kind: MessageKind,
    text: z.string(),
    quote: Referred.nullable().describe("What this answers"),
    reactsTo: Referred.nullable(),
    options: z
      .array(z.object({ id: z.string().nullable(), label: z.string(), description: z.string().nullable() }))
      .describe("What may be chosen"),
    choiceId: z.string().nullable().describe("The option that was chosen; `text` is its label"),
    location: z.object({ latitude: z.number(), longitude: z.number() }).nullable(),
    media: Media.nullable(),
    forwarded: z.boolean(),
    statusReply: z.boolean().describe("Whether it answers the clinic's story"),
    ad: z.string().nullable().describe("Title of the advertisement over which the patient came"),
    editedAt: at.nullable(),
    revokedAt: at.nullable(),
    inboundSeq: z.int().nullable(),
    turnSeq: z.int().nullable().describe("The decision it was sent by; `…/turns/{turnSeq}/why` explains it"),
    commandIndex: z.int().nullable(),
    rule: z.string().nullable().describe("The rule of the flow that had it sent"),
    delivery: Delivery.nullable().describe(
      "How far it came; null for what patients wrote, and until the sender took it",
    ),
  })
  .meta({ id: "TimelineMessage" });

const Turn = z
  .object({
    type: z.literal("turn"),
    at,
    turnSeq: z.int(),
    rule: z.string().describe("The rule of the flow that fired"),
    sentence: z.string().describe("The same in Portuguese, for the desk"),
    outcome: z.enum(TURN_OUTCOMES),
    step: z.string().nullable(),
    mode: Mode,
    lane: z.enum(TURN_LANES),
    eventType: z.string(),
    eventSeq: z.int(),
    eventId: z.string(),
    previousTurnSeq: z.int(),
    commandCount: z.int(),
    engineVersion: z.string(),
    flowVersion: z.string(),
    traceId: z.string().nullable(),
  })
  .meta({ id: "TimelineTurn" });

const Handoff = z
  .object({
    type: z.literal("handoff"),
    at,
    turnSeq: z.int(),
    commandIndex: z.int(),
    reason: z.string(),
    label: z.string().describe("Completes, in Portuguese: o paciente …"),
    team: z.string(),
    priority: Priority,
    danger: z.string().nullable().describe("What kind of danger was seen, in Portuguese"),
    firstWords: z.string().nullable(),
    summary: z.array(LearnedValue).describe("What the bot had learned, in the order people ask"),
    firstHumanAt: at.nullable(),
    resolvedAt: at.nullable(),
  })
  .meta({ id: "TimelineHandoff" });

export const Note = z
  .object({
    type: z.literal("note"),
    at,
    id: Id,
    author: z.object({ id: Id, name: z.string() }),
    text: z.string().describe("For the team; patients never see it"),
  })
  .meta({ id: "TimelineNote" });

export const Timeline = z
  .object({
    items: z.array(z.discriminatedUnion("type", [Message, Turn, Handoff, Note])),
    next: at
      .nullable()
      .describe("Send it back as `before` for what was earlier, or as `after` for what came later; null at the end"),
  })
  .meta({ id: "Timeline" });
