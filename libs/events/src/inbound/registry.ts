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

/** Facts of the `event` subject, by wire name. */
export const EVENT_SCHEMAS = {
  "message-received": MessageReceived,
  "message-edited": MessageEdited,
  "message-revoked": MessageRevoked,
  "message-waiting": MessageWaiting,
  "message-missed": MessageMissed,
  "reaction-received": ReactionReceived,
  "call-received": CallReceived,
  "notice-received": NoticeReceived,
  "timer-fired": TimerFired,
  "merged-from": MergedFrom,
  "outcome-settled": OutcomeSettled,
  "attendant-replied": AttendantReplied,
  "attendant-notified": AttendantNotified,
  "lookup-answered": LookupAnswered,
  "sent-by-other-system": SentByOtherSystem,
} as const;

/** Controls of the `gate.control` subject, by wire name. */
export const CONTROL_SCHEMAS = {
  "takeover-started": TakeoverStarted,
  "returned-to-bot": ReturnedToBot,
  "bot-paused": BotPaused,
  "bot-stopped": BotStopped,
  "contact-resumed": ContactResumed,
  "merged-into": MergedInto,
  "known-before-start": KnownBeforeStart,
  unmerged: Unmerged,
} as const;

export const InboundEvent = z.discriminatedUnion("type", [
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
]);
export type InboundEvent = z.infer<typeof InboundEvent>;

export const ControlEvent = z.discriminatedUnion("type", [
  TakeoverStarted,
  ReturnedToBot,
  BotPaused,
  BotStopped,
  ContactResumed,
  MergedInto,
  KnownBeforeStart,
  Unmerged,
]);
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
