import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { LANGUAGES, type Language } from "../src/language-code.ts";
import { bytesOf, storedOf } from "../src/reader/stored.ts";
import { calibrated } from "./calibrate.ts";
import { leftOutOf, reportLeftOut } from "./cross.ts";
import { dataDirectory } from "./examples.ts";
import type { Job } from "./fit-worker.ts";
import { foldsOf } from "./folds.ts";
import { languageWords } from "./language-words.ts";
import { fitAll } from "./pool.ts";
import { vocabularyOf } from "./vocabulary.ts";

const model = (file: string) => join(dataDirectory, "model", file);

/** The folds of a language, and all of it. */
const jobsOf = (lang: Language): Job[] => [...foldsOf(lang).map((_, fold) => ({ lang, fold })), { lang, fold: null }];

/** Writes the weights that the package reads: fitted to all writers, calibrated on writers left out; and prints how those were read. */
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
    const head = calibrated(stored.head, left.flat());
    writeFileSync(model(`reader.${lang}.bin`), bytesOf({ ...stored, head }));
    console.log(
      `${lang}: ${stored.head.features} features, calibrated on ${left.flat().length} lines of writers left out`,
    );
    console.log(`  temperature ${head.temperature.toFixed(1)}, dangers from ${JSON.stringify(head.danger)}`);
    reportLeftOut(lang, left, true);
  }
}
