import { LABELS } from "@acolhe/runtime";
import { describe, expect, test } from "vitest";
import { catalogue, DECLARED } from "../../monitoring/metrics/catalogue.ts";
import { written } from "../../monitoring/written.ts";
import { filesIn, read, workspaces } from "./repository.ts";

const metrics = catalogue();
const sources = workspaces.flatMap(({ folder }) => filesIn(`${folder}/src`, /\.ts$/)).map(read);

test.each([...(await written())])("%s is what the code says: `npm run monitoring` writes it", (path, text) => {
  expect(read(path)).toBe(text);
});

test("every metric that the code declares is in the list", () => {
  const declared = sources.flatMap((text) => [...text.matchAll(/\.(?:counter|gauge|seconds)\("([a-z_]+)"/g)]);
  expect([...new Set(declared.map(([, name]) => name))].sort()).toEqual(metrics.map(({ name }) => name).sort());
});

describe.each(metrics)("$name", ({ name, kind, unit, help, asks, labels }) => {
  test("says what it means and what it is good for, in a sentence each", () => {
    expect(help).toMatch(/^[A-Z0-9].{10,}[^.]$/);
    expect(asks).toMatch(/^[A-Z].{10,}\?$/);
  });

  test("ends in its unit", () => {
    const [, ending] = /_(total|seconds|bytes|ratio)$/.exec(name) ?? [];
    expect(ending).toBe(kind === "counter" ? "total" : unit === "count" || unit === "0 or 1" ? undefined : unit);
  });

  test("has labels whose values are few, and no person among them", () => {
    expect(labels.filter((label) => !(label in LABELS))).toEqual([]);
  });
});

test.each(Object.keys(DECLARED))("of %s all four golden signals are there", (service) => {
  const signals = metrics.filter(({ services }) => services.includes(service)).map(({ signal }) => signal);
  // How full each process is, its event loop and its memory tell.
  expect(["traffic", "latency", "errors"].filter((signal) => !signals.some((one) => one === signal))).toEqual([]);
});
