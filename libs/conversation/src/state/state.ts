import { ContactKey, DANGER_WORDS_LENGTH_MAX, Language, SEEN_EVENT_IDS_MAX } from "@acolhe/events";
import { z } from "zod";
import {
  ADDRESS_LENGTH_MAX,
  CALLS_MAX,
  FIRST_WORDS_LENGTH_MAX,
  NAME_LENGTH_MAX,
  PENDING_COUNT_MAX,
  PENDING_TEXT_LENGTH_MAX,
  REPEAT_KEYS_MAX,
  TOLD_COUNT_MAX,
  TRAIL_LENGTH_MAX,
  UNEASE_MAX,
  UNOPENED_MAX,
  VALUE_COUNT_MAX,
  VALUE_LENGTH_MAX,
  VALUES_BYTES_MAX,
  VOICES_MAX,
} from "./limits.ts";
import { Utterance } from "./utterance.ts";

export const TIMER_NAMES = ["nudge", "session-end", "takeover-end", "input", "lookup", "reminder", "unopened"] as const;
export type TimerName = (typeof TIMER_NAMES)[number];

const instant = z.number().int().nonnegative();
const count = z.number().int().nonnegative();
const name = z.string().max(NAME_LENGTH_MAX);
const mode = z.enum(["bot", "human", "paused"]);
export type Mode = z.infer<typeof mode>;
/** In danger is whoever writes, or somebody they write about. */
const whose = z.enum(["own", "theirs"]);
export type Whose = z.infer<typeof whose>;

export const bytesOf = (values: Readonly<Record<string, string>>): number => Buffer.byteLength(JSON.stringify(values));

/** All that a conversation remembers between two events. Travels as JSON in every turn, hence small. */
export const ConversationState = z.object({
  version: z.literal(1),
  /** State of the flow; null between sessions. */
  step: name.nullable(),
  flowVersion: name.nullable(),
  sessionStartedAt: instant,
  /** When the patient last wrote. */
  lastActivityAt: instant,
  /** How to reply: the form the patient last wrote from. */
  address: z.string().min(1).max(ADDRESS_LENGTH_MAX).nullable(),
  language: Language,
  /** Who chose the language: once a patient has, no guess changes it. */
  languageBy: z.enum(["default", "patient"]).default("default"),
  /** `human` ends by itself at `humanUntil`; `paused` only when an operator says so. */
  mode,
  humanUntil: instant.nullable(),
  /** Given to the team, and no person has written yet: the bot goes on answering and collecting. */
  handedOver: z
    .object({
      at: instant,
      team: name,
      reason: z.string().max(64),
      priority: z.enum(["urgent", "high", "normal", "low"]),
      /** When the patient was last told that what they write now is passed on. */
      notedAt: instant.nullable(),
    })
    .nullable()
    .default(null),
  optedOut: z.boolean(),
  /** The clinic and this contact wrote to each other before the bot was let loose on the number. */
  knownBefore: z.boolean().default(false),
  /** When the patient last came back; a stop that happened before is an old one. */
  optedInAt: instant.nullable(),
  /** `resumeTo` is the mode the contact gets back when it is resumed. */
  parked: z.object({ eventSeq: count, since: instant, resumeTo: mode }).nullable(),
  merged: z.object({ survivor: ContactKey }).nullable(),
  values: z
    .record(name, z.string().max(FIRST_WORDS_LENGTH_MAX))
    .refine((values) => Object.keys(values).length <= VALUE_COUNT_MAX, "too many values")
    .refine((values) => bytesOf(values) <= VALUES_BYTES_MAX, "values too long"),
  /** Steps that "voltar" returns over, oldest first. */
  trail: z.array(name).max(TRAIL_LENGTH_MAX),
  invalidCount: count,
  /** Sends of this contact that were repeated because the first outcome stayed unknown. */
  resentCount: count,
  /** Loop guard: how often the same words were answered at the same step. */
  repeats: z
    .record(z.string().max(8), count)
    .refine((repeats) => Object.keys(repeats).length <= REPEAT_KEYS_MAX, "too many texts counted"),
  /** The question that waits for an answer; its words follow from flow, step and values. */
  openPrompt: z
    .object({
      step: name,
      askedAt: instant,
      nudged: z.boolean(),
      /** Stands for the appointments it offered, with their hours. */
      shown: z.string().max(8).optional(),
    })
    .nullable(),
  /** Generations only grow, also while not armed (`at` null), so that an old timer is never mistaken for a new one. */
  timers: z.record(z.string().max(32), z.object({ generation: count, at: instant.nullable() })),
  /** Messages that wait for more of them, to be answered as one at `due`. In a flood only the last one waits. */
  pendingInput: z
    .object({
      messages: z
        .array(Utterance.extend({ id: z.string().max(22), at: instant }))
        .min(1)
        .max(PENDING_COUNT_MAX)
        .refine((all) => all.reduce((sum, { text }) => sum + text.length, 0) <= PENDING_TEXT_LENGTH_MAX, "too long"),
      since: instant,
      due: instant,
      limited: z.boolean(),
    })
    .nullable()
    .default(null),
  /** Slow work whose answer is waited for: by the step, or, with `said`, to understand these words. */
  waiting: z
    .object({
      requestId: name,
      step: name,
      until: instant,
      noted: z.boolean(),
      said: Utterance.extend({
        text: z.string().max(PENDING_TEXT_LENGTH_MAX),
        at: instant,
        /** Of which messages they are: one of them may be changed while an opinion is waited for. */
        messages: z
          .array(Utterance.extend({ id: z.string().max(22), at: instant }))
          .max(PENDING_COUNT_MAX)
          .optional(),
        /** Whether the reader took them for something beside the question. */
        aside: z.boolean().optional(),
      }).optional(),
    })
    .nullable()
    .default(null),
  /** What was not sure enough, an intent or an act, asked about: "did you mean …?"; with the one that is next likeliest. */
  confirming: z
    .object({
      intent: z.string().max(64),
      or: z.string().max(64).optional(),
      /** The words that may have meant it. */
      said: z.string().max(PENDING_TEXT_LENGTH_MAX).optional(),
    })
    .nullable()
    .default(null),
  /** Voice notes that are being written out, oldest first. */
  voices: z
    .array(z.object({ requestId: name, at: instant, until: instant }))
    .max(VOICES_MAX)
    .default([]),
  /** A danger that is perhaps none, and is asked about. */
  concern: z
    .object({
      kind: z.string().max(48),
      at: instant,
      /** In which words it was seen. */
      words: z.string().max(DANGER_WORDS_LENGTH_MAX).optional(),
      /** When the team was last told of it. */
      calledAt: instant.optional(),
      language: Language.optional(),
      whose: whose.optional(),
      /** They took leave in the message that it was seen in. */
      leaves: z.literal(true).optional(),
      /** It was answered that it was none, and not that it is over. */
      denied: z.literal(true).optional(),
      /** Nothing clear was said against it, or it was told of again. */
      stands: z.literal(true).optional(),
    })
    .nullable()
    .default(null),
  /** Signs of a danger that were too weak to be told, with how likely each was. */
  unease: z
    .array(z.object({ at: instant, any: z.number().min(0).max(1) }))
    .max(UNEASE_MAX)
    .default([]),
  /** Where the last session stopped midway, and when. */
  suspended: z.object({ step: name, at: instant }).nullable().default(null),
  reminder: z.object({ at: instant, goto: name }).nullable().default(null),
  /** Where the flows that were called return to, innermost last. */
  calls: z.array(name).max(CALLS_MAX).default([]),
  /** How often each question and sentence was said in this session, by its key. */
  told: z
    .record(name, count)
    .refine((told) => Object.keys(told).length <= TOLD_COUNT_MAX, "too many texts counted")
    .default({}),
  /** Messages of this session. */
  messageCount: count.default(0),
  kindNoted: z.object({ kind: z.string().max(32), at: instant }).nullable(),
  /** When it was last apologised for answering late. */
  lateNotedAt: instant.nullable().default(null),
  callNotedAt: instant.nullable(),
  emergencyAt: instant.nullable(),
  /** The danger the last emergency text was about, and whether it was asked after in silence. */
  emergency: z
    .object({
      kind: z.string().max(48),
      language: Language,
      whose,
      asked: z.boolean(),
      /** They took leave, or told again what they had denied: no word of theirs ends it, only a person. */
      held: z.literal(true).optional(),
    })
    .nullable()
    .default(null),
  /** The session began while the records were silent: a card that comes later is learned then. */
  unrecognised: z.boolean().default(false),
  /** When a person of the team last closed the conversation and gave it back. */
  personLeftAt: instant.nullable().default(null),
  /** Messages that were announced and could not be opened yet. */
  unopened: z
    .array(z.object({ id: z.string().max(22), until: instant }))
    .max(UNOPENED_MAX)
    .default([]),
  /** The advertisement over which the patient came, until a session begins with it. */
  ad: z
    .object({ title: z.string().max(VALUE_LENGTH_MAX), at: instant })
    .nullable()
    .default(null),
  /** When a person was called because the bot is switched off. */
  offCalledAt: instant.nullable().default(null),
  seen: z.array(z.string().max(22)).max(SEEN_EVENT_IDS_MAX),
});
export type ConversationState = z.infer<typeof ConversationState>;

/** State of a contact that never wrote. `now` in epoch milliseconds. */
export function initialState(now: number): ConversationState {
  return {
    version: 1,
    step: null,
    flowVersion: null,
    sessionStartedAt: now,
    lastActivityAt: now,
    address: null,
    language: "pt",
    languageBy: "default",
    mode: "bot",
    humanUntil: null,
    handedOver: null,
    optedOut: false,
    knownBefore: false,
    optedInAt: null,
    parked: null,
    merged: null,
    values: {},
    trail: [],
    invalidCount: 0,
    resentCount: 0,
    repeats: {},
    openPrompt: null,
    timers: {},
    pendingInput: null,
    waiting: null,
    confirming: null,
    voices: [],
    concern: null,
    unease: [],
    suspended: null,
    reminder: null,
    calls: [],
    told: {},
    messageCount: 0,
    kindNoted: null,
    lateNotedAt: null,
    callNotedAt: null,
    emergencyAt: null,
    emergency: null,
    unrecognised: false,
    personLeftAt: null,
    unopened: [],
    ad: null,
    offCalledAt: null,
    seen: [],
  };
}
