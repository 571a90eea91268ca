import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { LANGUAGES, type Language } from "../src/language-code.ts";
import { bytesOf, storedOf } from "../src/reader/stored.ts";
import { calibrated, type LeftOut } from "./calibrate.ts";
import { dataDirectory } from "./examples.ts";
import type { Done, Job } from "./fit-worker.ts";
import { foldsOf } from "./folds.ts";
import { languageWords } from "./language-words.ts";
import { fitAll } from "./pool.ts";
import { vocabularyOf } from "./vocabulary.ts";

const model = (file: string) => join(dataDirectory, "model", file);

/** The folds of a language, and all of it. */
const jobsOf = (lang: Language): Job[] => [...foldsOf(lang).map((_, fold) => ({ lang, fold })), { lang, fold: null }];

/** What weights that never saw a writer made of that writer's lines. */
function leftOutOf(lang: Language, done: readonly Done[]): LeftOut[] {
  return foldsOf(lang).flatMap((fold, index) =>
    fold.map((example, at) => ({ example, scores: done[index]!.scores[at]! })),
  );
}

/** Writes the weights that the package reads: fitted to all writers, calibrated on writers left out. */
export async function train(): Promise<void> {
  mkdirSync(join(dataDirectory, "model"), { recursive: true });
  for (const lang of LANGUAGES) writeFileSync(model(`vocabulary.${lang}.txt`), vocabularyOf(lang));
  writeFileSync(model("languages.txt"), languageWords());
  const jobs = LANGUAGES.flatMap(jobsOf);
  const done = await fitAll(jobs);
  for (const lang of LANGUAGES) {
    const own = done.filter((_, index) => jobs[index]!.lang === lang);
    const stored = storedOf(own.at(-1)!.bytes);
    const left = leftOutOf(lang, own);
    const head = calibrated(stored.head, left);
    writeFileSync(model(`reader.${lang}.bin`), bytesOf({ ...stored, head }));
    console.log(`${lang}: ${stored.head.features} features, calibrated on ${left.length} lines of writers left out`);
    console.log(`  temperature ${head.temperature.toFixed(1)}, dangers from ${JSON.stringify(head.danger)}`);
  }
}
