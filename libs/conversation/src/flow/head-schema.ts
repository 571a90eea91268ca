import { ActName, Language } from "@acolhe/events";
import { z } from "zod";
import { ListName, MessageKey, SlotName, Slug, StateName, TeamName, ValueName } from "./names.ts";
import { Guard, Route } from "./route-schema.ts";

const minutes = (standard: number) => z.number().positive().max(43_200).default(standard);
const count = (standard: number) => z.int().min(1).max(1000).default(standard);

const Limits = z.strictObject({
  steps: z.int().min(2).max(24).default(8).describe("States gone through for one event"),
  invalid: count(3).describe("Wrong answers to one question before a person is called"),
  sessionMinutes: minutes(30).describe("Silence after which the next message begins anew"),
  resumeHours: z
    .number()
    .positive()
    .max(24 * 30)
    .optional()
    .describe("How long after its end a session is taken up again where it stopped, if the flow has a state for it"),
  sessionMessages: count(80).describe("Messages of one session before a person is called"),
  sameAnswers: count(6).describe(
    "Equal answers at an equal step before a person is called: two machines may be talking",
  ),
  nudgeMinutes: minutes(10).describe("Silence after a question until the one nudge"),
  windowMs: z.int().min(0).max(10_000).default(1200).describe("How long text waits for more text; 0 for not at all"),
  windowMsMax: z.int().min(0).max(30_000).default(6000).describe("How long the first text of a window waits at most"),
  lateMinutes: minutes(10).describe("A message this old is answered with an apology"),
  uselessMinutes: minutes(12 * 60).describe("A message this old is left to a person"),
  mergeLength: z
    .int()
    .min(0)
    .max(1024)
    .default(0)
    .describe(
      "What is said and the question share one bubble up to this many characters; more on a number slower than one a second",
    ),
});

const clock = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d-(?:[01]\d|2[0-3]|24):[0-5]\d$/, "a span is 08:00-12:00");
const day = z.array(clock).default([]);

export const Hours = z.strictObject({
  timeZone: z.string().min(1),
  weekly: z.strictObject({ mon: day, tue: day, wed: day, thu: day, fri: day, sat: day, sun: day }),
  holidays: z
    .array(z.string().regex(/^(?:\d{4}-)?\d\d-\d\d$/, "a holiday is 12-25, or 2026-11-20"))
    .default([])
    .describe("Every year by month and day, or once with the year"),
  special: z.record(z.iso.date(), day).optional().describe("Days with other hours than their weekday; before holidays"),
});
export type Hours = z.infer<typeof Hours>;

/** flow.yaml */
export const Head = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9-]{0,31}$/),
  languages: z.array(Language).min(1).describe("The first is the one a conversation begins in"),
  start: StateName.describe("First state of a session"),
  menu: StateName.describe("Where `menu` leads, and whoever is lost"),
  handoff: StateName.describe("The state that calls a person when no other says so"),
  teams: z.record(TeamName, z.string()).describe("Teams, and what each is for"),
  team: TeamName.describe("Who is called when no state says so"),
  urgentTeam: TeamName.describe("Who is called when somebody is in danger"),
  confidence: z
    .strictObject({ accept: z.number().default(0.6), ask: z.number().default(0.35), stop: z.number().default(0.9) })
    .prefault({})
    .describe(
      "From `accept` on an intent is followed; from `ask` on it is asked about; below, the question comes again. From " +
        "`stop` on a wish for no more messages acts as the stop word does, whatever the state or mode is",
    ),
  limits: Limits.prefault({}),
  hours: Hours,
  routes: z.array(Route).default([]).describe("Routes from any state, after those of the state itself"),
  forms: z
    .array(
      z.strictObject({
        pattern: z.string().max(1800),
        act: ActName,
        also: ActName.optional().describe("What the same form shows besides"),
        beside: ActName.optional().describe("Of the same family, what is left as a reader took it"),
        instead: ActName.optional().describe("Of another family, what a reader would take the same words for"),
      }),
    )
    .optional()
    .describe(
      "What a message does, told by its form: the first pattern that fits the whole of it comes before the reader",
    ),
  slots: z
    .record(SlotName, StateName)
    .optional()
    .describe("For each slot the state that asks for it: how a value that is given by the way, or corrected, is kept"),
  review: StateName.optional().describe("Where the conversation goes when a value was corrected: asks what is missing"),
  correction: StateName.optional().describe(
    "Asks what is to be put right, where that is not told: its options mean the slots, and lead to their questions",
  ),
  opening: StateName.optional().describe(
    "Where a wish leads that comes after a mere greeting, while the name is asked",
  ),
  resume: StateName.optional().describe("Asks whether to take up the session that stopped midway"),
  concern: StateName.optional().describe("Asks, kindly, when a message may tell of a danger and may not"),
  unfinished: z
    .strictObject({ when: Guard, lead: Slug })
    .optional()
    .describe("A session that ends midway, with this learned, is kept as a lead of this kind"),
  doubt: z
    .strictObject({ when: Guard, goto: StateName })
    .optional()
    .describe("Where to ask whether the message was meant for the clinic at all, when nothing of it was understood"),
  promises: z
    .array(MessageKey)
    .optional()
    .describe("Texts that say the team will do something: lint proves that it is told to, wherever they are said"),
  once: z
    .array(MessageKey)
    .optional()
    .describe("Texts of states that are said once in a session, however many of its ways lead past them"),
  lookups: z
    .record(Slug, z.array(ValueName))
    .default({})
    .describe("Slow work that states ask for, and the values of its answer that the flow uses"),
  keep: z.array(ValueName).default([]).describe("Values that outlive a session, so that nobody is asked twice"),
  notice: z
    .record(ValueName, z.union([Slug, z.strictObject({ pattern: z.string().max(500) })]))
    .default({})
    .describe(
      "Values learned by the way, from a first message or one that takes a route of the flow: what it names of a " +
        "catalogue, or the first group of a pattern that fits the whole of it",
    ),
  wherever: z
    .record(
      ValueName,
      z.strictObject({
        words: ListName.describe("Only a message with one of these words is looked at"),
        forms: z.array(z.strictObject({ pattern: z.string().max(1500), is: z.string().max(48) })).min(1),
      }),
    )
    .optional()
    .describe("Values noticed in any message, whatever is asked: that of the first pattern that fits the whole of it"),
  listed: z
    .record(
      ValueName,
      z.strictObject({
        catalogue: Slug,
        is: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
        show: Slug.optional().describe("A field that is told of each, in a line of its own: `• a: R$ 180`"),
      }),
    )
    .optional()
    .describe(
      "Names of what the catalogue has with these fields, for texts: `a, b e c`. Where it has none, the value is not known",
    ),
  moved: z
    .record(StateName, StateName)
    .default({})
    .describe("States of older versions and where a conversation that stood there goes on"),
});
export type Head = z.infer<typeof Head>;
