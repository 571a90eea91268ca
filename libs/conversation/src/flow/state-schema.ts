import { z } from "zod";
import { MessageKey, SlotName, Slug, StateName, TeamName, ValueName } from "./names.ts";
import { Action, Capture, FlowOption, Guard, OptionsFrom, Priority, Route } from "./route-schema.ts";

const Next = z.union([StateName, z.array(z.strictObject({ when: Guard.optional(), goto: StateName })).min(1)]);

const Handoff = z.strictObject({
  team: TeamName.optional(),
  reason: Slug,
  priority: Priority.default("normal"),
});

const Lookup = z.strictObject({
  what: Slug,
  seconds: z.number().positive().max(60).default(8).describe("How long to wait for the answer"),
  found: StateName,
  none: StateName,
  failed: StateName.describe("Also where it goes when no answer came in time"),
});

const Media = z.strictObject({
  kind: z.enum(["image", "video", "document", "audio"]),
  url: z.url({ protocol: /^https$/ }),
  extension: z
    .string()
    .regex(/^[a-z0-9]{1,8}$/)
    .optional(),
});

/** One step. With `ask` it waits for an answer; without, it goes on by itself: to a person, an end, or `next`. */
export const State = z.strictObject({
  about: z.string().optional().describe("For whoever reads the flow"),
  needs: z
    .strictObject({ value: ValueName, otherwise: StateName })
    .optional()
    .describe("Without this value the state cannot be entered; go there first"),
  do: z.array(Action).optional().describe("Done on entering"),
  say: z
    .union([MessageKey, z.array(MessageKey).min(1)])
    .optional()
    .describe("Sent on entering, before the question"),
  media: Media.optional().describe("Sent on entering, with what is said as its caption"),
  ask: MessageKey.optional().describe("The question"),
  again: z
    .array(MessageKey)
    .min(1)
    .optional()
    .describe("The question in other words, for when it has to be asked again; the last one stays"),
  anew: MessageKey.optional().describe(
    "The question for when the conversation comes back to it, where that has to say more than `again` does",
  ),
  unasked: MessageKey.optional().describe(
    "Of days and hours: said where the message that leads here tells them already, and then they are not asked for",
  ),
  asks: SlotName.optional().describe("The slot that the question is about: what is said is read against it"),
  show: z.enum(["buttons", "list", "numbers"]).optional().describe("By default what fits the options"),
  list: z.strictObject({ title: MessageKey, button: MessageKey }).optional(),
  from: OptionsFrom.optional().describe("Options made from the catalogue or from what is known; they come first"),
  options: z.array(FlowOption).min(1).optional(),
  routes: z.array(Route).min(1).optional().describe("Tried in this order when no option fits"),
  capture: Capture.optional().describe("Tried when no route fits; then on to `next`"),
  invalid: MessageKey.optional().describe("Said to an answer that does not fit, instead of the flow's own sentence"),
  next: Next.optional(),
  handoff: Handoff.optional().describe("Entering gives the conversation to a person"),
  lookup: Lookup.optional().describe("Entering asks for slow work and waits for its answer"),
  call: z
    .strictObject({ start: StateName, back: StateName })
    .optional()
    .describe("Start another flow of this folder; its `return` leads `back`"),
  return: z.boolean().optional().describe("Go back to where this flow was called from"),
  urgent: z
    .literal(true)
    .optional()
    .describe("Nothing but an answer to this question is listened to: no menu, no facts"),
  emergency: z.literal(true).optional().describe("Entering does what a certain danger does: numbers, and a person"),
  stop: z.literal(true).optional().describe("Entering does what a stop word does: one confirmation, then silence"),
  pursue: z
    .literal(true)
    .optional()
    .describe("Goes where the flow's route for the first wish leads, `wish` or `guess`; without one on to `next`"),
  end: z.boolean().optional().describe("The matter is settled: thanks are welcome, anything else goes on to `next`"),
  window: z.int().min(0).max(10_000).optional().describe("Milliseconds that text waits here for more text"),
  reactions: z.boolean().default(true).describe("A thumb up or down on the question is an answer"),
  global: z
    .boolean()
    .optional()
    .describe("Whether the flow's own routes come before the capture; by default only before a person's name"),
});
export type State = z.infer<typeof State>;
