import { OUTPUTS } from "../src/reader/outputs.ts";
import type { Fitted } from "./fit.ts";
import { featuresOf, matrixOf, type Said } from "./matrix.ts";

/** Scores of each sample before they become probabilities. */
export function scoresOf(fitted: Fitted, samples: readonly Said[]): Float64Array[] {
  const { hidden, embeddings, mixing, direct, rectified } = fitted;
  const features = featuresOf(samples);
  const { starts, rows, values } = matrixOf(features, fitted.keys);
  return samples.map((_, index) => {
    const units = Float64Array.from(fitted.hiddenBias);
    const outputs = Float64Array.from(fitted.bias);
    for (let at = starts[index]!; at < starts[index + 1]!; at++) {
      const [row, value] = [rows[at]!, values[at]!];
      for (let unit = 0; unit < hidden; unit++) units[unit]! += embeddings[row * hidden + unit]! * value;
      if (!direct) continue;
      for (let output = 0; output < OUTPUTS.count; output++)
        outputs[output]! += direct[row * OUTPUTS.count + output]! * value;
    }
    if (rectified) for (let unit = 0; unit < hidden; unit++) units[unit] = Math.max(0, units[unit]!);
    for (let output = 0; output < OUTPUTS.count; output++)
      for (let unit = 0; unit < hidden; unit++) outputs[output]! += mixing[output * hidden + unit]! * units[unit]!;
    return outputs;
  });
}
