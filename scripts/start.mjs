import { join } from "node:path";
import { handOver, root } from "./bootstrap.mjs";
import { compilePrograms } from "./start/compile.mjs";

/**
 * A program that starts grows the young part of its heap to dozens of megabytes, and gives none of it back: with seven of them
 * on a clinic's machine that was a third of all memory. What it costs is more, and shorter, collections.
 */
const SMALL_HEAP = "--max-semi-space-size=1";
/** Lets a process give back what starting left behind, once it has started. */
const MAY_GIVE_BACK = "--expose-gc";
/** As the apps have it: what is compiled already needs no compiler. */
const NODE_COMPILE_CACHE =
  process.env.NODE_COMPILE_CACHE ?? join(process.env.ACOLHE_LOCAL || join(root, ".local"), "compile-cache");
/**
 * Each thread that asks for memory would else be given a store of its own, of which much stays empty: five to ten megabytes a process.
 * Where memory is taken otherwise than by glibc it says nothing.
 */
const MALLOC_ARENA_MAX = process.env.MALLOC_ARENA_MAX ?? "1";

const nodeOptions = [SMALL_HEAP, MAY_GIVE_BACK];
handOver("start.ts", {
  nodeOptions,
  env: { NODE_COMPILE_CACHE, MALLOC_ARENA_MAX },
  before: (node) => compilePrograms({ root, node, nodeOptions, cache: NODE_COMPILE_CACHE }),
});
