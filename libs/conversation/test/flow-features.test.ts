import type { PatientCard } from "@acolhe/events";
import { describe, expect, test } from "vitest";
import { initialState } from "../src/index.ts";
import { mergeLengthOf } from "../src/words/merge-length.ts";
import { flowWith, flow as small } from "./flow.ts";
import { NOW, of, talk, understood } from "./talk.ts";

const { pt } = small.definition.messages;
const texts = { a: "A?", b: "B!", c: "C!", d: "D!", note: "(a photo)", one: "One", two: "Two", three: "Three" };
const end = (say: string) => ({ say, end: true });
const ends = { sb: end("b"), sc: end("c"), sd: end("d") };

/** The small flow beginning at `sa`, with some states of the test's own. */
const flowOf = (
  states: Record<string, unknown>,
  head: Record<string, unknown> = {},
  catalogue: Record<string, unknown> = {},
) =>
  flowWith({
    flow: { ...small.definition.flow, start: "sa", menu: "sa", ...head },
    states: { ...ends, ...states },
    messages: { pt: { ...pt, ...texts } },
    catalogue,
  });
/** A talk that has got its first question. */
const begun = (...given: Parameters<typeof flowOf>) => {
  const chat = talk(flowOf(...given));
  chat.say("oi");
  return chat;
};
const card = (...patients: PatientCard["patients"]): PatientCard => ({ name: "Ana Lima", patients });
const ana = { id: "p1", name: "Ana Lima", relation: "self" as const };
const bia = { id: "p2", name: "Bia", relation: "ward" as const };

describe("routes", () => {
  const routes = [
    { on: { pattern: "n(\\d+)", into: "number" }, goto: "sb" },
    { on: { entity: "date", into: "day" }, goto: "sb" },
    { on: { words: ["green", "thanks"] }, goto: "sb" },
    { on: { kind: ["image", "audio"] }, set: { sent: "yes" }, goto: "sb" },
    { on: { intent: ["price_question", "complaint"], confidence: 0.9 }, goto: "sb" },
    { on: "yes", goto: "sc" },
    { on: "no", goto: "sd" },
    { on: "anything", goto: "sd" },
  ];
  const states = { sa: { ask: "a", routes } };

  test.each([
    ["N12", "sa:1:pattern", { number: "12" }],
    ["maçã verde", "sa:3:words", {}],
    ["sim", "sa:6:yes", {}],
    ["não", "sa:7:no", {}],
    ["whatever", "sa:8:anything", {}],
  ])("%s takes %s", (text, rule, values) => {
    const { rule: taken, visited, state } = begun(states).say(text);
    expect(taken).toBe(rule);
    expect(visited[0]).toBe(rule);
    expect(state.values).toMatchObject(values);
  });

  test("a pattern over the whole answer says more than an option's word inside it, not than an option named outright", () => {
    const capture = { into: "name", as: "person-name" };
    const sa = {
      ask: "a",
      options: [{ id: "o-no", label: "one", words: "no", goto: "sd" }],
      routes: [
        { on: "yes", goto: "sc" },
        { on: { pattern: "não[, ]+(?:é )?(.+)", into: "name" }, goto: "sb" },
      ],
      capture,
      next: "sd",
    };
    // What the question is about is kept in the form its capture gives it.
    expect(begun({ sa }).say("não, é ANA lima")).toMatchObject({
      rule: "sa:2:pattern",
      state: { values: { name: "Ana Lima" } },
    });
    expect(begun({ sa }).say("não").rule).toBe("sa:o-no");
    // No name, so no match: thanks are none.
    expect(begun({ sa }).say("não, obrigado").rule).toBe("sa:o-no");
    expect(begun({ sa }).say("ana")).toMatchObject({ rule: "sa:captured", state: { values: { name: "Ana" } } });
    const plain = { ...sa, capture: { ...capture, into: "other" } };
    expect(begun({ sa: plain }).say("não, é ANA lima").state.values).toMatchObject({ name: "ANA lima" });
  });

  test("an entity, an intent sure enough, and a kind", () => {
    const entities = [{ type: "date", value: "2026-01-06" }];
    const dated = begun(states).say("amanhã", { facts: understood("unknown", 0, { entities }) });
    expect(dated).toMatchObject({ rule: "sa:2:entity", state: { values: { day: "2026-01-06" } } });
    expect(begun(states).say("caro!", { facts: understood("complaint", 0.9) }).rule).toBe("sa:5:intent");
    expect(begun(states).say("caro!", { facts: understood("complaint", 0.89) }).rule).toBe("sa:8:anything");
    expect(begun(states).say("claro", { facts: understood("yes", 0.6) }).rule).toBe("sa:6:yes");
    expect(begun(states).say("claro", { facts: understood("yes", 0.59) }).rule).toBe("sa:8:anything");
    const photo = begun(states).message({ kind: "image", url: null, mimeType: "image/png" });
    expect(photo).toMatchObject({ rule: "sa:4:kind", state: { values: { sent: "yes" } } });
    const sticker = begun(states).message({ kind: "sticker", url: null, mimeType: "image/webp" });
    expect(sticker.rule).toBe("sa:kind");
  });

  test("an option comes before routes, a route before the capture, the flow's own after it unless a name is asked for", () => {
    const option = { id: "o", label: "one", goto: "sb" };
    const capture = { into: "x", as: "free-text" };
    const sa = { ask: "a", options: [option], routes: [{ on: { words: "thanks" }, goto: "sc" }], capture, next: "sd" };
    const head = { routes: [{ on: { intent: "complaint" }, goto: "sc" }] };
    expect(begun({ sa }).say("one").rule).toBe("sa:o");
    expect(begun({ sa }).say("obrigado").rule).toBe("sa:1:words");
    const facts = understood("complaint");
    expect(begun({ sa }, head).say("tudo ruim", { facts }).rule).toBe("sa:captured");
    expect(begun({ sa: { ...sa, global: true } }, head).say("tudo ruim", { facts }).rule).toBe("flow:1:intent");
    const named = { ask: "a", capture: { into: "name", as: "person-name" }, next: "sd" };
    expect(begun({ sa: named }, head).say("tudo ruim", { facts }).rule).toBe("flow:1:intent");
    expect(begun({ sa: named }, head).say("Ana").rule).toBe("sa:captured");
    expect(
      begun({ sa: { ...named, capture: { into: "e", as: "email" } } }, head).say("tudo ruim", { facts }).rule,
    ).toBe("flow:1:intent");
  });
});

describe("guards", () => {
  const passes =
    (when: object, facts: Parameters<typeof talk>[1] = {}, values: Record<string, string> = {}) =>
    () => {
      const flow = flowOf({ sa: { ask: "a", routes: [{ on: "anything", when, goto: "sb" }] } });
      const state = { ...initialState(NOW), step: "sa", values, invalidCount: 1, flowVersion: flow.version };
      return talk(flow, { ...facts, state }).say("x").rule === "sa:1:anything";
    };
  const hours = (open: boolean, reason: "open" | "closed" | "holiday") => ({
    facts: { hours: { open, reason, local: "2026-01-05T09:00", opens: null } },
  });
  const patients = (...all: PatientCard["patients"]) => ({ facts: { patient: card(...all) } });
  const appointment = { id: "a1", at: NOW, service: "Terapia" };

  test.each<[string, () => boolean, () => boolean]>([
    ["known", passes({ known: true }, patients(ana)), passes({ known: true })],
    ["not known", passes({ known: false }), passes({ known: false }, patients(ana))],
    ["several", passes({ several: true }, patients(ana, bia)), passes({ several: true }, patients(ana))],
    [
      "an appointment",
      passes({ appointment: true }, patients({ ...ana, appointment })),
      passes({ appointment: true }, patients(ana)),
    ],
    ["open", passes({ open: true }, hours(true, "open")), passes({ open: true }, hours(false, "closed"))],
    ["closed", passes({ open: false }, hours(false, "closed")), passes({ open: false })],
    [
      "a holiday",
      passes({ holiday: true }, hours(false, "holiday")),
      passes({ holiday: true }, hours(false, "closed")),
    ],
    ["the language", passes({ language: ["en", "pt"] }), passes({ language: "es" })],
    ["a value", passes({ has: "x" }, {}, { x: "1" }), passes({ has: ["x", "y"] }, {}, { x: "1" })],
    ["no value", passes({ lacks: "x" }), passes({ lacks: ["y", "x"] }, {}, { x: "1" })],
    ["one of values", passes({ is: { x: ["1", "2"] } }, {}, { x: "2" }), passes({ is: { x: "1" } }, {}, { x: "2" })],
    ["attempts", passes({ attempts: 1 }), passes({ attempts: 2 })],
    ["not", passes({ not: { has: "x" } }), passes({ not: { has: "x" } }, {}, { x: "1" })],
    ["all at once", passes({ lacks: "x", language: "pt" }), passes({ lacks: "x", language: "en" })],
  ])("%s", (_name, held, failed) => expect([held(), failed()]).toEqual([true, false]));

  test("an option whose guard does not hold is not offered and moves the numbers up", () => {
    const options = [
      { id: "o1", label: "one", when: { known: true }, goto: "sb" },
      { id: "o2", label: "two", goto: "sc" },
    ];
    const flow = flowOf({ sa: { ask: "a", options } });
    const stranger = talk(flow);
    expect(of(stranger.say("oi").commands, "send-buttons")[0]!.buttons).toEqual([{ id: "o2", label: "Two" }]);
    expect(stranger.say("1").rule).toBe("sa:o2");
    const known = talk(flow, { facts: { patient: card(ana) } });
    known.say("oi");
    expect(known.say("1").rule).toBe("sa:o1");
  });

  test("the first way whose guard holds is taken; without any, the conversation stays", () => {
    const next = [{ when: { known: true }, goto: "sb" }, { goto: "sc" }];
    expect(begun({ sa: { say: "a", next } }).state.step).toBe("sc");
    expect(talk(flowOf({ sa: { say: "a", next } }), { facts: { patient: card(ana) } }).say("oi").state.step).toBe("sb");
    expect(begun({ sa: { say: "a", next: next.slice(0, 1) } }).state.step).toBe("sa");
  });
});

describe("actions", () => {
  test("set, unset, label, lead and language, on an option and on entering", () => {
    const to = { label: { add: ["new"], remove: ["old"] } };
    const chat = begun({
      sa: {
        ask: "a",
        options: [{ id: "o", label: "one", set: { x: "1" }, do: [{ set: { y: "2" } }, to], goto: "sx" }],
      },
      sx: { say: "b", do: [{ unset: ["x"] }, { lead: "appointment" }, { language: "en" }], end: true },
    });
    const { commands, state } = chat.say("one");
    expect(state).toMatchObject({ values: { y: "2" }, language: "en" });
    expect(of(commands, "label-contact")).toEqual([{ type: "label-contact", add: ["new"], remove: ["old"] }]);
    const lead = { type: "capture-lead", kind: "appointment", language: "pt", values: { y: "2" } };
    expect(of(commands, "capture-lead")).toEqual([lead]);
  });

  test("a reminder comes when due, once, unless it is taken back or a person has taken over", () => {
    const remind = { remind: { minutes: 5, goto: "sb" } };
    const states = {
      sa: { ask: "a", do: [remind], options: [{ id: "o", label: "one", do: [{ forget: "reminder" }], goto: "sc" }] },
    };
    const chat = begun(states);
    const armed = chat.state.timers.reminder!;
    expect(armed.at).toBe(NOW + 300_000);
    chat.wait(300_000);
    expect(chat.timer("reminder")).toMatchObject({ rule: "reminder", texts: ["B!"] });
    expect(chat.timer("reminder").rule).toBe("timer-stale");

    expect(begun(states).say("one").state.reminder).toBeNull();
    const taken = begun(states);
    const { commands } = taken.give({ type: "takeover-started", source: "phone" });
    expect(of(commands, "cancel-timer").map(({ name }) => name)).toContain("reminder");

    const late = begun(states);
    late.wait(300_000 + 11 * 60_000);
    expect(late.timer("reminder")).toMatchObject({ rule: "reminder-late", texts: [] });
  });
});

describe("slow work", () => {
  const lookup = { what: "appointments", seconds: 8, found: "sb", none: "sc", failed: "sd" };
  const states = { sa: { ask: "a", options: [{ id: "o", label: "one", goto: "sl" }] }, sl: { say: "one", lookup } };
  const asked = () => {
    const chat = begun(states);
    const { commands, texts: said } = chat.say("one");
    expect(said).toEqual(["One"]);
    const [request] = of(commands, "lookup");
    expect(request).toMatchObject({ what: "appointments", values: {} });
    return { chat, requestId: request!.requestId };
  };

  test.each([
    ["found", "B!"],
    ["none", "C!"],
    ["failed", "D!"],
  ])("%s leads on, with its values", (result, text) => {
    const { chat, requestId } = asked();
    const values = { service_at: "2026-01-06T10:00", "not a name": "x" };
    const answer = chat.give({ type: "lookup-answered", requestId, result, values });
    expect(answer).toMatchObject({ rule: `sl:${result}`, texts: [text], state: { waiting: null } });
    expect(answer.state.values).toEqual({ service_at: "2026-01-06T10:00" });
    expect(chat.give({ type: "lookup-answered", requestId, result, values }).rule).toBe("lookup-stale");
  });

  test("no answer in time is a failure, and a later one changes nothing", () => {
    const { chat, requestId } = asked();
    expect(chat.state.timers.lookup!.at).toBe(NOW + 8_000);
    chat.wait(8_000);
    expect(chat.timer("lookup")).toMatchObject({ rule: "sl:failed", texts: ["D!"] });
    expect(chat.give({ type: "lookup-answered", requestId, result: "found", values: {} }).rule).toBe("lookup-stale");
  });

  test("who writes meanwhile is told once to wait; menu and a person still act", () => {
    const { chat } = asked();
    expect(chat.say("e aí?")).toMatchObject({ rule: "sl:waiting", texts: ["Só um instante."] });
    expect(chat.say("alô?")).toMatchObject({ rule: "sl:waiting", texts: [] });
    expect(chat.say("repetir").texts).toEqual(["Só um instante."]);
    expect(chat.say("menu")).toMatchObject({ rule: "menu", state: { waiting: null, step: "sa" } });
    expect(asked().chat.say("atendente").rule).toBe("handoff:asked");
  });
});

describe("another flow", () => {
  const states = {
    sa: { say: "a", call: { start: "inner", back: "sb" } },
    inner: { ask: "c", capture: { into: "x", as: "free-text" }, next: "out" },
    out: { return: true },
  };
  test("is called and returns", () => {
    const chat = begun(states);
    expect(chat.state).toMatchObject({ step: "inner", calls: ["sb"] });
    expect(chat.say("x")).toMatchObject({ texts: ["B!"], state: { calls: [], step: "sb" } });
  });
  test("returns to the menu when nobody called it", () => {
    const chat = begun({ sa: { ask: "a", options: [{ id: "o", label: "one", goto: "out" }] }, out: { return: true } });
    expect(chat.say("one").state.step).toBe("sa");
  });
});

describe("an intent that is not sure", () => {
  const states = { sa: { ask: "a", capture: { into: "x", as: "email" }, next: "sd" } };
  const head = { routes: [{ on: { intent: "book_appointment" }, goto: "sb" }] };
  const unsure = understood("book_appointment", 0.4);

  test("is asked about, and yes takes its route", () => {
    const chat = begun(states, head);
    expect(chat.say("marc", { facts: unsure })).toMatchObject({
      rule: "did-you-mean:book_appointment",
      texts: ["Você quer marcar?"],
      state: { invalidCount: 0, confirming: { intent: "book_appointment" } },
    });
    expect(chat.say("sim")).toMatchObject({ rule: "flow:1:intent", texts: ["B!"], state: { confirming: null } });
  });
  test("no asks the question again, another answer is taken as one", () => {
    const chat = begun(states, head);
    chat.say("marc", { facts: unsure });
    expect(chat.say("não")).toMatchObject({ rule: "did-you-mean:no", texts: ["A?"] });
    chat.say("marc", { facts: unsure });
    expect(chat.say("ana@example.com").rule).toBe("sa:captured");
  });
  test("is no more than a wrong answer below the second threshold, or with no words to ask by", () => {
    expect(begun(states, head).say("marc", { facts: understood("book_appointment", 0.34) }).rule).toBe("sa:invalid");
    expect(begun(states, head).say("x", { facts: understood("complaint", 0.5) }).rule).toBe("sa:invalid");
    expect(begun(states, { routes: [] }).say("marc", { facts: unsure }).rule).toBe("sa:invalid");
  });
});

describe("words from any state", () => {
  const states = {
    sa: { ask: "a", options: [{ id: "o", label: "one", goto: "sq" }] },
    sq: { ask: "c", options: [{ id: "p", label: "two", goto: "sb" }] },
  };
  test("repeat asks again; back returns; menu leads home", () => {
    const chat = begun(states);
    chat.say("one");
    expect(chat.say("repetir")).toMatchObject({ rule: "repeat", texts: ["C!"] });
    expect(chat.say("voltar")).toMatchObject({ rule: "back", texts: ["A?"], state: { step: "sa" } });
    expect(chat.say("voltar")).toMatchObject({ rule: "back", state: { step: "sa" } });
    chat.say("one");
    expect(chat.say("menu")).toMatchObject({ rule: "menu", state: { step: "sa" } });
  });
  test("another language is kept, said in it, and no guess changes it any more", () => {
    const chat = talk(small);
    chat.say("oi");
    expect(chat.say("inglês")).toMatchObject({ rule: "language:en", state: { language: "en", languageBy: "patient" } });
    expect(chat.say("repetir").texts[0]).toMatch(/^Which fruit\?\n\n1\. Maçã\n2\. Pear/);
    expect(chat.say("pera").rule).toBe("fruit:f-pear");
    chat.wait(31 * 60_000);
    chat.say("oi", { facts: understood("greeting", 1, { language: "pt" }) });
    expect(chat.state.language).toBe("en");
  });
  test("a session begins in the language of its first words, and keeps what they want", () => {
    const chat = talk(small);
    const facts = understood("book_appointment", 0.6, { language: "en" });
    expect(chat.say("hi, I want to book", { facts }).state).toMatchObject({
      language: "en",
      values: { intent: "book_appointment" },
    });
    expect(talk(small).say("x", { facts: understood("complaint", 0.59) }).state.values).toEqual({ first_words: "x" });
  });
  test("an intent for a person calls one when sure enough, also as the first word", () => {
    expect(talk(small).say("x", { facts: understood("talk_to_human", 0.6) }).rule).toBe("handoff:asked");
    expect(begun(states).say("x", { facts: understood("talk_to_human", 0.59) }).rule).toBe("sa:invalid");
    expect(begun(states).say("quero falar com alguém já").rule).toBe("handoff:asked");
  });
  test("the classifier's red flag interrupts like the flow's own words", () => {
    const redFlag = { flagged: true, kind: "self-harm" };
    const flagged = begun(states).say("x", { facts: understood("unknown", 0, { redFlag }) });
    expect(flagged).toMatchObject({
      rule: "red-flag",
      texts: ["Ligue 188."],
      state: { mode: "bot", handedOver: { reason: "red-flag" } },
    });
    expect(of(flagged.commands, "request-handoff")[0]).toMatchObject({ team: "urgent", priority: "urgent" });
  });
});

describe("what is sent", () => {
  const option = (id: string, label = id) => ({ id, label, goto: "sb" });
  const catalogue = {
    things: Object.fromEntries(
      ["t1", "t2", "t3", "t4"].map((id) => [
        id,
        { name: { pt: `Coisa ${id}`, en: `Thing ${id}` }, short: id, price: 10 },
      ]),
    ),
  };
  const from = { source: { catalogue: "things" }, into: "thing", description: "short", goto: "sp" };

  test("a few short options are buttons, more a list, long ones numbers", () => {
    const shown = (sa: object) => begun({ sa: { ask: "a", ...sa } }, {}, catalogue);
    const type = (sa: object) => talk(flowOf({ sa: { ask: "a", ...sa } }, {}, catalogue)).say("oi").commands[0]!.type;
    expect(type({ options: ["one", "two", "three"].map((id) => option(id)) })).toBe("send-buttons");
    expect(type({ from })).toBe("send-list");
    expect(type({ from, show: "numbers" })).toBe("send-text");
    expect(type({ from, show: "buttons" })).toBe("send-text");
    expect(shown({ from }).say("coisa t2").state.values).toEqual({ thing: "t2" });
    expect(shown({ from }).tap("thing-t3").state.values).toEqual({ thing: "t3" });
  });

  test("a list has rows with descriptions and the engine's own words around them", () => {
    const [list] = of(talk(flowOf({ sa: { ask: "a", from } }, {}, catalogue)).say("oi").commands, "send-list");
    expect(list).toMatchObject({ title: "Opções", buttonLabel: "Ver", text: "A?" });
    expect(list!.rows[1]).toEqual({ id: "thing-t2", title: "Coisa t2", description: "t2" });
  });

  test("a text names the fields of what was chosen, in the conversation's language", () => {
    const flow = flowWith({
      flow: { ...small.definition.flow, start: "sa", menu: "sa" },
      states: { sa: { ask: "a", from: { ...from, goto: "sp" } }, sp: end("price"), ...ends },
      messages: { pt: { ...pt, ...texts, price: "{thing_name}: {thing_price, number} {thing_shoe} {gone}" } },
      catalogue,
    });
    const chat = talk(flow);
    chat.say("oi");
    expect(chat.say("thing t1").texts).toEqual(["Coisa t1: 10 — —"]);
  });

  test("what is said and the question share a bubble only where it is short enough", () => {
    const states = {
      sa: { say: ["b", "c"], next: "sq" },
      sq: { ask: "a", capture: { into: "x", as: "email" }, next: "sb" },
    };
    const mergeLength = (length: number) => ({ limits: { mergeLength: length } });
    expect(talk(flowOf(states)).say("oi").texts).toEqual(["B!\n\nC!", "A?"]);
    expect(talk(flowOf(states, mergeLength(10))).say("oi").texts).toEqual(["B!\n\nC!\n\nA?"]);
    expect(talk(flowOf(states, mergeLength(9))).say("oi").texts).toEqual(["B!\n\nC!", "A?"]);
    expect(talk(flowOf({ sa: { say: ["b", "c", "d"], end: true } })).say("oi").texts).toEqual(["B!", "C!\n\nD!"]);
    expect(talk(flowOf({ sa: { say: ["b", "c"], end: true } }, mergeLength(6))).say("oi").texts).toEqual(["B!\n\nC!"]);
  });

  test("a slow number merges more, up to what one bubble can carry", () => {
    const states = {
      sa: { say: ["b", "c"], next: "sq" },
      sq: { ask: "a", capture: { into: "x", as: "email" }, next: "sb" },
    };
    const flow = flowOf(states, { limits: { mergeLength: 5 } });
    const at = (paceMs: number) => talk(flow, { facts: { paceMs } }).say("oi").texts;
    expect(at(1_500)).toEqual(["B!\n\nC!", "A?"]);
    expect(at(2_000)).toEqual(["B!\n\nC!\n\nA?"]);
    expect(mergeLengthOf({ flow, facts: { now: 0 } })).toBe(5);
    const generous = flowOf(states, { limits: { mergeLength: 200 } });
    expect(mergeLengthOf({ flow: generous, facts: { now: 0, paceMs: 60_000 } })).toBe(1_024);
  });

  test("a picture carries what is said; what cannot carry it is followed by it", () => {
    const media = (kind: string, more: object = {}) => ({
      media: { kind, url: "https://clinic.example/map", ...more },
    });
    const sent = (state: object) =>
      talk(flowOf({ sa: state }))
        .say("oi")
        .commands.slice(0, 2);
    expect(sent({ say: "b", ...media("image"), end: true })[0]).toMatchObject({ type: "send-image", caption: "B!" });
    const asked = sent({ say: "b", ...media("video"), ask: "a", capture: { into: "x", as: "email" }, next: "sb" });
    expect(asked).toMatchObject([
      { type: "send-video", caption: "B!" },
      { type: "send-text", text: "A?" },
    ]);
    expect(sent({ say: "b", ...media("audio"), end: true })).toMatchObject([{ type: "send-audio" }, { text: "B!" }]);
    expect(sent({ ...media("document", { extension: "png" }), end: true })[0]).toMatchObject({ extension: "png" });
    expect(sent({ ...media("document"), end: true })[0]).toMatchObject({ type: "send-document", extension: "pdf" });
  });

  test("several patients are offered by name, and the one chosen is known by id and name", () => {
    const sa = { ask: "a", from: { source: "patients", into: "who", goto: "sb" }, options: [option("other", "two")] };
    const chat = talk(flowOf({ sa }), { facts: { patient: card(ana, bia) } });
    expect(of(chat.say("oi").commands, "send-buttons")[0]!.buttons.map(({ label }) => label)).toEqual([
      "Ana Lima",
      "Bia",
      "Two",
    ]);
    expect(chat.say("bia")).toMatchObject({ rule: "sa:who", state: { values: { who: "p2", who_name: "Bia" } } });
    const appointment = { id: "a9", at: NOW, service: "Terapia de casal com avaliação" };
    const dated = { ask: "a", from: { source: "appointments", into: "which", goto: "sb" } };
    const other = talk(flowOf({ sa: dated }), { facts: { patient: card(ana, { ...bia, appointment }) } });
    other.say("oi");
    expect(other.tap("which-a9").state.values).toEqual({
      name: "Ana Lima",
      ...{ which: "a9", which_patient: "Bia" },
      which_name: appointment.service,
      which_when: "seg 05/01, 09:00",
    });
  });
});

describe("limits", () => {
  test("a long session calls a person; a state that is missing does too", () => {
    const chat = begun(
      { sa: { ask: "a", capture: { into: "x", as: "free-text" }, next: "sa" } },
      { limits: { sessionMessages: 3 } },
    );
    chat.say("um");
    chat.say("dois");
    expect(chat.say("três").rule).toBe("handoff:long-session");
    expect(begun({ sa: { say: "a", next: "gone" } }).state.mode).toBe("human");
    expect(begun({ sa: { say: "a", next: "sx" }, sx: { say: "a", next: "sa" } }).state.mode).toBe("human");
  });
  test("a state that needs a value sends for it first", () => {
    const chat = begun({
      sa: { ask: "a", options: [{ id: "o", label: "one", goto: "sn" }] },
      sn: { needs: { value: "email", otherwise: "se" }, say: "b", end: true },
      se: { ask: "c", capture: { into: "email", as: "email" }, next: "sn" },
    });
    expect(chat.say("one")).toMatchObject({ texts: ["C!"], state: { step: "se" } });
    expect(chat.say("a@b.co")).toMatchObject({ texts: ["B!"], state: { step: "sn" } });
  });
  test("values are kept short, few, and small together", () => {
    const chat = begun({ sa: { ask: "a", capture: { into: "x", as: "free-text" }, next: "sa" } });
    expect(chat.say("é".repeat(500)).state.values.x).toHaveLength(160);
    const names = Array.from({ length: 30 }, (_, index) => `v${index}`);
    const set = Object.fromEntries(names.map((name) => [name, "ñ".repeat(160)]));
    const full = begun({ sa: { ask: "a", options: [{ id: "o", label: "one", set, goto: "sb" }] } }).say("one").state
      .values;
    expect(Buffer.byteLength(JSON.stringify(full))).toBeLessThanOrEqual(2400);
    expect(Object.keys(full).length).toBeLessThanOrEqual(24);
    expect(Object.values(full)[0]).toHaveLength(160);
  });
});
