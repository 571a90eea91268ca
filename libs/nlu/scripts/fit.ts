import { OUTPUTS } from "../src/reader/outputs.ts";
import { UNTOLD } from "./corpus.ts";
import { featuresOf, fittedKeys, type Matrix, matrixOf } from "./matrix.ts";
import { seeded, shuffled } from "./random.ts";
import type { Sample } from "./samples.ts";

export interface FitOptions {
  /** Features fitted: the most frequent ones. */
  readonly fittedMax: number;
  /** Samples that a feature has to stand in. */
  readonly countMin: number;
  /** Units between features and outputs. */
  readonly hidden: number;
  /** Whether a unit is cut off below nothing; without it they only average. */
  readonly rectified: boolean;
  /** Whether features also reach outputs directly. */
  readonly direct: boolean;
  readonly epochs: number;
  readonly rate: number;
  readonly decay: number;
  /** Share of features left out at each step, so that none is relied on alone. */
  readonly dropout: number;
  readonly seed: number;
}

/** Fitted weights, before they are rounded to bytes. Rows are features. */
export interface Fitted {
  readonly keys: Uint32Array;
  /** In how many samples each feature stands. */
  readonly counts: Uint32Array;
  readonly hidden: number;
  readonly rectified: boolean;
  readonly embeddings: Float32Array;
  readonly hiddenBias: Float32Array;
  readonly mixing: Float32Array;
  readonly direct: Float32Array | null;
  readonly bias: Float32Array;
}

/** Errors smaller than this teach nothing worth the time. */
const ERROR_MIN = 0.004;
const INITIAL_SQUARE = 0.1;
/** A sample whose largest error was smaller than this is passed over most times: it costs as much as one that teaches. */
const LEARNED_BELOW = 0.02;
const PASSED_SHARE = 0.75;

/** Logistic outputs, and one softmax of intents, by Adagrad. The same samples and seed give the same weights. */
export function fit(samples: readonly Sample[], options: FitOptions): Fitted {
  const features = featuresOf(samples);
  const { keys, counts } = fittedKeys(features, options);
  const matrix = matrixOf(features, keys);
  const fitter = new Fitter(matrix, samples, keys.length, options);
  const random = seeded(options.seed);
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    fitter.step = options.rate * (1 - epoch / (options.epochs + 1));
    for (const index of shuffled([...samples.keys()], random)) fitter.learn(index, random);
  }
  return { ...fitter.fitted(), keys, counts };
}

class Fitter {
  readonly #matrix: Matrix;
  readonly #samples: readonly Sample[];
  readonly #options: FitOptions;
  readonly #embeddings: Float32Array;
  readonly #embeddingSquares: Float32Array;
  readonly #hiddenBias: Float32Array;
  readonly #mixing: Float32Array;
  readonly #mixingSquares: Float32Array;
  readonly #direct: Float32Array | null;
  readonly #directSquares: Float32Array | null;
  readonly #bias: Float32Array;
  readonly #hidden: Float64Array;
  readonly #back: Float64Array;
  readonly #outputs = new Float64Array(OUTPUTS.count);
  readonly #wrong = new Uint16Array(OUTPUTS.count);
  readonly #rows = new Uint32Array(200_000);
  readonly #values = new Float64Array(200_000);
  /** By sample: the largest error when it was last looked at. */
  readonly #largestErrors: Float32Array;
  step = 0;

  constructor(matrix: Matrix, samples: readonly Sample[], features: number, options: FitOptions) {
    const { hidden } = options;
    this.#matrix = matrix;
    this.#samples = samples;
    this.#largestErrors = new Float32Array(samples.length).fill(1);
    this.#options = options;
    const random = seeded(options.seed + 1);
    this.#embeddings = new Float32Array(features * hidden).map(() => (random() - 0.5) * 0.3);
    this.#embeddingSquares = new Float32Array(features * hidden).fill(INITIAL_SQUARE);
    this.#hiddenBias = new Float32Array(hidden).fill(options.rectified ? 0.1 : 0);
    this.#mixing = new Float32Array(OUTPUTS.count * hidden).map(() => ((random() - 0.5) * 2) / Math.sqrt(hidden || 1));
    this.#mixingSquares = new Float32Array(OUTPUTS.count * hidden).fill(1);
    this.#direct = options.direct ? new Float32Array(features * OUTPUTS.count) : null;
    this.#directSquares = options.direct ? new Float32Array(features * OUTPUTS.count).fill(INITIAL_SQUARE) : null;
    this.#bias = new Float32Array(OUTPUTS.count).fill(-2);
    this.#hidden = new Float64Array(hidden);
    this.#back = new Float64Array(hidden);
  }

  learn(index: number, random: () => number): void {
    if (this.#largestErrors[index]! < LEARNED_BELOW && random() < PASSED_SHARE) return;
    const count = this.#take(index, random);
    this.#forward(count);
    const sample = this.#samples[index]!;
    const wrong = this.#errors(sample);
    let largest = 0;
    for (let at = 0; at < wrong; at++) largest = Math.max(largest, Math.abs(this.#outputs[this.#wrong[at]!]!));
    this.#largestErrors[index] = largest;
    if (wrong > 0) this.#backward(count, wrong);
  }

  /** The features of a sample, some left out. */
  #take(index: number, random: () => number): number {
    const { starts, rows, values } = this.#matrix;
    const { dropout } = this.#options;
    let count = 0;
    for (let at = starts[index]!; at < starts[index + 1]!; at++) {
      if (dropout > 0 && random() < dropout) continue;
      this.#rows[count] = rows[at]!;
      this.#values[count++] = values[at]!;
    }
    return count;
  }

  #forward(count: number): void {
    const { hidden, rectified } = this.#options;
    const [units, outputs, width] = [this.#hidden, this.#outputs, OUTPUTS.count];
    const [embeddings, mixing, direct] = [this.#embeddings, this.#mixing, this.#direct];
    for (let unit = 0; unit < hidden; unit++) units[unit] = this.#hiddenBias[unit]!;
    for (let output = 0; output < width; output++) outputs[output] = this.#bias[output]!;
    for (let at = 0; at < count; at++) {
      const value = this.#values[at]!;
      const row = this.#rows[at]!;
      for (let unit = 0, from = row * hidden; unit < hidden; unit++) units[unit]! += embeddings[from + unit]! * value;
      if (direct)
        for (let output = 0, from = row * width; output < width; output++)
          outputs[output]! += direct[from + output]! * value;
    }
    if (hidden === 0) return;
    if (rectified) for (let unit = 0; unit < hidden; unit++) if (units[unit]! < 0) units[unit] = 0;
    for (let output = 0; output < width; output++) {
      let sum = outputs[output]!;
      for (let unit = 0, from = output * hidden; unit < hidden; unit++) sum += mixing[from + unit]! * units[unit]!;
      outputs[output] = sum;
    }
  }

  /** Turns outputs into errors, and lists those large enough to learn from. */
  #errors({ targets, weight }: Sample): number {
    const outputs = this.#outputs;
    let wrong = 0;
    for (let output = 0; output < OUTPUTS.intents; output++) {
      if (targets[output] === UNTOLD) continue;
      const error = (1 / (1 + Math.exp(-outputs[output]!)) - targets[output]!) * weight;
      outputs[output] = error;
      if (Math.abs(error) > ERROR_MIN) this.#wrong[wrong++] = output;
    }
    if (targets[OUTPUTS.intents] === UNTOLD) return wrong;
    let largest = -Infinity;
    for (let output: number = OUTPUTS.intents; output < OUTPUTS.count; output++)
      largest = Math.max(largest, outputs[output]!);
    let sum = 0;
    for (let output: number = OUTPUTS.intents; output < OUTPUTS.count; output++)
      sum += Math.exp(outputs[output]! - largest);
    for (let output: number = OUTPUTS.intents; output < OUTPUTS.count; output++) {
      const error = (Math.exp(outputs[output]! - largest) / sum - targets[output]!) * weight;
      outputs[output] = error;
      if (Math.abs(error) > ERROR_MIN) this.#wrong[wrong++] = output;
    }
    return wrong;
  }

  #backward(count: number, wrong: number): void {
    if (this.#direct) this.#backDirect(count, wrong);
    if (this.#options.hidden > 0) this.#backHidden(count, wrong);
    for (let at = 0; at < wrong; at++)
      this.#bias[this.#wrong[at]!]! -= 0.02 * this.step * this.#outputs[this.#wrong[at]!]!;
  }

  #backDirect(count: number, wrong: number): void {
    const [direct, squares, step, decay] = [this.#direct!, this.#directSquares!, this.step, this.#options.decay];
    for (let at = 0; at < count; at++) {
      const value = this.#values[at]!;
      const from = this.#rows[at]! * OUTPUTS.count;
      for (let item = 0; item < wrong; item++) {
        const output = this.#wrong[item]!;
        const place = from + output;
        const gradient = this.#outputs[output]! * value + decay * direct[place]!;
        squares[place]! += gradient * gradient;
        direct[place]! -= (step * gradient) / Math.sqrt(squares[place]!);
      }
    }
  }

  #backHidden(count: number, wrong: number): void {
    const { hidden, decay } = this.#options;
    const [units, back, mixing, mixingSquares, step] = [
      this.#hidden,
      this.#back,
      this.#mixing,
      this.#mixingSquares,
      this.step,
    ];
    back.fill(0);
    for (let item = 0; item < wrong; item++) {
      const output = this.#wrong[item]!;
      const error = this.#outputs[output]!;
      for (let unit = 0, from = output * hidden; unit < hidden; unit++) {
        const place = from + unit;
        back[unit]! += error * mixing[place]!;
        const gradient = error * units[unit]!;
        mixingSquares[place]! += gradient * gradient;
        mixing[place]! -= (step * gradient) / Math.sqrt(mixingSquares[place]!);
      }
    }
    if (this.#options.rectified) for (let unit = 0; unit < hidden; unit++) if (units[unit]! <= 0) back[unit] = 0;
    const [embeddings, squares] = [this.#embeddings, this.#embeddingSquares];
    for (let unit = 0; unit < hidden; unit++) this.#hiddenBias[unit]! -= 0.02 * step * back[unit]!;
    for (let at = 0; at < count; at++) {
      const value = this.#values[at]!;
      const from = this.#rows[at]! * hidden;
      for (let unit = 0; unit < hidden; unit++) {
        if (back[unit] === 0) continue;
        const place = from + unit;
        const gradient = back[unit]! * value + decay * embeddings[place]!;
        squares[place]! += gradient * gradient;
        embeddings[place]! -= (step * gradient) / Math.sqrt(squares[place]!);
      }
    }
  }

  fitted(): Omit<Fitted, "keys" | "counts"> {
    const { hidden, rectified } = this.#options;
    return {
      ...{ hidden, rectified, embeddings: this.#embeddings, hiddenBias: this.#hiddenBias },
      ...{ mixing: this.#mixing, direct: this.#direct, bias: this.#bias },
    };
  }
}
