import { z } from "zod";
import { Language } from "./common.ts";
import { Mode } from "./conversations.ts";

/** Something the bot keeps, as people call it. */
export const LearnedValue = z
  .object({ name: z.string(), label: z.string(), value: z.string() })
  .meta({ id: "LearnedValue" });

const called = { team: z.string(), reason: z.string(), label: z.string().describe("Completes: o paciente …") };

export const StateShown = z
  .object({
    step: z.string().nullable(),
    stepText: z.string().nullable().describe("What is asked there, as the flow calls it"),
    mode: Mode,
    language: Language,
    optedOut: z.boolean(),
    parked: z.boolean(),
    handedOver: z.object(called).nullable(),
    values: z.array(LearnedValue),
  })
  .meta({ id: "StateShown" });

const confidence = z.number().min(0).max(1);
const Understood = z.object({
  intent: z.string(),
  label: z.string().nullable().describe("What the patient wanted, in words; null: the flow has none for it"),
  confidence,
  alternatives: z.array(z.object({ intent: z.string(), confidence, label: z.string().nullable() })),
  language: Language.nullable(),
  version: z.string().describe("Name and version of the classifier"),
  question: z.string().nullable().describe("What was asked when it was read; null in turns of before"),
  acts: z.array(z.object({ act: z.string(), confidence })).describe("What the message does, surest first"),
  values: z.array(z.object({ slot: z.string(), value: z.string(), confidence })),
  found: z
    .array(z.object({ type: z.string(), value: z.string(), text: z.string().nullable(), label: z.string().nullable() }))
    .describe("What was found in the words; `text` is where"),
  danger: z
    .object({ certain: z.boolean(), kind: z.string(), label: z.string(), words: z.string().nullable() })
    .nullable(),
});

export const Why = z
  .object({
    turnSeq: z.int(),
    at: z.string(),
    rule: z.string(),
    sentence: z.string().describe("The rule in words, for the desk"),
    question: z.string().nullable().describe("What the rule's state asks, as the flow writes it in Portuguese"),
    matcher: z.string().nullable().describe("What the route that fired looks for, as the flow writes it"),
    event: z.object({ type: z.string(), at: z.string() }),
    heard: z.array(z.string()).describe("The words that were read for it"),
    flowVersion: z.string(),
    engineVersion: z.string(),
    before: StateShown.nullable().describe("Null: this was the first decision"),
    after: StateShown,
    facts: z.array(LearnedValue).describe("What was known besides words and state"),
    understanding: Understood.nullable().describe("As it was recorded then; null where nothing was read"),
    calls: z.array(z.object(called)).describe("Whom of the team it called"),
  })
  .meta({ id: "Why" });
