import { join, resolve } from "node:path";

/** The repository's root folder. */
export const rootDirectory = resolve(import.meta.dirname, "../../..");

/** What the project fetches or writes for itself; never committed. Elsewhere where ACOLHE_LOCAL says so. */
export const localDirectory = resolve(process.env.ACOLHE_LOCAL || join(rootDirectory, ".local"));

/** Reading types away and compiling is most of what a start of ours costs; kept, the next one is quicker. */
export const compileCache = {
  NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(localDirectory, "compile-cache"),
};
