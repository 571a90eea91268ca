import { parentPort } from "node:worker_threads";
import type { Language } from "../src/language-code.ts";
import { Scorer } from "../src/reader/scorer.ts";
import { bytesOf } from "../src/reader/stored.ts";
import { fit } from "./fit.ts";
import { fittedWithout, foldsOf } from "./folds.ts";
import { pruned } from "./prune.ts";
import { rounded } from "./quantise.ts";
import { seeded } from "./random.ts";
import { KEPT_MAX, RECIPE, SAMPLES_SEED } from "./recipe.ts";
import { foreignSamples, samplesOf, tokensFor } from "./samples.ts";

/** Fit a language, without one fold where it is named. */
export interface Job {
  readonly lang: Language;
  readonly fold: number | null;
}

/** The weights as they would be kept, and of a fold the scores of the lines that were left out. */
export interface Done {
  readonly bytes: Uint8Array;
  readonly scores: Float64Array[];
}

function run({ lang, fold }: Job): Done {
  const own = samplesOf(fittedWithout(lang, fold), lang, seeded(SAMPLES_SEED));
  const samples = [...own, ...foreignSamples(lang)];
  const stored = rounded(pruned(fit(samples, RECIPE), KEPT_MAX));
  const bytes = bytesOf(stored);
  if (fold === null) return { bytes, scores: [] };
  const scorer = new Scorer(stored, lang);
  const left = foldsOf(lang)[fold]!;
  return {
    bytes,
    scores: left.map(({ text, question }) => scorer.scores(tokensFor(text, question, lang), question)),
  };
}

parentPort?.on("message", (job: Job) => parentPort?.postMessage(run(job)));
