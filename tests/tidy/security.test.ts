import { expect, test } from "vitest";
import { read } from "./repository.ts";

const STATES = ["met", "partly", "not met", "not applicable"];
const table = read("docs/security.md").split("\n## ASVS")[1] ?? "";
const rows = [...table.matchAll(/^\| +(V\d[^|]*?) +\| +([^|]*?) +\| +([^|]*?) *\|([^|]*)\|$/gm)].map(
  ([, requirements = "", state = "", how = "", shownBy = ""]) => ({ requirements, state, how, shownBy }),
);

test("the table of requirements has every chapter, and each row is one of four states", () => {
  const chapters = rows.flatMap(({ requirements }) => [...requirements.matchAll(/V(\d+)/g)].map(([, n]) => Number(n)));
  expect([...new Set(chapters)].sort((a, b) => a - b)).toEqual(Array.from({ length: 17 }, (_, n) => n + 1));
  expect(rows.filter(({ state }) => !STATES.includes(state))).toEqual([]);
  expect(rows.filter(({ how }) => how === "")).toEqual([]);
});

test("what is met is shown by tests, which the links of the row lead to; what is not names none", () => {
  const isShown = ({ shownBy }: { shownBy: string }) => /\]\([^)\s]+\.test\.ts\)/.test(shownBy);
  expect(rows.filter((row) => row.state === "met" && !isShown(row))).toEqual([]);
  expect(rows.filter((row) => row.state.startsWith("not") && isShown(row))).toEqual([]);
});
