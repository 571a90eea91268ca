import type { Language } from "@acolhe/events";
import { expect, test } from "vitest";
import type { Choice } from "../src/flow/choice.ts";
import { matchChoice } from "../src/reading/options.ts";
import { plain } from "../src/state/utterance.ts";

const written = [
  { id: "one", label: "Psicoterapia individual", also: ["terapia", "individual"], goto: "x" },
  { id: "two", label: "Terapia infantil", also: ["infantil"], goto: "x" },
  { id: "three", label: "Quero agendar", also: ["agendar"], goto: "x" },
  { id: "four", label: "Agora não", also: ["não"], goto: "x" },
];
const options: Choice[] = written.map(({ id, label, also, goto }) => ({
  ...{ id, route: id, label, goto, set: {}, do: [], anytime: false },
  names: [label, ...also].map(plain),
}));
const said = (text: string, optionId: string | null = null, language: Language = "pt") =>
  matchChoice(options, { kind: "text", text, optionId }, language)?.id;

test.each([
  ["1", "one"],
  ["2.", "two"],
  ["2️⃣", "two"],
  ["opção 3", "three"],
  ["a primeira", "one"],
  ["Quero a segunda opção", "two"],
  ["3ª", "three"],
  ["última", "four"],
  ["dois", "two"],
  ["dos", "two"],
  ["la segunda", "two"],
  ["the second one", "two"],
  ["1st", "one"],
  ["the last one", "four"],
  ["PSICOTERAPIA INDIVIDUAL!", "one"],
  ["queria saber da terapia", "one"],
  ["é terapia infantil, por favor", "two"],
  ["vou agendar sim", "three"],
  ["acho que não", "four"],
  ["não quero agendar", "four"],
])("%s is option %s", (text, id) => expect(said(text)).toBe(id));

test.each(["0", "5", "99", "", "🙃", "individual ou infantil?", "banana", "constructor"])("%s is no option", (text) =>
  expect(said(text)).toBeUndefined(),
);

test("what was tapped counts more than its label", () => expect(said("Terapia infantil", "one")).toBe("one"));
test("a tap that is not ours counts by its label", () => expect(said("Terapia infantil", "x")).toBe("two"));

test("`no` denies in Spanish and English, and is `in the` in Portuguese", () => {
  expect(said("quero terapia no consultório")).toBe("one");
  expect(said("no quiero terapia", null, "es")).toBeUndefined();
  expect(said("no, individual is not what I want", null, "en")).toBeUndefined();
});
