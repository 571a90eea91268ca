import { z } from "zod";
import { BotPaused } from "../control/bot-paused.ts";
import { BotStopped } from "../control/bot-stopped.ts";
import { ContactResumed } from "../control/contact-resumed.ts";
import { KnownBeforeStart } from "../control/known-before-start.ts";
import { MergedInto } from "../control/merged-into.ts";
import { ReturnedToBot } from "../control/returned-to-bot.ts";
import { TakeoverStarted } from "../control/takeover-started.ts";
import { Unmerged } from "../control/unmerged.ts";
import { AttendantNotified } from "./attendant-notified.ts";
import { AttendantReplied } from "./attendant-replied.ts";
import { CallReceived } from "./call-received.ts";
import { LookupAnswered } from "./lookup-answered.ts";
import { MergedFrom } from "./merged-from.ts";
import { MessageEdited } from "./message-edited.ts";
import { MessageMissed } from "./message-missed.ts";
import { MessageReceived } from "./message-received.ts";
import { MessageRevoked } from "./message-revoked.ts";
import { MessageWaiting } from "./message-waiting.ts";
import { NoticeReceived } from "./notice-received.ts";
import { OutcomeSettled } from "./outcome-settled.ts";
import { ReactionReceived } from "./reaction-received.ts";
import { SentByOtherSystem } from "./sent-by-other-system.ts";
import { TimerFired } from "./timer-fired.ts";

/** Facts of the `event` subject. */
const EVENTS = [
  MessageReceived,
  MessageEdited,
  MessageRevoked,
  MessageWaiting,
  MessageMissed,
  ReactionReceived,
  CallReceived,
  NoticeReceived,
  TimerFired,
  MergedFrom,
  OutcomeSettled,
  AttendantReplied,
  AttendantNotified,
  LookupAnswered,
  SentByOtherSystem,
] as const;

/** Controls of the `gate.control` subject. */
const CONTROLS = [
  TakeoverStarted,
  ReturnedToBot,
  BotPaused,
  BotStopped,
  ContactResumed,
  MergedInto,
  KnownBeforeStart,
  Unmerged,
] as const;

type Schemas = readonly z.ZodObject<{ type: z.ZodLiteral<string> }>[];
type ByType<T extends Schemas> = { readonly [S in T[number] as z.infer<S>["type"]]: S };
const byType = <T extends Schemas>(schemas: T) =>
  Object.fromEntries(schemas.map((schema) => [schema.shape.type.value, schema])) as unknown as ByType<T>;

/** By wire name. */
export const EVENT_SCHEMAS = byType(EVENTS);
export const CONTROL_SCHEMAS = byType(CONTROLS);

export const InboundEvent = z.discriminatedUnion("type", EVENTS);
export type InboundEvent = z.infer<typeof InboundEvent>;

export const ControlEvent = z.discriminatedUnion("type", CONTROLS);
export type ControlEvent = z.infer<typeof ControlEvent>;

/** Anything a conversation's ordered log can hold, except the sender's attempts. */
export const LogEvent = z.union([InboundEvent, ControlEvent]);
export type LogEvent = z.infer<typeof LogEvent>;

/** S3: after one of these, no command the bot decided before it may leave. */
const SILENCING: ReadonlySet<ControlEvent["type"]> = new Set([
  "takeover-started",
  "bot-paused",
  "bot-stopped",
  "merged-into",
  "known-before-start",
]);
export const isSilencing = (type: ControlEvent["type"]) => SILENCING.has(type);
export const isControl = (event: LogEvent): event is ControlEvent => event.type in CONTROL_SCHEMAS;
