import { join, resolve } from "node:path";

/** The repository's root folder. */
export const rootDirectory = resolve(import.meta.dirname, "../../..");

/** What the project fetches or writes for itself; never committed. */
export const localDirectory = join(rootDirectory, ".local");
