import { readdirSync, readFileSync } from "node:fs";

const folder = new URL("../fixtures/", import.meta.url);

// biome-ignore lint/suspicious/noExplicitAny: tests read arbitrary JSON
export const fixture = (name: string): any => JSON.parse(readFileSync(new URL(`${name}.json`, folder), "utf8"));
export const fixtureNames = (start: string): string[] =>
  readdirSync(folder)
    .filter((file) => file.startsWith(start) && file.endsWith(".json"))
    .map((file) => file.slice(0, -".json".length))
    .sort();
