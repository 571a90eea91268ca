import { clinicFlow, type Report, type Told } from "@acolhe/flows";
import { describe, expect, test } from "vitest";
import { judgeLine, type LineVerdict } from "./judge-line.ts";
import { reach } from "./reach.ts";
import { type Line, readLines } from "./read.ts";

test("a block's head holds for its lines, and a line's own values come on top", () => {
  const text =
    "## q=for_whom | acts=answer,social:laugh | v=for_whom:self | near=danger\npra mim kkk\npro meu pai => for_whom:relative; preference:hoje: cedo\n";
  const block = { lang: "pt", question: "for_whom", acts: ["answer", "social:laugh"], near: "danger" };
  expect(readLines(text, "pt")).toEqual([
    { ...block, text: "pra mim kkk", values: { for_whom: "self" } },
    { ...block, text: "pro meu pai", values: { for_whom: "relative", preference: "hoje: cedo" } },
  ]);
});

const QUESTIONS = [
  ...["start", "name", "name_confirmation", "menu", "for_whom", "patient_name", "birth_date", "relation", "service"],
  ...["modality", "insurance", "preference", "summary", "appointment", "anything_else", "waiting"],
];
test.each(QUESTIONS)("a fresh conversation can be brought to the question %s, in each language", (question) => {
  for (const lang of ["pt", "es", "en"] as const) expect(reach(clinicFlow, lang, question), lang).not.toBeNull();
});

const QUIET: Report = {
  ...{ replies: [], lang: "pt", asks: null, state: null, values: {}, acts: [], danger: null },
  ...{ optedOut: false, mode: "bot", handoff: null, lead: null, notUnderstood: false },
};
const told = (report: Partial<Report>, visited: string[] = []): Told => ({
  ...{ visited, guesses: [], calls: report.handoff ? [report.handoff.reason] : [] },
  report: { ...QUIET, ...report },
});
const line = (over: Partial<Line>): Line => ({
  ...{ lang: "pt", question: "for_whom", text: "…", acts: ["answer"], values: {}, near: null },
  ...over,
});
const judged = (of: Partial<Line>, after: Partial<Report>, visited: string[] = []): LineVerdict =>
  judgeLine({ flow: clinicFlow, line: line(of), before: told({ asks: "for_whom" }), after: told(after, visited) });

describe("a line", () => {
  const again = { asks: "for_whom", replies: [{ kind: "text", text: "Para quem?", options: [] }] };
  const sent = { lead: { kind: "appointment", values: {} } };
  const english = { lang: "en", replies: [{ kind: "text", text: "Hi", options: [] }] } as const;
  const certain = { danger: { tier: "certain", kind: "stroke" } } as const;
  const HARMS: readonly [title: string, of: Partial<Line>, after: Partial<Report>, harms: string[]][] = [
    ["its value is kept", { values: { for_whom: "self" } }, { values: { for_whom: "self" } }, []],
    ["another value is kept", { values: { for_whom: "self" } }, { values: { for_whom: "child" } }, ["wrong-value"]],
    ["it is asked again", { values: { for_whom: "self" } }, again, []],
    ["an insult is kept", { acts: ["social:anger"] }, { values: { for_whom: "self" } }, ["taken-as-answer"]],
    ["it is left open", { question: "insurance", acts: ["dont_know"] }, { values: { insurance: "a confirmar" } }, []],
    [
      "a plan is guessed",
      { question: "insurance", acts: ["dont_know"] },
      { values: { insurance: "amil" } },
      ["taken-as-answer"],
    ],
    [
      "a refusal is kept",
      { acts: ["refuse"], question: "relation", text: "não digo" },
      { values: { guardian: "não digo" } },
      ["taken-as-answer"],
    ],
    ["a yes sends", { question: "summary", values: { yes_no: "yes" } }, sent, []],
    [
      "a yes, but… sends",
      { question: "summary", acts: ["correct"], values: { preference: "hoje" } },
      sent,
      ["wrong-value"],
    ],
    ["a question sends", { question: "summary", acts: ["ask:price"] }, sent, ["taken-as-answer"]],
    ["an alarm for nothing", {}, certain, ["false-emergency"]],
    ["a danger is not seen", { acts: ["danger:stroke:certain"] }, {}, ["missed-danger"]],
    ["a danger is seen", { acts: ["danger:stroke:certain"] }, certain, []],
    ["a stop", { acts: ["request:stop_messages"] }, { optedOut: true }, []],
    ["a stop for nothing", { acts: ["request:quiet_hours"] }, { optedOut: true }, ["wrong-opt-out"]],
    ["another language", {}, english, ["wrong-language"]],
    ["another language, as wished", { acts: ["request:language:en"] }, english, []],
    [
      "a move becomes a cancelling",
      { question: "appointment", values: { appointment: "move" } },
      called("cancel"),
      ["wrong-value"],
    ],
    ["a move is a move", { question: "appointment", values: { appointment: "move" } }, called("reschedule"), []],
  ];
  test.each(HARMS)("%s", (_title, of, after, harms) => {
    expect(judged(of, after).harms).toEqual(harms);
  });

  test("an answer is taken, asked for again, or lost", () => {
    const self = { values: { for_whom: "self" } };
    expect(judged(self, { values: { for_whom: "self" } }).answer).toBe("taken");
    expect(judged(self, again).answer).toBe("asked-again");
    expect(judged(self, { mode: "human" }).answer).toBe("lost");
    expect(judged({ acts: ["social:anger"] }, again).answer).toBeNull();
  });

  test("a question on the side is told by its fact, or passed on", () => {
    const asking = { acts: ["ask:hours"] };
    expect(judged(asking, {}, ["address"]).told).toBe(true);
    expect(judged(asking, {}, ["fact:unknown"]).told).toBe(true);
    expect(judged(asking, {}, ["fact:price"]).told).toBe(false);
    expect(judged({}, {}).told).toBeNull();
  });
});

function called(reason: string): Partial<Report> {
  return { handoff: { reason, team: "reception", priority: "normal", note: "" } };
}
