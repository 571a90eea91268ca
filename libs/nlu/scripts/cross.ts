import { LANGUAGES, type Language } from "../src/language-code.ts";
import { calibrated, type LeftOut } from "./calibrate.ts";
import type { Done } from "./fit-worker.ts";
import { foldsOf } from "./folds.ts";
import { outcomeOfScores } from "./outcome.ts";
import { fitAll } from "./pool.ts";
import { neutralHead } from "./quantise.ts";
import { report } from "./report.ts";

/** By fold: what weights that never saw a writer made of that writer's lines. */
export const leftOutOf = (lang: Language, done: readonly Done[]): LeftOut[][] =>
  foldsOf(lang).map((fold, index) => fold.map((example, at) => ({ example, scores: done[index]!.scores[at]! })));

/** Prints how writers left out were read, each calibrated on the others. */
export function reportLeftOut(lang: Language, left: readonly LeftOut[][], byAct: boolean): void {
  const outcomes = left.flatMap((own, index) => {
    const head = calibrated(neutralHead(), left.filter((_, other) => other !== index).flat());
    return own.map((each) => outcomeOfScores(each, head));
  });
  const writers = new Set(outcomes.map(({ example }) => example.writer)).size;
  report(`${lang}, leaving out each of ${writers} writers`, outcomes, byAct);
}

/** Prints how well writers are read whom the weights have never seen. */
export async function cross(byAct: boolean): Promise<void> {
  const jobs = LANGUAGES.flatMap((lang) => foldsOf(lang).map((_, fold) => ({ lang, fold })));
  const done = await fitAll(jobs);
  for (const lang of LANGUAGES) {
    const own = done.filter((_, index) => jobs[index]!.lang === lang);
    reportLeftOut(lang, leftOutOf(lang, own), byAct);
  }
}
