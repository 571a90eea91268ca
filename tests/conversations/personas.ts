import { readFileSync } from "node:fs";
import { LANGUAGES, type Language } from "@acolhe/events";
import { Records } from "@acolhe/flows";
import { z } from "zod";

const words = z.array(z.string().min(1)).min(1);
const facts = z.object({
  name: z.string(),
  for_whom: z.enum(["self", "child", "relative", "several"]).optional(),
  patient_name: z.string().optional(),
  birth_date: z.iso.date().optional(),
  age: z.string().optional(),
  relation: z.string().optional(),
  service: z.string().optional(),
  modality: z.enum(["clinic", "video"]).optional(),
  insurance: z.string().optional(),
  preference: z.string().optional(),
});
export type PersonaFacts = z.infer<typeof facts>;

/** A person who writes to the clinic: what is true of them, and their own words. README.md tells the format. */
export const Persona = z.object({
  id: z.string(),
  lang: z.enum(LANGUAGES),
  who: z.string(),
  goal: z.string(),
  facts,
  records: Records.optional(),
  opening: words,
  answers: z.record(z.string(), words),
  interjections: z.array(z.object({ at: z.string(), say: z.string(), acts: z.string().default("") })).default([]),
  changes: z
    .array(
      z.object({
        at: z.string(),
        say: z.string(),
        facts: facts.partial().transform((changed) => changed as Partial<PersonaFacts>),
      }),
    )
    .default([]),
  expect: z.object({
    danger: z.object({ tier: z.enum(["certain", "possible"]), kind: z.string() }).nullable(),
    opted_out: z.boolean(),
    team_must_know: z.array(z.string()),
  }),
});
export type Persona = z.infer<typeof Persona>;

export const PARTS = [
  "dev",
  "dev2",
  "dev3",
  "dev4",
  "dev5",
  "dev6",
  "dev7",
  "dev8",
  "dev9",
  "corrections",
  "corrections-test",
  "test",
] as const;
export type Part = (typeof PARTS)[number];
/** Parts that nobody reads or mends by. */
const CLOSED_PARTS: ReadonlySet<Part> = new Set(["corrections-test", "test"]);
/** Parts that are read, and that what failed is mended by. */
export const OPEN_PARTS: readonly Part[] = PARTS.filter((part) => !CLOSED_PARTS.has(part));

export const personasOf = (part: Part): Persona[] => LANGUAGES.flatMap((language) => inFile(part, language));

function inFile(part: Part, language: Language): Persona[] {
  const text = readFileSync(new URL(`./personas/${part}/${language}.jsonl`, import.meta.url), "utf8");
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => Persona.parse(JSON.parse(line)));
}
