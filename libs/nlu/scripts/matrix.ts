import { lexiconsOf } from "../src/intents/concepts.ts";
import { LANGUAGES } from "../src/language-code.ts";
import { eachFeature } from "../src/reader/features.ts";
import type { Sample } from "./samples.ts";

/** Samples as rows of one sparse matrix. */
export interface Matrix {
  readonly starts: Uint32Array;
  readonly rows: Uint32Array;
  readonly values: Float32Array;
}

export interface Features {
  readonly hashes: number[];
  readonly values: number[];
}

/** What of a sample features are made from. */
export type Said = Pick<Sample, "tokens" | "question" | "lang">;

export function featuresOf(samples: readonly Said[]): Features[] {
  const lexicons = new Map(LANGUAGES.map((lang) => [lang, lexiconsOf(lang)]));
  return samples.map(({ tokens, question, lang }) => {
    const [hashes, values]: number[][] = [[], []];
    eachFeature(tokens, question, lexicons.get(lang)!, (hash, value) => {
      hashes!.push(hash);
      values!.push(value);
    });
    return { hashes: hashes!, values: values! };
  });
}

/** The most frequent features, in ascending order of hash, and how often they stand. */
export function fittedKeys(
  features: readonly Features[],
  { fittedMax, countMin }: { fittedMax: number; countMin: number },
) {
  const counts = new Map<number, number>();
  for (const { hashes } of features) for (const hash of new Set(hashes)) counts.set(hash, (counts.get(hash) ?? 0) + 1);
  const frequent = [...counts].filter(([, count]) => count >= countMin);
  frequent.sort(([a, n], [b, m]) => m - n || a - b);
  const keys = Uint32Array.from(frequent.slice(0, fittedMax), ([hash]) => hash).sort();
  return { keys, counts: keys.map((key) => counts.get(key)!) };
}

export function matrixOf(features: readonly Features[], keys: Uint32Array): Matrix {
  const rowOf = new Map(Array.from(keys, (key, row) => [key, row] as const));
  const starts = new Uint32Array(features.length + 1);
  const rows: number[] = [];
  const values: number[] = [];
  for (const [index, { hashes, values: counts }] of features.entries()) {
    let squares = 0;
    for (const [at, hash] of hashes.entries()) if (rowOf.has(hash)) squares += counts[at]! ** 2;
    const norm = Math.sqrt(squares) || 1;
    for (const [at, hash] of hashes.entries()) {
      const row = rowOf.get(hash);
      if (row === undefined) continue;
      rows.push(row);
      values.push(counts[at]! / norm);
    }
    starts[index + 1] = rows.length;
  }
  return { starts, rows: Uint32Array.from(rows), values: Float32Array.from(values) };
}
