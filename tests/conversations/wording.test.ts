import type { Report } from "@acolhe/flows";
import { expect, test } from "vitest";
import { longAnswers, remarksIn, saidTwice } from "./wording.ts";

const QUIET: Report = {
  ...{ replies: [], lang: "pt", asks: null, state: null, values: {}, acts: [], danger: null },
  ...{ optedOut: false, mode: "bot", handoff: null, lead: null, notUnderstood: false },
};
const answer = (...texts: string[]) => ({
  report: { ...QUIET, replies: texts.map((text) => ({ kind: "text", text, options: [] })) },
});

test("a sentence counts that stands in two answers, wherever in them", () => {
  const exchanges = [answer("Tudo certo por aqui. 💚 Como você se chama?"), answer("Entendi.", "Como você se chama?")];
  expect(saidTwice(exchanges)).toEqual(["Como você se chama?"]);
});

test("what is short, written out as an option, or listed in a summary is no sentence", () => {
  const once = "Certo.\n\n1. Falar com uma pessoa\n2. Agendar um atendimento\n💚 Psicoterapia individual de adultos";
  expect(saidTwice([answer(once), answer(once)])).toEqual([]);
});

test("twice in one answer is not twice in the conversation", () => {
  expect(saidTwice([answer("Como você se chama?", "Como você se chama?")])).toEqual([]);
});

test("more than two bubbles are counted by answer", () => {
  expect(longAnswers([answer("a", "b"), answer("a", "b", "c"), answer("a", "b", "c", "d")])).toBe(2);
});

test("what was kept beside a question is counted once for each time it grew", () => {
  const kept = (remarks?: string) => ({ report: { ...QUIET, values: remarks === undefined ? {} : { remarks } } });
  expect(remarksIn([kept(), kept("a"), kept("a"), kept("a / b"), kept("a / b")])).toBe(2);
});
