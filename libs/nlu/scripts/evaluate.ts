import { join } from "node:path";
import { LANGUAGES, type Language } from "../src/index.ts";
import { dataDirectory } from "./examples.ts";
import { accuracy, confusions, macroF1, withInterval } from "./figures.ts";
import { countEntities, flaggedShare, guessFlags, guessIntents, microsecondsPerMessage } from "./measure.ts";
import { outcomesOfPart } from "./parts.ts";
import { report } from "./report.ts";
import { entityItems, flagItems, intentItems } from "./test-items.ts";

const PARTS = {
  frozen: "The frozen half of what test writers wrote",
  dev: "The dev half of what test writers wrote",
  strangers: "What others wrote after the weights were fitted",
} as const;

/** Prints how well the test part, the later part (seen since) and its unseen half are understood; or the items of one folder. */
export function evaluate(folder?: string): void {
  if (folder !== undefined) {
    evaluatePart(folder);
    return;
  }
  console.log("The test part");
  evaluatePart(join(dataDirectory, "test"));
  for (const [part, title] of Object.entries(PARTS)) {
    console.log(`\n${title}`);
    for (const lang of LANGUAGES) report(lang, outcomesOfPart(part as keyof typeof PARTS, lang));
  }
  console.log("\nThe later part: unseen at first, then the rules and the training data were mended by it");
  evaluatePart(join(dataDirectory, "later"));
  console.log("\nThe unseen part: the other half of the later set, which nothing was mended by");
  evaluatePart(join(dataDirectory, "unseen"));
}

function evaluatePart(directory: string): void {
  for (const lang of LANGUAGES) {
    printIntents(directory, lang);
    printFlags(directory, lang);
    printEntities(directory, lang);
  }
}

function printIntents(directory: string, lang: Language): void {
  const items = intentItems(directory, lang);
  if (items.length === 0) return;
  const guesses = guessIntents(items, lang);
  const texts = items.map(({ text }) => text);
  console.log(`\n${lang}: intents of ${items.length} messages`);
  console.log(`  accuracy ${withInterval(guesses, accuracy)}   macro F1 ${withInterval(guesses, macroF1)}`);
  console.log(`  ${microsecondsPerMessage(texts, lang).toFixed(0)} µs a message`);
  for (const line of confusions(guesses)) console.log(line);
}

function printFlags(directory: string, lang: Language): void {
  const items = flagItems(directory, lang);
  if (items.length === 0) return;
  const guesses = guessFlags(items, lang);
  const dangerous = guesses.filter((guess) => guess.dangerous);
  const harmless = guesses.filter((guess) => !guess.dangerous);
  const kinds = guesses.flatMap(({ kind }) => kind ?? []);
  console.log(`\n${lang}: ${dangerous.length} dangerous messages, ${harmless.length} harmless ones that look so`);
  console.log(`  recall ${withInterval(dangerous, (some) => flaggedShare(some, true))}`);
  console.log(`  false alarms ${withInterval(harmless, (some) => flaggedShare(some, false))}`);
  console.log(`  right kind ${withInterval(kinds, accuracy)}`);
  for (const line of confusions(kinds)) console.log(line);
}

function printEntities(directory: string, lang: Language): void {
  const items = entityItems(directory, lang);
  if (items.length === 0) return;
  console.log(`\n${lang}: values in ${items.length} messages\n  type         precision  recall  expected`);
  for (const [type, { right, found, expected }] of countEntities(items, lang)) {
    const share = (whole: number) => (whole === 0 ? "    –" : (right / whole).toFixed(3));
    console.log(
      `  ${type.padEnd(12)} ${share(found).padStart(9)} ${share(expected).padStart(7)} ${String(expected).padStart(9)}`,
    );
  }
}
