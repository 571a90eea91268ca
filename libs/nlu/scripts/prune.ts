import { OUTPUTS } from "../src/reader/outputs.ts";
import type { Fitted } from "./fit.ts";

/** Only the features that move outputs most: by how often they stand in samples and how large their weights are. */
export function pruned(fitted: Fitted, keptMax: number): Fitted {
  const { keys, counts, direct } = fitted;
  if (!direct || keys.length <= keptMax) return fitted;
  const worth = Float64Array.from(keys, (_, row) => {
    let squares = 0;
    for (let at = row * OUTPUTS.count; at < (row + 1) * OUTPUTS.count; at++) squares += direct[at]! ** 2;
    return squares * counts[row]!;
  });
  const rows = Uint32Array.from(keys.keys())
    .sort((a, b) => worth[b]! - worth[a]! || a - b)
    .slice(0, keptMax)
    .sort();
  const kept = new Float32Array(rows.length * OUTPUTS.count);
  for (const [to, row] of rows.entries())
    kept.set(direct.subarray(row * OUTPUTS.count, (row + 1) * OUTPUTS.count), to * OUTPUTS.count);
  return { ...fitted, keys: rows.map((row) => keys[row]!), counts: rows.map((row) => counts[row]!), direct: kept };
}
