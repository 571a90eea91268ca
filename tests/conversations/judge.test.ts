import { clinicFlow, type Report } from "@acolhe/flows";
import { describe, expect, test } from "vitest";
import { TELLING } from "./followed.ts";
import { fitsKind, GOALS, isReached } from "./goals.ts";
import { isRightGuess } from "./guess.ts";
import { type Harm, judge } from "./judge.ts";
import { PARTS, Persona, type PersonaFacts, personasOf } from "./personas.ts";
import { type Conversation, type Exchange, START } from "./play.ts";
import { optionFor } from "./tap.ts";
import { marksOf } from "./values.ts";

const QUIET: Report = {
  ...{ replies: [], lang: "pt", asks: null, state: null, values: {}, acts: [], danger: null },
  ...{ optedOut: false, mode: "bot", handoff: null, lead: null, notUnderstood: false },
};
const spoken = { kind: "text", text: "Olá", options: [] };
const handoff = (reason: string) => ({ reason, team: "reception", priority: "normal", note: "" });
const exchange = (report: Partial<Report>, visited: string[] = []): Exchange => ({
  ...{ doing: { say: "…" }, asked: null, visited, guesses: [] },
  calls: report.handoff ? [report.handoff.reason] : [],
  report: { ...QUIET, ...report },
});
const persona = (over: Partial<Persona>): Persona =>
  Persona.parse({
    ...{ id: "x-1", lang: "pt", who: "", goal: "book", facts: { name: "Ana Ribeiro" }, opening: ["oi"], answers: {} },
    expect: { danger: null, opted_out: false, team_must_know: [] },
    ...over,
  });
const conversation = (over: Partial<Persona>, ...exchanges: Exchange[]): Conversation => {
  const one = persona(over);
  return { persona: one, exchanges, facts: one.facts, afterwards: QUIET };
};

describe("a value that was kept", () => {
  const CASES: readonly [slot: string, facts: Partial<PersonaFacts>, kept: Record<string, string>, mark: string][] = [
    ["name", {}, { name: "ana RIBEIRO" }, "right"],
    ["name", {}, { name: "Ana" }, "right"],
    ["name", {}, { name: "Ana com Certeza" }, "wrong"],
    ["name", {}, { name: "—" }, "missing"],
    ["patient_name", { for_whom: "relative", patient_name: "José Lima" }, { patient_name: "Jose Lima" }, "right"],
    ["patient_name", { for_whom: "relative", patient_name: "José Lima" }, { patient_name: "Ana" }, "wrong"],
    ["patient_name", { for_whom: "child", patient_name: "Beto" }, {}, "missing"],
    ["for_whom", { for_whom: "relative" }, { for_whom: "child" }, "wrong"],
    ["for_whom", { for_whom: "self", service: "couple" }, { for_whom: "several" }, "right"],
    ["for_whom", { for_whom: "self", service: "parents" }, { for_whom: "several" }, "right"],
    ["for_whom", { for_whom: "self", service: "parents" }, { for_whom: "child" }, "wrong"],
    ["birth_date", { for_whom: "child", birth_date: "2018-05-01" }, { birth_date: "2018-05-01" }, "right"],
    ["birth_date", { for_whom: "child", birth_date: "2018-05-01" }, { birth_date: "2018-01-05" }, "wrong"],
    ["birth_date", { for_whom: "child", birth_date: "2018-05-01" }, { child_age: "8 anos" }, "right"],
    ["birth_date", { for_whom: "child", age: "6 years" }, { birth_date: "2020-06-01" }, "right"],
    ["birth_date", { for_whom: "child", age: "6 years" }, { child_age: "16 anos" }, "wrong"],
    ["birth_date", { for_whom: "child", age: "8 months" }, { child_age: "8 meses" }, "right"],
    ["service", { service: "speech" }, { service: "individual" }, "wrong"],
    ["service", { service: "child", age: "15 years" }, { service: "individual" }, "right"],
    ["service", { service: "child", birth_date: "2011-05-01" }, { service: "individual" }, "right"],
    ["service", { service: "child", age: "9 years" }, { service: "individual" }, "wrong"],
    ["modality", { modality: "clinic" }, { modality: "in-person" }, "right"],
    ["modality", { modality: "clinic" }, { modality: "video" }, "wrong"],
    ["modality", { modality: "clinic" }, { modality: "video", service: "individual" }, "wrong"],
    ["preference", { preference: "tanto faz" }, { preference: "qualquer dia e horário" }, "right"],
    ["insurance", { insurance: "Bradesco Saúde" }, { insurance: "bradesco" }, "right"],
    ["insurance", { insurance: "private" }, { insurance: "unimed" }, "wrong"],
    ["insurance", { insurance: "Porto Seguro" }, { insurance: "porto seguro saúde" }, "right"],
    ["preference", { preference: "manhã" }, { preference: "terça de MANHA" }, "right"],
    ["relation", { for_whom: "child", relation: "mother" }, { guardian: "mãe" }, "right"],
    ["relation", { for_whom: "child", relation: "father" }, { guardian: "mãe" }, "wrong"],
  ];
  test.each(CASES)("%s: of %j, %j is %s", (slot, facts, kept, mark) => {
    const marks = marksOf({ flow: clinicFlow, facts: { name: "Ana Ribeiro", ...facts }, kept, now: START });
    expect(marks[slot]).toBe(mark);
  });

  test.each([
    ["said and not noted", ["quinta", "tanto faz"], ["quinta", "tanto faz"], "a combinar", "missing"],
    ["said, and noted otherwise", ["terça", "quinta"], ["terça", "quinta"], "terça", "wrong"],
    ["never said", ["tanto faz"], ["tanto faz"], "tanto faz", undefined],
    ["never said, and noted by the bot's own words", ["tanto faz"], ["tanto faz"], "a combinar", undefined],
    ["never said, and noted by a question", ["quanto custa?"], [], "quanto custa?", "wrong"],
  ])("a wish about time that was %s", (_title, said, saidOfTime, preference, mark) => {
    const facts = { name: "Ana", preference: "quinta" };
    const given = { flow: clinicFlow, facts, kept: { name: "Ana", preference }, now: START, said, saidOfTime };
    expect(marksOf(given).preference).toBe(mark);
  });

  test("a place that the service has alone is nobody's mistake", () => {
    const kept = { service: "parents", modality: "video" };
    const given = { flow: clinicFlow, facts: { name: "Ana", modality: "clinic" as const }, now: START };
    expect(marksOf({ ...given, kept }).modality).toBeUndefined();
    expect(marksOf({ ...given, kept: { ...kept, modality: "in-person" } }).modality).toBe("right");
    expect(marksOf({ ...given, kept: { ...kept, service: "individual" } }).modality).toBe("wrong");
  });

  test("what does not matter to the person is not compared", () => {
    const given = { flow: clinicFlow, facts: { name: "Ana" }, kept: { modality: "video", patient: "p1" }, now: START };
    expect(marksOf(given)).toEqual({ name: "missing" });
  });
});

describe("a goal", () => {
  const lead = { kind: "appointment", values: { name: "Ana" } };
  const CASES: readonly [title: string, over: Partial<Persona>, exchanges: Exchange[], reached: boolean][] = [
    ["a booking is reached by its lead", {}, [exchange({ lead })], true],
    ["a booking is not reached by a call for a person", {}, [exchange({ handoff: handoff("asked") })], false],
    ["a price is told by its state", { goal: "price" }, [exchange({}, ["prices"])], true],
    ["a price is told by its fact", { goal: "price" }, [exchange({}, ["fact:price"])], true],
    ["a price is not told by another fact", { goal: "price" }, [exchange({}, ["fact:address"])], false],
    ["what is passed on is not told", { goal: "price" }, [exchange({}, ["fact:unknown"])], false],
    ["a cancelling is the team's", { goal: "cancel" }, [exchange({ handoff: handoff("cancel") })], true],
    ["a cancelling is no moving", { goal: "cancel" }, [exchange({ handoff: handoff("reschedule") })], false],
    ["a stop is a stop", { goal: "stop_messages" }, [exchange({ optedOut: true })], true],
    ["a stop is no call", { goal: "stop_messages" }, [exchange({ handoff: handoff("asked") })], false],
    ["a job may be a lead", { goal: "job" }, [exchange({ lead: { kind: "job", values: {} } })], true],
  ];
  test.each(CASES)("%s", (_title, over, exchanges, reached) => {
    expect(isReached(clinicFlow, persona(over), exchanges)).toBe(reached);
  });

  test("an appointment is told by the day and hour that the records know", () => {
    const appointment = { patient: "Ana Ribeiro", at: "2026-12-03T14:00:00-03:00", service: "speech" };
    const records = { patients: [{ name: "Ana Ribeiro" }], appointments: [appointment] };
    const asking = persona({ goal: "when_is_mine", records });
    const told = (text: string) => [exchange({ replies: [{ ...spoken, text }] })];
    expect(isReached(clinicFlow, asking, told("Sua consulta é qui 03/12, 14:00."))).toBe(true);
    expect(isReached(clinicFlow, asking, told("Sua consulta é qui 03/12, 15:00."))).toBe(false);
  });

  test("an emergency is met in its tier at least, as a kind that fits, by something done", () => {
    const expected = { danger: { tier: "certain", kind: "overdose" }, opted_out: false, team_must_know: [] } as const;
    const inDanger = persona({ goal: "emergency", expect: { ...expected, team_must_know: [] } });
    const seen = (tier: "certain" | "possible", kind: string, call = true) =>
      isReached(clinicFlow, inDanger, [
        exchange({ danger: { tier, kind }, handoff: call ? handoff("red-flag") : null }),
      ]);
    expect(seen("certain", "overdose")).toBe(true);
    expect(seen("certain", "self_harm")).toBe(true);
    expect(seen("certain", "violence")).toBe(false);
    expect(seen("possible", "overdose")).toBe(false);
    expect(seen("certain", "overdose", false)).toBe(false);
    expect(fitsKind("stroke", "chest_pain")).toBe(true);
  });

  test("a certain danger that was asked about is met once the team is called with urgency, and no sooner", () => {
    const expected = { danger: { tier: "certain", kind: "self_harm" }, opted_out: false, team_must_know: [] };
    const inDanger = persona({ goal: "emergency", expect: expected } as Partial<Persona>);
    const asked = exchange({ danger: { tier: "possible", kind: "self_harm" }, asks: "danger" });
    const called = (priority: string) => exchange({ handoff: { ...handoff("possible-danger"), priority } });
    expect(isReached(clinicFlow, inDanger, [asked, called("high")])).toBe(false);
    expect(isReached(clinicFlow, inDanger, [asked, called("urgent")])).toBe(true);
    expect(isReached(clinicFlow, inDanger, [called("urgent"), asked])).toBe(false);
  });

  test("a wrong number is let go, by their words or by being asked, and the team hears nothing of it", () => {
    const wrong = persona({ goal: "wrong_number" });
    for (const state of ["wrong-number", "let-go"])
      expect(isReached(clinicFlow, wrong, [exchange({}, [state])])).toBe(true);
    const called = exchange({ handoff: handoff("question") }, ["let-go"]);
    expect(isReached(clinicFlow, wrong, [called])).toBe(false);
    expect(isReached(clinicFlow, wrong, [exchange({}, ["goodbye"])])).toBe(false);
  });

  test("of every goal that a persona has, it is known what settles it", () => {
    const apart = ["book", "emergency", "stop_messages", "wrong_number"];
    const goals = new Set(PARTS.flatMap(personasOf).map(({ goal }) => goal));
    expect([...goals].filter((goal) => !(goal in GOALS) && !apart.includes(goal))).toEqual([]);
  });

  test("of each topic that a state is said to tell of, the flow has such a state", () => {
    const topics = new Set(Object.values(TELLING).flat());
    const told = Object.entries(TELLING).flatMap(([state, of]) => (clinicFlow.state(state) ? of : []));
    expect([...topics].filter((topic) => !told.includes(topic))).toEqual([]);
  });
});

describe("a harm", () => {
  const danger = (tier: "certain" | "possible") => exchange({ danger: { tier, kind: "self_harm" } });
  const inDanger = { expect: { danger: { tier: "certain", kind: "self_harm" }, opted_out: false, team_must_know: [] } };
  const leaves = { expect: { danger: null, opted_out: true, team_must_know: [] } };
  const wrongName = exchange({ lead: { kind: "appointment", values: { name: "Pode Mandar", for_whom: "self" } } });
  const english = exchange({ replies: [spoken], lang: "en" });
  const CASES: readonly [title: string, over: object, exchanges: Exchange[], harms: Harm[]][] = [
    ["an alarm for nothing", {}, [danger("certain")], ["false-emergency"]],
    ["a kind question for nothing is none", {}, [danger("possible")], []],
    ["a danger that was not seen", inDanger, [exchange({})], ["missed-danger"]],
    ["a danger that was seen less clearly is not missed", inDanger, [danger("possible")], []],
    ["a stop that was not asked for", {}, [exchange({ optedOut: true })], ["wrong-opt-out"]],
    ["a stop that was asked for is none", leaves, [exchange({ optedOut: true })], []],
    ["another language, twice", {}, [english, english], ["wrong-language"]],
    ["another language, at first, is none", {}, [english], []],
    ["a value that is not theirs", {}, [wrongName], ["wrong-value"]],
  ];
  test.each(CASES)("%s", (_title, over, exchanges, harms) => {
    expect(judge(clinicFlow, conversation(over, ...exchanges)).harms).toEqual(harms);
  });

  test("a promise of which the team heard nothing", () => {
    const flow = { ...clinicFlow, head: { ...clinicFlow.head, promises: ["appointment-requested.say"] } };
    const text = flow.message("appointment-requested.say", "pt")!.say(() => "Ana");
    const promised = exchange({ replies: [{ ...spoken, text: `Certo.\n\n${text}` }] });
    const called = exchange({ handoff: handoff("asked") });
    expect(judge(flow, conversation({}, promised)).harms).toEqual(["dropped-promise"]);
    expect(judge(flow, conversation({}, promised, called)).harms).toEqual([]);
    expect(judge(flow, conversation({}, called, promised)).harms).toEqual(["dropped-promise"]);
    const waiting = exchange({ replies: promised.report.replies, mode: "waiting" });
    expect(judge(flow, conversation({}, called, waiting)).harms).toEqual([]);
    expect(judge(flow, conversation({}, exchange({ replies: [spoken] }))).harms).toEqual([]);
  });
});

describe("a person", () => {
  test.each([
    ["for_whom", { for_whom: "relative" }, ["whom-self", "whom-child", "whom-other"], "whom-other"],
    ["modality", { modality: "clinic" }, ["modality-video", "modality-in-person"], "modality-in-person"],
    ["summary", {}, ["summary-fix", "summary-yes"], "summary-yes"],
    ["danger", {}, ["danger-now", "danger-past"], "danger-past"],
    ["correction", {}, ["fix-name", "fix-nothing"], "fix-nothing"],
    [null, {}, ["menu-person", "service-book"], "service-book"],
  ] as const)("asked for %s, with %j, of %j taps %s", (asked, facts, ids, tapped) => {
    const options = ids.map((id) => ({ id, title: id }));
    expect(optionFor(options, asked, facts)?.id).toBe(tapped);
  });

  test.each([
    ["book", "book_appointment", "quero marcar", true],
    ["book", "reschedule_appointment", "troca pra quinta", false],
    ["book", "ask:price", "quanto custa?", true],
    ["book", "insurance_question", "particular", false],
    ["pix_key", "finance_payment", "a chave", true],
    ["privacy", "ask:privacy_info", "only about privacy of data", true],
    ["book", "option:whom-child", "pro pequeno", true],
    ["book", "option:whom-other", "pro pequeno", false],
  ])("who came to %s, guessed to %s after %j: %s", (goal, guess, said, right) => {
    expect(isRightGuess(persona({ goal }), guess, said, { name: "Ana", for_whom: "child" })).toBe(right);
  });
});

test("a kind question that nobody needed is counted where it was asked, and not where the team alone was told", () => {
  const danger = { tier: "possible", kind: "violence" } as const;
  const judged = (asks: string | null) =>
    judge(clinicFlow, conversation({ goal: "price" }, exchange({ danger, asks })));
  expect(judged("danger").needlessConcern).toBe(true);
  expect(judged("preference").needlessConcern).toBe(false);
});
