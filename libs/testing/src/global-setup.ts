import { BACKEND_SETTING, chooseBackend } from "./backend.ts";
import { say } from "./binaries/run.ts";
import { sharePostgres } from "./postgres/shared.ts";

/** Vitest calls this before the first test of a run, and what it returns after the last. */
export default async function setup(): Promise<() => Promise<void>> {
  const { backend, why } = await chooseBackend();
  say(`Servers of the tests: ${backend} (${why}).`);
  process.env[BACKEND_SETTING] = backend;
  const postgres = await sharePostgres();
  return async () => postgres[Symbol.asyncDispose]();
}
