import type { Report } from "@acolhe/flows";
import { expect, test } from "vitest";
import { afterOpening, type Memory, react, volunteer } from "./patient.ts";
import { Persona } from "./personas.ts";

const REPORT: Report = {
  ...{ replies: [], lang: "pt", asks: null, state: null, values: { name: "Ana" }, acts: [], danger: null },
  ...{ optedOut: false, mode: "bot", handoff: null, lead: null, notUnderstood: false },
};
const ana = Persona.parse({
  ...{ id: "x-1", lang: "pt", who: "", goal: "book", facts: { name: "Ana", preference: "terça" }, opening: ["oi"] },
  answers: { summary: ["pode mandar", "manda"], name: ["Ana"], menu: ["marcar"], name_confirmation: ["isso"] },
  interjections: [{ at: "summary", say: "quanto custa?" }],
  changes: [{ at: "summary", say: "não, quinta", facts: { preference: "quinta" } }],
  expect: { danger: null, opted_out: false, team_must_know: [] },
});
const told = (report: Partial<Report>, guesses: string[] = []) => ({ report: { ...REPORT, ...report }, guesses });

/** What they say to the same question, again and again, and what they know then. */
function askedAgain(asks: string, times: number): { said: string[]; memory: Memory } {
  let memory = afterOpening(ana);
  const said: string[] = [];
  for (let time = 0; time < times; time++) {
    const step = react(ana, memory, told({ asks }))!;
    memory = step.memory;
    said.push("say" in step.doing ? step.doing.say : step.doing.tap);
  }
  return { said, memory };
}

test("an interjection comes first, then a change of mind, then the answers in their order, the last one again", () => {
  const { said, memory } = askedAgain("summary", 5);
  expect(said).toEqual(["quanto custa?", "não, quinta", "pode mandar", "manda", "manda"]);
  expect(memory.facts).toEqual({ name: "Ana", preference: "quinta" });
});

test("where they have no words they tap, and without options they say what they came for", () => {
  const options = [
    { id: "place-later", title: "Depois" },
    { id: "place-here", title: "Aqui" },
  ];
  const replies = [{ kind: "buttons", text: "Onde?", options }];
  expect(react(ana, afterOpening(ana), told({ asks: "place", replies }))?.doing).toEqual({ tap: "place-here" });
  expect(react(ana, afterOpening(ana), told({ asks: "place" }))?.doing).toEqual({ say: "marcar" });
});

test("where nothing is asked they say no more", () => {
  expect(react(ana, afterOpening(ana), told({}))).toBeNull();
});

test("a name that is not theirs is not confirmed", () => {
  const asks = "name_confirmation";
  expect(react(ana, afterOpening(ana), told({ asks }))?.doing).toEqual({ say: "isso" });
  expect(react(ana, afterOpening(ana), told({ asks, values: { name: "Oi Bom" } }))?.doing).toEqual({ say: "Ana" });
});

test("a wrong guess is denied, and the right one of two is tapped", () => {
  const options = ["meant-yes", "meant-other", "meant-no"].map((id) => ({ id, title: id }));
  const replies = [{ kind: "buttons", text: "?", options }];
  const guessed = (guesses: string[], shown = replies) =>
    react(ana, afterOpening(ana), told({ asks: "guess", replies: shown }, guesses))?.doing;
  expect(guessed(["request:cancel"])).toEqual({ tap: "meant-no" });
  expect(guessed(["request:cancel", "request:book"])).toEqual({ tap: "meant-other" });
  expect(guessed(["request:cancel"], [])).toEqual({ say: "não" });
});

test("what they changed their mind about is tapped, and said as they then said it", () => {
  const { memory } = askedAgain("summary", 2);
  const options = ["fix-name", "fix-days", "fix-nothing"].map((id) => ({ id, title: id }));
  const replies = [{ kind: "list", text: "?", options }];
  expect(react(ana, memory, told({ asks: "correction", replies }))?.doing).toEqual({ tap: "fix-days" });
  const asked = { ...ana, answers: { ...ana.answers, preference: ["terça"] } };
  expect(react(asked, memory, told({ asks: "preference" }))?.doing).toEqual({ say: "não, quinta" });
  expect(react(asked, afterOpening(asked), told({ asks: "preference" }))?.doing).toEqual({ say: "terça" });
});

test("a booking that is said back is confirmed, unless it is another one, or none was wanted", () => {
  const facts = { ...ana.facts, for_whom: "child" } as const;
  const mother = { ...ana, facts, answers: { ...ana.answers, guess: ["isso"], for_whom: ["pra minha filha"] } };
  const saidBack = (persona: Persona, values: Record<string, string>) =>
    react(persona, afterOpening(persona), told({ asks: "guess", values }))?.doing;
  expect(saidBack(mother, { for_whom: "child" })).toEqual({ say: "isso" });
  expect(saidBack(mother, { for_whom: "self" })).toEqual({ say: "pra minha filha" });
  expect(saidBack({ ...mother, goal: "cancel" }, { for_whom: "child" })).toEqual({ say: "não" });
  expect(saidBack({ ...mother, goal: "cancel" }, { guess: "request:cancel" })).toEqual({ say: "isso" });
});

test("who is in danger says unasked what no question brought out", () => {
  const first = volunteer(ana, afterOpening(ana))!;
  expect(first.doing).toEqual({ say: "quanto custa?" });
  const second = volunteer(ana, first.memory)!;
  expect(second.doing).toEqual({ say: "Ana" });
  const third = volunteer(ana, second.memory)!;
  expect(third.doing).toEqual({ say: "marcar" });
  expect(volunteer(ana, third.memory)).toBeNull();
});

test("asked whether it is this clinic they wanted, they say so, and who does not says that", () => {
  const options = [
    { id: "ours-yes", title: "Sim" },
    { id: "ours-no", title: "Não" },
  ];
  const asked = told({ asks: "guess", replies: [{ kind: "buttons", text: "Era com a gente?", options }] });
  expect(react(ana, afterOpening(ana), asked)?.doing).toEqual({ tap: "ours-yes" });
  const lost = { ...ana, goal: "wrong_number" };
  expect(react(lost, afterOpening(lost), asked)?.doing).toEqual({ tap: "ours-no" });
});

test("what they changed their mind about is put right once; asked again, nothing is to be corrected", () => {
  const options = [
    { id: "fix-days", title: "Dias" },
    { id: "fix-nothing", title: "Nada" },
  ];
  const asked = told({ asks: "correction", replies: [{ kind: "list", text: "O quê?", options }] });
  const { memory } = askedAgain("summary", 2);
  const first = react(ana, memory, asked)!;
  expect(first.doing).toEqual({ tap: "fix-days" });
  expect(react(ana, first.memory, asked)!.doing).toEqual({ tap: "fix-nothing" });
});
