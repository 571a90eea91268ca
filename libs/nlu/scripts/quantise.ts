import { OUTPUTS } from "../src/reader/outputs.ts";
import type { Head, Stored } from "../src/reader/stored.ts";
import type { Fitted } from "./fit.ts";

const STEPS = 127;

/** Weights as bytes, one scale an output, not yet calibrated. */
export function rounded({ keys, direct, bias }: Fitted): Stored {
  if (!direct) throw new Error("Only weights from features to outputs are kept");
  const scale = Array.from({ length: OUTPUTS.count }, (_, output) => {
    let largest = 1e-9;
    for (let at = output; at < direct.length; at += OUTPUTS.count) largest = Math.max(largest, Math.abs(direct[at]!));
    return Number((largest / STEPS).toPrecision(6));
  });
  const weights = Int8Array.from(direct, (weight, at) => Math.round(weight / scale[at % OUTPUTS.count]!));
  const head = {
    ...neutralHead(),
    features: keys.length,
    scale,
    bias: Array.from(bias, (value) => Number(value.toFixed(4))),
  };
  return { head, keys, weights };
}

/** Scores as they are: nothing calibrated, dangers from one half. */
export function neutralHead(): Head {
  const each = (value: number) => Array.from({ length: OUTPUTS.count }, () => value);
  return {
    features: 1,
    ...{ scale: each(1), bias: each(0), slope: each(1), offset: each(0), temperature: 1 },
    danger: {
      weights: [1, 0, 0, 0, 0, 0, 0, 0],
      certainWeights: [0, 0, 1, 0, 0, 0, 0, 0],
      anywhere: { certain: 0.5, possible: 0.5 },
      family: { certain: 0.5, possible: 0.5 },
    },
  };
}
