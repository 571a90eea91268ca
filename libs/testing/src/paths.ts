import { join, resolve } from "node:path";

/** The repository's root folder. */
export const rootDirectory = resolve(import.meta.dirname, "../../..");

/** What the project fetches or writes for itself; never committed. Elsewhere where ACOLHE_LOCAL says so. */
export const localDirectory = resolve(process.env.ACOLHE_LOCAL || join(rootDirectory, ".local"));
