import { describe, expect, test } from "vitest";
import { compileMessage } from "../src/flow/message.ts";
import { initialState } from "../src/index.ts";
import { inSentence } from "../src/words/in-sentence.ts";
import { flowWith, flow as small } from "./flow.ts";
import { NOW, talk } from "./talk.ts";

const say = (source: string, values: Record<string, string> = {}, locale = "pt-BR") =>
  compileMessage(source, locale).say((name) => values[name] ?? "—");

describe("a text in message format", () => {
  test.each([
    ["Olá!", {}, "Olá!"],
    ["Olá, {name}!", { name: "Ana" }, "Olá, Ana!"],
    ["{n, plural, =0 {nada} one {uma coisa} other {# coisas}}", { n: "0" }, "nada"],
    ["{n, plural, =0 {nada} one {uma coisa} other {# coisas}}", { n: "1" }, "uma coisa"],
    ["{n, plural, =0 {nada} one {uma coisa} other {# coisas}}", { n: "3" }, "3 coisas"],
    ["{period, select, morning {Bom dia} other {Olá}}, {name}", { period: "morning", name: "Ana" }, "Bom dia, Ana"],
    ["{period, select, morning {Bom dia} other {Olá {name}}}", { name: "Ana" }, "Olá Ana"],
    ["R$ {price, number}", { price: "1234.5" }, "R$ 1.234,5"],
    ["a <b>forte</b> {x}", { x: "y" }, "a <b>forte</b> y"],
    ["D'água {x}", { x: "y" }, "D'água y"],
    ["{gone}", {}, "—"],
    // What is no number is said in the words it has, and counts as many.
    ["por {price, number}", { price: "R$ 180 por sessão" }, "por R$ 180 por sessão"],
    ["{price, number} {n, number}", { price: "grátis", n: "1234" }, "grátis 1.234"],
    ["{price, number, ::currency/BRL}", { price: "a combinar" }, "a combinar"],
    ["{price, number}", { price: " " }, " "],
    ["{n, plural, one {um dia} other {# dias}}", { n: "alguns" }, "alguns dias"],
    ["{n, plural, one {um dia} other {# dias}}", {}, "— dias"],
    ["{n, plural, other {# dias, {m, plural, other {# horas}}}}", { n: "3", m: "poucas" }, "3 dias, poucas horas"],
    ["{n, plural, other {{s, select, a {A} other {{m, number}}}}}", { s: "b", m: "Infinity" }, "Infinity"],
    ["{n, selectordinal, one {#st} other {#th}}", { n: "last" }, "lastth"],
    ["{d, date} {t, time, short}", { d: "2026-01-05", t: "às 8" }, "2026-01-05 às 8"],
    ["{s, select, a {{d, date, ::yyyyMMdd}} other {}}", { s: "a", d: "amanhã" }, "amanhã"],
  ])("%s", (source, values, wanted) => expect(say(source, values)).toBe(wanted));

  test("names the values it needs, once each", () => {
    const { variables } = compileMessage("{a} {b, plural, other {{c} {a}}} {d, select, other {{e, number}}}", "en");
    expect(variables).toEqual(["a", "b", "c", "d", "e"]);
    expect(compileMessage("plain", "en").variables).toEqual([]);
  });

  test("tells what it takes for a number or a date", () => {
    const message = compileMessage("{a} {b, number} {c, plural, other {{d, date} {e, time}}} {b}", "en");
    expect(message).toMatchObject({ numbers: ["b", "c"], dates: ["d", "e"] });
    expect(compileMessage("plain", "en")).toMatchObject({ numbers: [], dates: [] });
  });

  test("that is none is refused", () => expect(() => compileMessage("{broken", "en")).toThrow());
});

describe("what a text may name besides values", () => {
  const text = "{first_name}|{contact_name}|{patient_count}|{period}|{opens_day}|{opens_time}";
  const { pt } = small.definition.messages;
  const flow = flowWith({
    flow: { ...small.definition.flow, start: "sa" },
    states: { sa: { say: "all", end: true } },
    messages: { pt: { ...pt, all: text } },
  });
  const said = (facts: object, values: Record<string, string> = {}) => {
    const state = { ...initialState(NOW), step: "fruit", values, flowVersion: flow.version };
    const moved = flowWith({ ...flow.definition, flow: { ...flow.definition.flow, menu: "sa" } } as never);
    return talk(moved, { state, facts }).say("menu").texts[0];
  };
  const hours = (local: string, opens: string | null) => ({ hours: { open: false, reason: "closed", local, opens } });
  const patient = { name: "Ana Lima", patients: [{ id: "p", name: "Ana Lima", relation: "self" }] };

  test.each([
    [{}, "—|—|0|other|other|—"],
    [{ patient }, "Ana|Ana Lima|1|other|other|—"],
    [hours("2026-01-05T04:59", "2026-01-05T08:00"), "—|—|0|night|today|08:00"],
    [hours("2026-01-05T05:00", "2026-01-06T08:00"), "—|—|0|morning|tomorrow|08:00"],
    [hours("2026-01-05T12:00", "2026-01-07T08:30"), "—|—|0|afternoon|wed|08:30"],
    [hours("2026-01-31T18:00", "2026-02-01T08:00"), "—|—|0|evening|tomorrow|08:00"],
    [hours("2026-01-05T18:00", "2026-01-11T08:00"), "—|—|0|evening|sun|08:00"],
    [hours("2026-01-05T17:59", null), "—|—|0|afternoon|other|—"],
  ])("%j", (facts, wanted) => expect(said(facts)).toBe(wanted));

  test("the day it opens next, by its name from the day after tomorrow on", () => {
    const days = ["07", "08", "09", "10", "11", "12", "13"].map(
      (day) => said(hours("2026-01-05T12:00", `2026-01-${day}T08:00`))!.split("|")[4],
    );
    expect(days).toEqual(["wed", "thu", "fri", "sat", "sun", "mon", "tue"]);
  });

  test("a name that was told counts more than the record's", () => {
    expect(said({ patient }, { name: "Bia Souza" })).toBe("Bia|Ana Lima|1|other|other|—");
  });

  test("the opening hours: those that were recorded, else the flow's; unknown where nothing of them was", () => {
    const asking = flowWith({
      flow: { ...small.definition.flow, start: "sa" },
      states: { sa: { say: "all", end: true } },
      messages: { pt: { ...pt, all: "{opening_hours}" } },
    });
    const told = (facts: object) => talk(asking, { facts }).say("oi").texts[0];
    const { hours: closed } = hours("2026-01-05T12:00", null);
    const [none, day] = [[], ["14:00-18:00"]];
    const weekly = { mon: none, tue: day, wed: none, thu: none, fri: none, sat: none, sun: none };
    expect(told({ hours: closed })).toBe("Segunda, das 8h às 12h.");
    expect(told({ hours: { ...closed, weekly } })).toBe("Terça, das 14h às 18h.");
    expect(told({ hours: { ...closed, exceptions: [{ day: "2026-01-06", spans: [] }] } })).toMatch(/terça \(06\/01\)/);
    expect(told({})).toBe("—");
  });
});

describe("what the flow lists of the catalogue", () => {
  const { pt, en } = small.definition.messages;
  const fruit = (name: string, grows: string) => ({ name: { pt: name, es: name, en: name }, grows });
  const shop = (fruits: object) =>
    flowWith({
      flow: {
        ...small.definition.flow,
        start: "sa",
        listed: { local: { catalogue: "fruits", is: { grows: ["here", "both"] } } },
      },
      catalogue: { fruits },
      states: {
        sa: { next: [{ when: { has: "local" }, goto: "some" }, { goto: "none" }] },
        some: { say: "some", end: true },
        none: { say: "none", end: true },
      },
      messages: { pt: { ...pt, some: "Temos {local}.", none: "Nada." }, en: { ...en, some: "We have {local}." } },
    });
  const fruits = { apple: fruit("Maçã", "here"), kiwi: fruit("Kiwi", "far"), pear: fruit("Pera", "both") };

  test.each([
    [fruits, "Temos Maçã e Pera."],
    [{ ...fruits, fig: fruit("Figo", "here") }, "Temos Maçã, Pera e Figo."],
    [{ apple: fruits.apple, kiwi: fruits.kiwi }, "Temos Maçã."],
    [{ kiwi: fruits.kiwi }, "Nada."],
  ])("is named in a text, and a guard knows whether there is any: %#", (catalogue, text) =>
    expect(talk(shop(catalogue)).say("oi").texts).toEqual([text]),
  );

  test("in the language of the conversation", () => {
    const state = { ...initialState(NOW), language: "en" as const };
    expect(talk(shop(fruits), { state }).say("oi").texts).toEqual(["We have Maçã and Pera."]);
  });
});

test.each([
  ["pt", ["a", "b", "i"], "a, b e i"],
  ["es", ["a", "b"], "a y b"],
  ["es", ["a", "hipnosis"], "a e hipnosis"],
  ["es", ["a", "hielo"], "a y hielo"],
  ["en", ["a", "b"], "a and b"],
  ["en", [], ""],
] as const)("names in a sentence (%s): %j", (language, parts, text) => expect(inSentence(parts, language)).toBe(text));

test("kept values are shown as a person reads them", () => {
  const { pt } = small.definition.messages;
  const ask = (as: string, into: string, next: string) => ({ ask: "x", capture: { into, as }, next });
  const flow = flowWith({
    flow: { ...small.definition.flow, start: "s1" },
    catalogue: { insurances: { unimed: { name: { pt: "Unimed", en: "Unimed" } } } },
    states: {
      s1: ask("birth-date", "born", "s2"),
      s2: ask("phone", "phone", "s3"),
      s3: ask("cpf", "cpf", "s4"),
      s4: ask("insurance", "plan", "s5"),
      s5: ask("free-text", "more", "s6"),
      s6: { say: "all", end: true },
    },
    messages: { pt: { ...pt, x: "?", all: "{born} {phone} {cpf} {plan} {more}" } },
  });
  const chat = talk(flow);
  for (const answer of ["oi", "12/03/1990", "11 98765-4321", "529.982.247-25", "Unimed"]) chat.say(answer);
  expect(chat.say("só isso").texts).toEqual(["12/03/1990 (11) 98765-4321 529.982.247-25 Unimed só isso"]);
  expect(chat.state.values).toEqual({
    ...{ born: "1990-03-12", phone: "+5511987654321", cpf: "52998224725", plan: "unimed", more: "só isso" },
  });
});
