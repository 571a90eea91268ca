import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { lexiconsOf } from "../src/intents/concepts.ts";
import { LANGUAGES } from "../src/language-code.ts";
import { eachFeature } from "../src/reader/features.ts";
import { fold } from "../src/text/fold.ts";
import { spelledOut } from "../src/text/words.ts";

const lines = readFileSync(new URL("../data/concepts/senses.txt", import.meta.url), "utf8")
  .trim()
  .split("\n");
const wordsOf = (line: string, column: number) => line.split(": ")[1]!.split("|")[column]!.trim().split(" ");

test.each(LANGUAGES.map((lang, column) => [lang, column] as const))(
  "every sense has words in %s, as messages are spelt, and no word has two senses",
  (lang, column) => {
    const words = lines.flatMap((line) => wordsOf(line, column));
    expect(words).not.toContain("");
    expect(new Set(words).size).toBe(words.length);
    const whole = words.filter((word) => !word.endsWith("*"));
    expect(whole.filter((word) => spelledOut(fold(word), lang).join(" ") !== word)).toEqual([]);
  },
);

/** Features of a message of these words, at one question. */
function featuresOf(text: string, lang: (typeof LANGUAGES)[number]): Set<number> {
  const found = new Set<number>();
  eachFeature({ words: text.split(" "), marks: [] }, "menu", lexiconsOf(lang), (hash) => found.add(hash));
  return found;
}

test("what is told in three languages has features in common that what is told otherwise has not", () => {
  const [pt, es, en] = [
    featuresOf("minha esposa engoliu comprimidos", "pt"),
    featuresOf("mi mujer trago pastillas", "es"),
    featuresOf("my wife swallowed tablets", "en"),
  ];
  const other = featuresOf("my wife forgot tablets", "en");
  const inAll = [...pt].filter((hash) => es.has(hash) && en.has(hash));
  expect(inAll.filter((hash) => !other.has(hash)).length).toBeGreaterThanOrEqual(4);
});
