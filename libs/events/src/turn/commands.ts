import { z } from "zod";
import {
  BUTTON_COUNT_MAX,
  BUTTON_LABEL_LENGTH_MAX,
  CAPTION_LENGTH_MAX,
  LIST_ROW_COUNT_MAX,
  LIST_ROW_TITLE_LENGTH_MAX,
  TEXT_LENGTH_MAX,
} from "../limits.ts";
import { LANGUAGES } from "./language.ts";

/** What every order to send carries. */
const send = {
  /** Where to: digits or `<digits>@lid`, the form the patient last wrote from. */
  to: z.string().min(1),
  /** Whose words: the fence stops only the bot's. `system` is a stop's confirmation or an emergency text. */
  author: z.enum(["bot", "attendant", "system"]),
  /** Who of the clinic said it and where, so that the desk is told the outcome and is not shown its own words again. */
  attendant: z
    .object({ source: z.enum(["chatwoot", "panel"]), id: z.string().max(64), externalId: z.string().max(64) })
    .optional(),
  /** The gateway's id of the message that is answered, so that the patient sees which one is meant. */
  quotes: z.string().min(1).max(128).optional(),
  /** A menu or question may be sent once more when its first outcome stays unknown. */
  repeatable: z.boolean(),
  /** After this instant (epoch ms) it would no longer help: recorded as expired instead of sent. */
  validUntil: z.number().int().positive(),
};
const text = z.string().min(1).max(TEXT_LENGTH_MAX);
const caption = z.string().max(CAPTION_LENGTH_MAX).optional();
const url = z.string().min(1);
const label = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/);

export const SendText = z.object({ type: z.literal("send-text"), ...send, text });
export const SendImage = z.object({ type: z.literal("send-image"), ...send, url, caption });
export const SendDocument = z.object({
  type: z.literal("send-document"),
  ...send,
  url,
  extension: z.string().regex(/^[a-z0-9]{1,8}$/),
  fileName: z.string().optional(),
  caption,
});
export const SendAudio = z.object({ type: z.literal("send-audio"), ...send, url });
export const SendVideo = z.object({ type: z.literal("send-video"), ...send, url, caption });
export const SendLocation = z.object({
  type: z.literal("send-location"),
  ...send,
  title: z.string().min(1),
  address: z.string().min(1),
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
});
export const SendContact = z.object({
  type: z.literal("send-contact"),
  ...send,
  name: z.string().min(1),
  phone: z.string().regex(/^\d{5,20}$/),
});
export const SendLink = z.object({
  type: z.literal("send-link"),
  ...send,
  text,
  url: z.url({ protocol: /^https?$/ }),
  title: z.string().min(1),
  description: z.string(),
  image: z.string(),
});
export const SendButtons = z.object({
  type: z.literal("send-buttons"),
  ...send,
  text,
  buttons: z
    .array(z.object({ id: z.string().min(1), label: z.string().min(1).max(BUTTON_LABEL_LENGTH_MAX) }))
    .min(1)
    .max(BUTTON_COUNT_MAX),
});
export const SendList = z.object({
  type: z.literal("send-list"),
  ...send,
  text,
  title: z.string().min(1),
  buttonLabel: z.string().min(1).max(BUTTON_LABEL_LENGTH_MAX),
  rows: z
    .array(
      z.object({
        id: z.string().min(1),
        title: z.string().min(1).max(LIST_ROW_TITLE_LENGTH_MAX),
        description: z.string().optional(),
      }),
    )
    .min(1)
    .max(LIST_ROW_COUNT_MAX),
});
export const SendReaction = z.object({
  type: z.literal("send-reaction"),
  ...send,
  messageId: z.string().min(1),
  /** Empty takes the reaction back. */
  emoji: z.string(),
});

/** Wake the conversation at an instant. The generation tells a current timer from a replaced one. */
export const ScheduleTimer = z.object({
  type: z.literal("schedule-timer"),
  name: z.string().regex(/^[a-z-]{1,32}$/),
  generation: z.number().int().nonnegative(),
  at: z.number().int().positive(),
});
export const CancelTimer = z.object({ type: z.literal("cancel-timer"), name: z.string().regex(/^[a-z-]{1,32}$/) });
/** Ask a person to take over, with what the bot learned. */
export const RequestHandoff = z.object({
  type: z.literal("request-handoff"),
  team: z.string(),
  reason: z.string(),
  priority: z.enum(["urgent", "high", "normal", "low"]).default("normal"),
  summary: z.record(z.string(), z.string()),
});
/** Mark the conversation at the desk, or take marks away. */
export const LabelContact = z.object({
  type: z.literal("label-contact"),
  add: z.array(label).max(8),
  remove: z.array(label).max(8),
});
/** Keep what the bot learned for the team: the bot itself never writes master data. */
export const CaptureLead = z.object({
  type: z.literal("capture-lead"),
  /** What the patient wants, by the flow's word: `appointment`, `job`… */
  kind: z.string().regex(/^[a-z][a-z0-9-]{0,31}$/),
  language: z.enum(LANGUAGES),
  values: z.record(z.string(), z.string()),
});
/** Ask for slow work (D2). The answer is a `lookup-answered` event with the same request id. */
export const Lookup = z.object({
  type: z.literal("lookup"),
  requestId: z.string().min(1).max(64),
  what: z.string().regex(/^[a-z][a-z0-9-]{0,31}$/),
  values: z.record(z.string(), z.string()),
});

export const SendCommand = z.discriminatedUnion("type", [
  SendText,
  SendImage,
  SendDocument,
  SendAudio,
  SendVideo,
  SendLocation,
  SendContact,
  SendLink,
  SendButtons,
  SendList,
  SendReaction,
]);
export type SendCommand = z.infer<typeof SendCommand>;

export const Command = z.discriminatedUnion("type", [
  ...SendCommand.options,
  ScheduleTimer,
  CancelTimer,
  RequestHandoff,
  LabelContact,
  CaptureLead,
  Lookup,
]);
export type Command = z.infer<typeof Command>;
/** Buttons and lists, which need terms accepted at the gateway and have a form as numbered text. */
export const isInteractive = (command: SendCommand): command is z.infer<typeof SendButtons | typeof SendList> =>
  command.type === "send-buttons" || command.type === "send-list";
export const isSend = (command: Command): command is SendCommand => command.type.startsWith("send-");
