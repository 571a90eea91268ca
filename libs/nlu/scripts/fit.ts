import { lexiconOf } from "../src/intents/concepts.ts";
import { type StoredModel, softmax, vectorOf } from "../src/intents/weights.ts";
import { seeded, shuffled } from "./random.ts";

export interface Sample {
  readonly words: readonly string[];
  readonly label: number;
  readonly weight: number;
}

export interface FitOptions {
  readonly lexicon: string;
  readonly classes: readonly string[];
  readonly buckets: number;
  readonly epochs: number;
  readonly rate: number;
  readonly decay: number;
  readonly smoothing: number;
  readonly seed: number;
}

/** Multinomial logistic regression by Adagrad. The same samples and seed give the same weights. */
export function fit(samples: readonly Sample[], options: FitOptions): StoredModel {
  const { classes, buckets, epochs, rate, decay, smoothing } = options;
  const count = classes.length;
  const weights = new Float32Array(buckets * count);
  const squares = new Float32Array(buckets * count).fill(0.1);
  const bias = new Float64Array(count);
  const vectors = samples.map(({ words }) => [...vectorOf(words, lexiconOf(options.lexicon), buckets)]);
  const random = seeded(options.seed);
  for (let epoch = 0; epoch < epochs; epoch++) {
    const step = rate * (1 - epoch / (epochs + 1));
    for (const index of shuffled([...samples.keys()], random)) {
      const { label, weight } = samples[index]!;
      const vector = vectors[index]!;
      const scores = Float64Array.from(bias);
      for (const [bucket, value] of vector)
        for (let column = 0; column < count; column++) scores[column]! += weights[bucket * count + column]! * value;
      const errors = softmax(scores);
      for (let column = 0; column < count; column++)
        errors[column] = (errors[column]! - (column === label ? 1 - smoothing : smoothing / (count - 1))) * weight;
      for (const [bucket, value] of vector) {
        for (let column = 0; column < count; column++) {
          const at = bucket * count + column;
          const gradient = errors[column]! * value + decay * weights[at]!;
          squares[at]! += gradient * gradient;
          weights[at]! -= (step * gradient) / Math.sqrt(squares[at]!);
        }
      }
      for (let column = 0; column < count; column++) bias[column]! -= 0.02 * step * errors[column]!;
    }
  }
  return stored(options, weights, bias);
}

function stored({ lexicon, classes, buckets }: FitOptions, weights: Float32Array, bias: Float64Array): StoredModel {
  const scale = classes.map((_, column) => {
    let largest = 1e-9;
    for (let bucket = 0; bucket < buckets; bucket++)
      largest = Math.max(largest, Math.abs(weights[bucket * classes.length + column]!));
    return largest / 127;
  });
  const bytes = Int8Array.from(weights, (weight, at) => Math.round(weight / scale[at % classes.length]!));
  return {
    lexicon,
    classes,
    buckets,
    temperature: 1,
    bias: [...bias].map((value) => Number(value.toFixed(4))),
    scale: scale.map((value) => Number(value.toPrecision(6))),
    weights: Buffer.from(bytes.buffer).toString("base64"),
  };
}
