import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Language } from "../language-code.ts";
import { conceptOf, type Lexicon, lexiconOf } from "./concepts.ts";
import { featuresOf } from "./features.ts";

/** A trained linear model as it is kept: eight bits a weight, one scale a class. */
export interface StoredModel {
  /** Which words name which kinds of things. */
  readonly lexicon: string;
  readonly classes: readonly string[];
  readonly buckets: number;
  readonly temperature: number;
  readonly bias: readonly number[];
  readonly scale: readonly number[];
  /** Base64 of signed bytes, bucket by bucket, one byte a class. */
  readonly weights: string;
}

export interface Model {
  readonly version: string;
  readonly classes: readonly string[];
  /** Probabilities in the order of the classes. */
  probabilities(words: readonly string[]): Float64Array;
}

/** Beside words and their pairs, pieces of words count less, for there are many more of them. */
const PIECE_VALUE = 0.45;

/** The message as a sparse vector of length one. */
export function vectorOf(words: readonly string[], lexicon: Lexicon, buckets: number): Map<number, number> {
  const concepts = words.map((word) => conceptOf(word, lexicon));
  const features = featuresOf(words, concepts, buckets);
  const vector = new Map<number, number>();
  for (const bucket of features.pieces) vector.set(bucket, PIECE_VALUE);
  for (const bucket of features.words) vector.set(bucket, 1);
  let squares = 0;
  for (const value of vector.values()) squares += value * value;
  const norm = Math.sqrt(squares) || 1;
  for (const [bucket, value] of vector) vector.set(bucket, value / norm);
  return vector;
}

export function softmax(scores: Float64Array): Float64Array {
  let largest = Number.NEGATIVE_INFINITY;
  for (const score of scores) largest = Math.max(largest, score);
  let sum = 0;
  for (let index = 0; index < scores.length; index++) {
    scores[index] = Math.exp(scores[index]! - largest);
    sum += scores[index]!;
  }
  for (let index = 0; index < scores.length; index++) scores[index]! /= sum;
  return scores;
}

export function modelOf(stored: StoredModel, version: string): Model {
  const { classes, buckets, temperature, bias, scale } = stored;
  const lexicon = lexiconOf(stored.lexicon);
  const weights = new Int8Array(Buffer.from(stored.weights, "base64"));
  return {
    version,
    classes,
    probabilities(words) {
      const count = classes.length;
      const sums = new Float64Array(count);
      for (const [bucket, value] of vectorOf(words, lexicon, buckets)) {
        const row = bucket * count;
        for (let column = 0; column < count; column++) sums[column] = sums[column]! + weights[row + column]! * value;
      }
      return softmax(sums.map((sum, column) => (sum * scale[column]! + bias[column]!) / temperature));
    },
  };
}

/** Reads a model that is part of this package; its version is the hash of its bytes. */
export function loadModel(name: `intents.${Language}` | `flags.${Language}`): Model {
  const bytes = readFileSync(new URL(`../../data/model/${name}.json`, import.meta.url));
  const version = createHash("sha256").update(bytes).digest("base64url").slice(0, 12);
  return modelOf(JSON.parse(bytes.toString("utf8")), version);
}
