import type { Language } from "../src/language-code.ts";
import { fold } from "../src/text/fold.ts";
import { spelledOut } from "../src/text/words.ts";
import { drawn, trainingLines } from "./examples.ts";
import { handFiles } from "./hands.ts";
import { seeded } from "./random.ts";

/** Times a word has to occur before a slip is mended towards it. */
const FREQUENT = 2;

/** What is written large within a sentence is mostly a name, and a name is not to become a word that is none. */
export const withoutNames = (text: string) => text.replace(/(?<=[\p{L},] )\p{Lu}\p{Ll}+/gu, " ");

/** The words of the training data, most frequent first, the frequent ones with a star. */
export function vocabularyOf(lang: Language): string {
  const random = seeded(5);
  const counts = new Map<string, number>();
  const labelled = [...trainingLines("train", lang), ...trainingLines("train-flags", lang)];
  const sentences = labelled.flatMap(({ line }) => drawn(line, 8, random));
  const written = handFiles(lang).flatMap(({ lines }) => lines.map(({ text }) => withoutNames(text)));
  for (const sentence of [...sentences, ...written])
    for (const word of spelledOut(fold(sentence), lang)) counts.set(word, (counts.get(word) ?? 0) + 1);
  const words = [...counts]
    .filter(([word]) => /^[a-z]{2,}$/.test(word))
    .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  return `${words.map(([word, count]) => word + (count >= FREQUENT ? "*" : "")).join("\n")}\n`;
}
