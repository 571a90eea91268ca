import { z } from "zod";
import { Language } from "./language.ts";

const confidence = z.number().min(0).max(1);
const name = z.string().regex(/^[a-z][a-z0-9_]{0,47}$/);

/** What a flow's question may ask for. A message is read against the one that is open; `start` is before any. */
export const QUESTIONS = [
  ...["start", "name", "name_confirmation", "menu", "for_whom", "patient_name", "birth_date", "relation", "service"],
  ...["modality", "insurance", "preference", "summary", "appointment", "anything_else", "waiting"],
] as const;

/** A dialogue act: `answer`, `ask:price`, `request:book`, `social:grief`. */
export const ActName = z.string().regex(/^[a-z][a-z_]{0,31}(?::[a-z][a-z0-9_]{0,31}){0,2}$/);

/** `certain` interrupts whatever is under way; of `possible` the bot asks, kindly, and the team is told. */
export const DANGER_TIERS = ["certain", "possible"] as const;
export type DangerTier = (typeof DANGER_TIERS)[number];

export const DANGER_WORDS_LENGTH_MAX = 120;
export const Danger = z.object({
  tier: z.enum(DANGER_TIERS),
  kind: z.string().max(48),
  /** The words it was seen in, for the team's note. */
  words: z.string().max(DANGER_WORDS_LENGTH_MAX).optional(),
  /** The language of these words, as far as so few can tell: help is offered in it. */
  language: Language.optional(),
});
export type Danger = z.infer<typeof Danger>;

/** `byForm`: the flow told it by the form of the words, and no reader weighed them. */
const ReadAct = z.object({ act: ActName, confidence, byForm: z.literal(true).optional() });

export const CLAUSES_MAX = 8;
export const CLAUSE_LENGTH_MAX = 200;

/** What a message does, read against the open question. */
export const Reading = z.object({
  question: name,
  /** Everything it does, surest first. */
  acts: z.array(ReadAct).max(8),
  /** What it says of slots with a closed set of values (`for_whom`: `relative`), whatever was asked; surest first. */
  values: z.array(z.object({ slot: name, value: z.string().max(48), confidence })).max(12),
  danger: Danger.nullable(),
  /** How likely a danger is, also where it is too unlikely to be told; turns of before do not know. */
  risk: z.object({ any: confidence, certain: confidence }).optional(),
  /** The same read a second time, by sentences and without the open question: for what was not understood at first. */
  again: z
    .object({
      acts: z.array(ReadAct).max(8),
      values: z.array(z.object({ slot: name, value: z.string().max(48), confidence })).max(12),
    })
    .optional(),
  /** Of a message of several clauses each by itself, in their order: what is told beside the answer, and which part asks. */
  clauses: z
    .array(
      z.object({
        text: z.string().max(CLAUSE_LENGTH_MAX),
        /** Part of a question. */
        asked: z.literal(true).optional(),
        acts: z.array(ReadAct).max(4),
        values: z.array(z.object({ slot: name, value: z.string().max(48), confidence })).max(6),
      }),
    )
    .max(CLAUSES_MAX)
    .optional(),
});
export type Reading = z.infer<typeof Reading>;
