import { describe, expect, test } from "vitest";
import { clinicFlow } from "../src/index.ts";
import { RULES } from "../src/lint/lint.ts";
import { checkFlow, describeProblem } from "../src/lint/load.ts";
import { smallFlow } from "./small-flow.ts";

const problems = (files: ReadonlyMap<string, string>) => checkFlow(files).problems.map(describeProblem);

/** The small flow with one piece of one file replaced; the piece must be there. */
function planted(file: string, piece: string, by: string): string[] {
  const files = new Map(smallFlow);
  const text = files.get(file)!;
  if (!text.includes(piece)) throw new Error(`${file} has no ${piece}`);
  files.set(file, text.replace(piece, by));
  return problems(files);
}

/** One planted fault a rule, and the place it is found at. */
const FAULTS: readonly (readonly [rule: string, file: string, piece: string, by: string, found: string])[] = [
  ["yaml", "states/all.yaml", "say: hello", "say: [hello", "states/all.yaml:3:3: yaml:"],
  ["schema", "states/all.yaml", "show: buttons", "show: pictures", "states/all.yaml:6:9: schema:"],
  ["schema", "flow.yaml", "sun: []", "sun: [closed]", "flow.yaml:17:11: schema:"],
  ["odd-hours", "flow.yaml", "sun: []", 'sun: ["22:00-02:00"]', "flow.yaml:17:10: odd-hours: 22:00-02:00 ends before"],
  ["odd-hours", "flow.yaml", "sun: []", 'sun: ["08:00-12:00", "11:00-13:00"]', "flow.yaml:17:10: odd-hours: two of"],
  ["unknown-state", "states/all.yaml", "goto: more", "goto: nowhere", "states/all.yaml:11:13: unknown-state:"],
  ["unknown-words", "states/all.yaml", "words: yes", "words: sure", "states/all.yaml:10:14: unknown-words:"],
  ["unknown-team", "flow.yaml", "urgentTeam: desk", "urgentTeam: nobody", "flow.yaml:8:13: unknown-team:"],
  [
    "unknown-catalogue",
    "states/all.yaml",
    "catalogue: fruits",
    "catalogue: nuts",
    "states/all.yaml:20:5: unknown-catalogue:",
  ],
  [
    "unknown-catalogue",
    "flow.yaml",
    "name: small",
    "name: small\nnotice: { nut: nuts }",
    "flow.yaml:2:16: unknown-catalogue:",
  ],
  [
    "unknown-catalogue",
    "flow.yaml",
    "name: small",
    "name: small\nlisted: { nut: { catalogue: nuts, is: {} } }",
    "flow.yaml:2:11: unknown-catalogue: the catalogue has no nuts",
  ],
  [
    "unknown-promise",
    "flow.yaml",
    "promises: [person]",
    "promises: [person, gone]",
    "flow.yaml:19:20: unknown-promise: there is no text gone",
  ],
  [
    "broken-promise",
    "flow.yaml",
    "promises: [person]",
    "promises: [person, hello]",
    "states/all.yaml:2:8: broken-promise: hello promises something of the team, and nothing tells the team",
  ],
  [
    "broken-promise",
    "states/all.yaml",
    "  handoff: { reason: asked }",
    "  end: true",
    "states/all.yaml:30:8: broken-promise:",
  ],
  [
    "unmarked-promise",
    "messages/pt.yaml",
    "hello: Olá",
    "hello: Olá! A equipe vai responder.",
    "states/all.yaml:2:8: unmarked-promise: hello sounds like a promise (pt)",
  ],
  [
    "unmarked-promise",
    "messages/en.yaml",
    "hello: Hello",
    "hello: I've told the team.",
    "states/all.yaml:2:8: unmarked-promise: hello sounds like a promise (en)",
  ],
  [
    "unknown-lookup",
    "flow.yaml",
    "name: small",
    "name: small\nlookups: { weather: [rain] }",
    "flow.yaml:2:12: unknown-lookup: nothing answers weather",
  ],
  [
    "unknown-lookup",
    "flow.yaml",
    "name: small",
    "name: small\nlookups: { appointments: [rain] }",
    "flow.yaml:2:27: unknown-lookup: appointments brings no rain",
  ],
  [
    "unknown-lookup",
    "states/all.yaml",
    "  next: like",
    "  lookup: { what: weather, found: like, none: like, failed: person }",
    "states/all.yaml:3:19: unknown-lookup: flow.yaml names no lookup weather",
  ],
  ["unknown-value", "flow.yaml", "name: small", "name: small\nkeep: [nut]", "flow.yaml:2:8: unknown-value:"],
  ["unknown-value", "states/all.yaml", "value: fruit", "value: nut", "states/all.yaml:25:12: unknown-value:"],
  ["unknown-variable", "messages/pt.yaml", "{fruit_name}", "{fruit_colour}", "messages/pt.yaml:4:7: unknown-variable:"],
  ["unknown-variable", "messages/pt.yaml", "{fruit_name}", "{fruit_name", "messages/pt.yaml:4:7: unknown-variable:"],
  ["wrong-format", "messages/pt.yaml", "{fruit_name}", "{fruit_name, number}", "messages/pt.yaml:4:7: wrong-format:"],
  [
    "wrong-format",
    "messages/en.yaml",
    "{fruit_name}",
    "{fruit_name, plural, other {#}}",
    'messages/en.yaml:4:7: wrong-format: {fruit_name} is no number: it may be "Pear"',
  ],
  ["wrong-format", "messages/en.yaml", "{fruit_name}", "{fruit_name, date}", "messages/en.yaml:4:7: wrong-format:"],
  ["missing-text", "messages/en.yaml", "hello: Hello\n", "", "messages/pt.yaml:1:1: missing-text:"],
  ["missing-text", "states/all.yaml", "ask: like", "ask: love", "states/all.yaml:5:8: missing-text:"],
  ["unused-text", "messages/pt.yaml", "hello: Olá", "hello: Olá\nbye: Tchau", "messages/pt.yaml:2:1: unused-text:"],
  ["unreachable", "states/all.yaml", "goto: done\n", "goto: person\n", "states/all.yaml:23:1: unreachable:"],
  ["dead-end", "states/all.yaml", "  next: like", "", "states/all.yaml:1:1: dead-end:"],
  ["dead-end", "states/all.yaml", "  end: true", "  end: true\n  stop: true", "states/all.yaml:23:1: dead-end: stops"],
  ["no-person", "flow.yaml", "handoff: person", "handoff: like", "flow.yaml:5:10: no-person:"],
  [
    "hidden-person",
    "words/all.yaml",
    "yes: { pt: [sim]",
    "yes: { pt: [sim, atendente]",
    "states/all.yaml:4:1: hidden-person:",
  ],
  ["endless-steps", "states/all.yaml", "next: like", "next: hello", "states/all.yaml:1:1: endless-steps:"],
  ["shadowed-route", "states/all.yaml", "words: yes", "words: [yes, no]", "states/all.yaml:12:11: shadowed-route:"],
  ["doubled-option", "states/all.yaml", "id: no-thanks", "id: yes-please", "states/all.yaml:12:11: doubled-option:"],
  [
    "unsafe-pattern",
    "flow.yaml",
    "name: small",
    'name: small\nnotice: { nut: { pattern: "(a)\\\\1" } }',
    "flow.yaml:2:27: unsafe-pattern:",
  ],
  ["unsafe-pattern", "states/all.yaml", "[0-9]+", "(a)\\\\1", "states/all.yaml:18:29: unsafe-pattern:"],
  [
    "channel-limits",
    "messages/en.yaml",
    "yes: Yes",
    "yes: Yes, I would like that",
    "states/all.yaml:9:14: channel-limits:",
  ],
  ["doubled", "states/more.yaml", "# more", "hello: { say: hello, end: true }", "states/more.yaml:1:1: doubled:"],
];

describe("lint", () => {
  test("the small flow and the clinic's have no problem", () => {
    expect(problems(smallFlow)).toEqual([]);
    expect(clinicFlow.version).toMatch(/^[\w-]{22}$/);
  });

  test.each(FAULTS)("finds %s in %s: %s → %s", (_rule, file, piece, by, found) => {
    expect(planted(file, piece, by)).toContainEqual(expect.stringContaining(found));
  });

  test("has a planted fault for each of its rules", () => {
    expect(RULES.map(({ name }) => name).filter((name) => !FAULTS.some(([rule]) => rule === name))).toEqual([]);
  });

  test("does not load what has a problem", () => {
    expect(problems(new Map())).not.toEqual([]);
  });
});
