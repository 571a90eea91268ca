import { ActName, DANGER_TIERS, Language } from "@acolhe/events";
import { z } from "zod";
import { ListName, MessageKey, OptionId, SlotName, Slug, StateName, TeamName, ValueName } from "./names.ts";

/** Kinds of messages that carry no words of their own, and that a state may still have a use for. */
const MediaKind = z.enum(["audio", "image", "video", "document", "sticker", "location", "contact-card"]);

const oneOrMore = <T extends z.ZodType>(one: T) => z.union([one, z.array(one).min(1)]);

/** All that is named must hold. `not` turns a guard round. */
const conditions = {
  known: z.boolean().optional().describe("Whether the clinic knows a patient behind this contact"),
  several: z.boolean().optional().describe("Whether more than one patient is known behind this contact"),
  appointment: z.boolean().optional().describe("Whether the patient (or any of several) has an appointment ahead"),
  waiting: z.boolean().optional().describe("Whether the team was asked for something, and no person has written yet"),
  open: z.boolean().optional().describe("Whether the clinic is open now"),
  holiday: z.boolean().optional().describe("Whether today is a holiday"),
  language: oneOrMore(Language).optional().describe("The language of the conversation"),
  has: oneOrMore(ValueName).optional().describe("Values that are known, or lists that are not empty"),
  lacks: oneOrMore(ValueName).optional().describe("Values that are not known"),
  is: z.record(ValueName, oneOrMore(z.string())).optional().describe("Values that are one of these"),
  sure: z.boolean().optional().describe("Whether the message was surely an answer to the open question"),
  adult: z.boolean().optional().describe("Whether the birth date or age that was given is that of an adult"),
  age: z
    .strictObject({ from: z.int().min(0).optional(), to: z.int().min(0).optional() })
    .optional()
    .describe("Whether the birth date or age that was given is of so many whole years"),
  attempts: z.int().min(1).optional().describe("At least so many wrong answers to this question"),
};
export const Guard = z.strictObject({ ...conditions, not: z.strictObject(conditions).optional() });
export type Guard = z.infer<typeof Guard>;
export type Conditions = z.infer<z.ZodObject<typeof conditions>>;

export const Priority = z.enum(["urgent", "high", "normal", "low"]);

export const Action = z.union([
  z.strictObject({ set: z.record(ValueName, z.string().max(160)) }).describe("Remember values"),
  z.strictObject({ unset: z.array(ValueName).min(1) }).describe("Forget values"),
  z
    .strictObject({ label: z.strictObject({ add: z.array(Slug).optional(), remove: z.array(Slug).optional() }) })
    .describe("Mark the conversation at the attendants' desk"),
  z.strictObject({ lead: Slug }).describe("Keep what was learned as a lead of this kind"),
  z
    .strictObject({
      call: z.strictObject({ team: TeamName.optional(), reason: Slug, priority: Priority.default("normal") }),
    })
    .describe("Ask the team for something while the bot goes on: what keeps a promise that a text makes"),
  z.strictObject({ language: Language }).describe("Go on in this language"),
  z
    .strictObject({ remind: z.strictObject({ minutes: z.number().positive().max(43_200), goto: StateName }) })
    .describe("If the conversation is still the bot's by then, go to this state; replaces an earlier reminder"),
  z
    .strictObject({ forget: z.literal(["reminder", "session"]) })
    .describe("Take the reminder back, or forget what this session has learned"),
]);
export type Action = z.infer<typeof Action>;

export const CAPTURE_KINDS = [
  "person-name",
  "birth-date",
  "phone",
  "cpf",
  "email",
  "insurance",
  "preference",
  "free-text",
] as const;
export const Capture = z.strictObject({
  into: ValueName,
  as: z.enum(CAPTURE_KINDS),
  kinds: z
    .partialRecord(MediaKind, MessageKey)
    .optional()
    .describe("Kinds a person can look at later, and the text that is noted instead of words"),
});
export type Capture = z.infer<typeof Capture>;

export const Matcher = z.union([
  z
    .literal(["yes", "no", "anything", "not-understood"])
    .describe("`not-understood`: nothing at all fitted, for a question that the matter can do without"),
  z.strictObject({
    intent: oneOrMore(z.string()).describe("What the patient wants, as libs/nlu names it"),
    confidence: z.number().min(0).max(1).optional().describe("Instead of the flow's own `confidence.accept`"),
    into: ValueName.optional().describe("Where to keep what was said"),
  }),
  z.strictObject({
    act: oneOrMore(ActName).describe("What the message does, read against the open question: `ask:price`, `refuse`"),
    confidence: z.number().min(0).max(1).optional().describe("Instead of the flow's own `confidence.accept`"),
    into: ValueName.optional().describe("Where to keep what was said"),
  }),
  z
    .strictObject({
      slot: SlotName,
      is: oneOrMore(z.string().max(48)),
      into: ValueName.optional().describe("Where to keep what was said"),
    })
    .describe("The message gives one of these values for a slot"),
  z
    .strictObject({
      danger: oneOrMore(z.enum(DANGER_TIERS)),
      form: z.string().max(500).optional().describe("Only where the whole answer has this form"),
    })
    .describe("The message itself tells of a danger, at least possibly"),
  z.strictObject({ entity: z.string(), into: ValueName.optional().describe("Where to keep what was found") }),
  z.strictObject({
    pattern: z.string().max(500).describe("Regular expression over the whole answer, matched in linear time"),
    into: ValueName.optional().describe("Where to keep its first group"),
  }),
  z.strictObject({
    words: oneOrMore(ListName).describe("The whole answer is in one of these lists"),
    inside: z.literal(true).optional().describe("A word of the list among others is enough"),
  }),
  z.strictObject({ kind: oneOrMore(MediaKind).describe("The message is of this kind") }),
]);
export type Matcher = z.infer<typeof Matcher>;

const effect = {
  when: Guard.optional(),
  set: z.record(ValueName, z.string().max(160)).optional(),
  do: z.array(Action).optional(),
};
const outcome = { ...effect, goto: StateName };

/** Leads on to another state, or is answered where the conversation stands, whose question then comes again. */
export const Route = z
  .strictObject({
    on: Matcher,
    ...effect,
    goto: StateName.optional(),
    reply: MessageKey.optional().describe("Said in place; the open question comes again, in other words"),
    beside: MessageKey.optional().describe(
      "Said in place instead of going there, where the message asks for other things as well",
    ),
    quiet: z.literal(true).optional().describe("After the reply the open question is left as it is"),
  })
  .refine(({ goto, reply }) => (goto === undefined) !== (reply === undefined), "a route has either `goto` or `reply`")
  .refine(({ goto, beside }) => goto !== undefined || beside === undefined, "`beside` stands for a `goto`");
export type Route = z.infer<typeof Route>;

export const FlowOption = z.strictObject({
  id: OptionId.describe("Unique in the flow, so that a button of an older message is recognised"),
  label: MessageKey,
  description: MessageKey.optional(),
  words: oneOrMore(ListName).optional().describe("Lists of other words for the same choice"),
  means: z.string().max(48).optional().describe("The value of the state's slot that this option stands for"),
  anytime: z.boolean().optional().describe("May be tapped on an older message, when the conversation is elsewhere"),
  ...outcome,
});
export type FlowOption = z.infer<typeof FlowOption>;

export const OptionsFrom = z.strictObject({
  source: z.union([z.strictObject({ catalogue: Slug }), z.literal(["patients", "appointments"])]),
  into: ValueName.describe("Keeps the id of the choice; the texts may name its fields, `{service_price}`"),
  alone: z
    .literal("taken")
    .optional()
    .describe(
      "Where there is exactly one, it is taken without being asked about; only for what is known of the contact",
    ),
  label: z.string().default("name").describe("Field of the catalogue that is shown"),
  description: z.string().optional().describe("Field of the catalogue that is shown below, in a list"),
  words: z.string().optional().describe("Field of the catalogue with other words for the same choice"),
  anytime: z
    .boolean()
    .optional()
    .describe("As an option's: only for the catalogue, which does not change in a version"),
  ...outcome,
});
export type OptionsFrom = z.infer<typeof OptionsFrom>;
