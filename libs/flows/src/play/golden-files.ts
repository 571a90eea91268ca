import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import type { Flow } from "@acolhe/conversation";
import { type Golden, playGolden } from "./golden.ts";

export interface Played {
  readonly name: string;
  /** Steps whose output differs from what is written, or is not written at all. */
  readonly differing: readonly number[];
  readonly visited: readonly string[];
}

/** The golden conversations of a flow's folder, by their names. */
export function readGoldens(folder: string): { readonly name: string; readonly golden: Golden }[] {
  const goldens = join(folder, "goldens");
  const files = existsSync(goldens) ? readdirSync(goldens).sort() : [];
  return files.map((name) => ({ name, golden: JSON.parse(readFileSync(join(goldens, name), "utf8")) }));
}

/** Plays every golden conversation of a flow's folder; `update` writes what came out, never what goes in. */
export function playGoldens(folder: string, flow: Flow, { update = false } = {}): Played[] {
  return readGoldens(folder).map(({ name, golden }) => {
    const played = playGolden(golden, flow);
    const outputs = played.map(({ out }) => JSON.parse(JSON.stringify(out)));
    const differing = outputs.flatMap((out, index) =>
      isDeepStrictEqual(out, golden.steps[index]!.out) ? [] : [index],
    );
    if (update && differing.length > 0) {
      for (const [index, out] of outputs.entries()) golden.steps[index]!.out = out;
      writeFileSync(join(folder, "goldens", name), `${JSON.stringify(golden, null, 2)}\n`);
    }
    return { name, differing, visited: played.flatMap(({ visited }) => visited) };
  });
}
