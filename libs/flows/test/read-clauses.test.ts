import { CLAUSE_LENGTH_MAX } from "@acolhe/events";
import { expect, test } from "vitest";
import { readClauses } from "../src/play/read-clauses.ts";

const against = { lang: "pt", now: 0, timeZone: "America/Sao_Paulo", question: "start" } as const;

test("a clause is kept whole or not at all: half a number could not be hidden", () => {
  const long = `meu número ${"é ".repeat(CLAUSE_LENGTH_MAX / 2)}11 98765-4321`;
  expect(readClauses(`Oi, tudo bem. ${long}`, against)).toBeNull();
  expect(readClauses("Oi, tudo bem. meu número é 11 98765-4321", against)?.map(({ text }) => text)).toEqual([
    "Oi",
    "tudo bem.",
    "meu número é 11 98765-4321",
  ]);
});
