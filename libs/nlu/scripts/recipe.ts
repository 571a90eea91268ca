import type { FitOptions } from "./fit.ts";

/** How the weights are fitted. What else was tried is in `npm run nlu:compare`. */
export const RECIPE: FitOptions = {
  fittedMax: 80_000,
  countMin: 2,
  hidden: 0,
  rectified: false,
  direct: true,
  epochs: 12,
  rate: 1,
  decay: 1e-4,
  dropout: 0.3,
  seed: 1,
};

export const SAMPLES_SEED = 7;

/** Features kept: with a byte for each output and four for the hash, under five megabytes. */
export const KEPT_MAX = 35_000;
