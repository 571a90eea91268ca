import type { Prepared } from "../intents/intent-words.ts";
import type { Tokens } from "./features.ts";

const FACES = /\p{Extended_Pictographic}/gu;
const FACES_MAX = 4;
/** Beyond the letters of the three languages, where faces begin. */
const HIGH = /[\u2000-\uffff]/;

/** What stands for a greeting in front, however it is worded. */
const GREETING = "zgreet";

export function tokensOf({ words, greets, folded }: Pick<Prepared, "words" | "greets" | "folded">): Tokens {
  const faces = HIGH.test(folded) ? [...new Set(folded.match(FACES))].slice(0, FACES_MAX) : [];
  const marks = folded.includes("?") ? ["?", ...faces] : faces;
  return { words: greets ? [GREETING, ...words] : words, marks };
}

const EXPECTED: Readonly<Record<string, "name" | "name_confirmation" | "birth_date">> = {
  name: "name",
  patient_name: "name",
  birth_date: "birth_date",
};

/** What a question lets a bare answer be. */
export const expectedBy = (question: string): "name" | "name_confirmation" | "birth_date" | null =>
  EXPECTED[question] ?? null;
