import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { coverageOf } from "../src/coverage.ts";
import { playGoldens } from "../src/golden-files.ts";
import { clinicFlow, clinicFolder } from "../src/index.ts";
import { pagesOf } from "../src/pages.ts";

/** `npm run flow -- test --update` rewrites what came out, never what went in; read the difference. */
const played = playGoldens(clinicFolder, clinicFlow);

describe("golden conversations of the clinic's flow", () => {
  test.each(played)("$name", ({ differing }) => {
    expect(differing, "steps whose output differs or is missing").toEqual([]);
  });

  test("go through every state and every route", () => {
    const { states, routes } = coverageOf(clinicFlow, new Set(played.flatMap(({ visited }) => visited)));
    expect([...states.missed, ...routes.missed]).toEqual([]);
  });
});

test.each(Object.entries(await pagesOf(clinicFolder)))(
  "docs/%s is fresh; `npm run flow -- pages` writes it",
  (name, text) => {
    const written = readFileSync(new URL(`../../../docs/${name}`, import.meta.url), "utf8");
    expect(written === text, "the page differs from what the flow says").toBe(true);
  },
);
