import { join } from "node:path";
import { handOver, root } from "./bootstrap.mjs";

/**
 * A program that starts grows the young part of its heap to dozens of megabytes, and gives none of it back: with seven of them
 * on a clinic's machine that was a third of all memory. What it costs is more, and shorter, collections.
 */
const SMALL_HEAP = "--max-semi-space-size=1";
/** As the apps have it: what is compiled already needs no compiler, which alone takes 15 MB. */
const NODE_COMPILE_CACHE =
  process.env.NODE_COMPILE_CACHE ?? join(process.env.ACOLHE_LOCAL || join(root, ".local"), "compile-cache");

handOver("start.ts", { nodeOptions: [SMALL_HEAP], env: { NODE_COMPILE_CACHE } });
