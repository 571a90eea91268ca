import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { identifiersIn } from "@acolhe/conversation";
import { hide, reveal, type Turn } from "@acolhe/events";
import { describe, expect, test } from "vitest";
import { clinicFlow, clinicFolder } from "../src/index.ts";
import { pagesOf } from "../src/pages/pages.ts";
import { coverageOf } from "../src/play/coverage.ts";
import { playGolden } from "../src/play/golden.ts";
import { playGoldens, readGoldens } from "../src/play/golden-files.ts";

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

describe("no turn of it is stored with a name, day of birth or document that somebody told", () => {
  const IDENTIFIERS = ["name", "patient_name", "guardian", "birth_date", "cpf", "phone", "email"];
  test.each(readGoldens(clinicFolder).filter(({ name }) => /^(?:booking|appointment)/.test(name)))(
    "$name",
    ({ golden }) => {
      for (const { turn } of playGolden(golden, clinicFlow)) {
        const { before, ...known } = turn;
        const values = [before?.values ?? {}, turn.state.values as Record<string, string>];
        const names = turn.facts.patient?.patients.map(({ name }) => name) ?? [];
        const told = [...values.flatMap((all) => IDENTIFIERS.map((name) => all[name] ?? "")), ...names].flatMap(
          formsOf,
        );
        const { turn: stored, values: hidden } = hide(known as Turn, identifiersIn(clinicFlow, turn));
        const text = JSON.stringify(stored);
        expect(
          told.filter((value) => value !== "" && new RegExp(`(?<!\\p{L})${value}(?!\\p{L})`, "iu").test(text)),
        ).toEqual([]);
        expect(JSON.parse(reveal(JSON.stringify(stored), hidden))).toEqual(JSON.parse(JSON.stringify(known)));
      }
    },
  );
  const formsOf = (value: string) => [value, value.split("-").reverse().join("/")];
});

test("what came out of a step and is not written, or is not the same, fails; nothing is written unasked", () => {
  const folder = mkdtempSync(join(tmpdir(), "goldens-"));
  try {
    mkdirSync(join(folder, "goldens"));
    const file = join(folder, "goldens", "care-new.json");
    const golden = {
      title: "New",
      steps: [
        { after: 0, say: "oi" },
        { after: 20, say: "Ana", out: { rule: "other" } },
      ],
    };
    writeFileSync(file, JSON.stringify(golden));
    expect(playGoldens(folder, clinicFlow)).toMatchObject([{ differing: [0, 1] }]);
    expect(JSON.parse(readFileSync(file, "utf8"))).toEqual(golden);
    playGoldens(folder, clinicFlow, { update: true });
    expect(playGoldens(folder, clinicFlow)).toMatchObject([{ differing: [] }]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test.each(Object.entries(await pagesOf(clinicFolder)))(
  "docs/%s is fresh; `npm run flow -- pages` writes it",
  (name, text) => {
    const written = readFileSync(new URL(`../../../docs/${name}`, import.meta.url), "utf8");
    expect(written === text, "the page differs from what the flow says").toBe(true);
  },
);
