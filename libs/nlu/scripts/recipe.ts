import type { Language } from "../src/language-code.ts";
import type { FitOptions } from "./fit.ts";

/** How the weights are fitted. What else was tried is in `npm run nlu:compare`. */
export const RECIPE: Omit<FitOptions, "lexicons"> = {
  keptMax: 34_000,
  countMin: 2,
  hidden: 0,
  rectified: false,
  direct: true,
  epochs: 15,
  rate: 1,
  decay: 1e-6,
  dropout: 0.1,
  seed: 1,
};

/** Kinds of things that words name: for wishes, and for dangers. */
export const lexiconNames = (lang: Language): string[] => [lang, `flags.${lang}`];

export const SAMPLES_SEED = 7;
