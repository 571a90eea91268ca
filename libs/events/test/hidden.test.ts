import { describe, expect, test } from "vitest";
import { FORGOTTEN, hide, reveal, type Turn } from "../src/index.ts";

const turnWith = (fields: { state?: object; facts?: object; commands?: object[] }) =>
  ({ rule: "ana", contact: "5511999990000", commands: [], ...fields }) as unknown as Turn;
const back = ({ turn, values }: ReturnType<typeof hide>) => JSON.parse(reveal(JSON.stringify(turn), values));

const NAME = "Ana Maria";
const said = (text: string) => turnWith({ commands: [{ type: "send-text", to: "5511999990000", text }] });

describe("a turn is stored without", () => {
  test.each([
    ["a value that is known", said(`Obrigada, ${NAME}!`), NAME],
    ["signs of patterns in it", said("Oi, Jean-Luc (Zé) D'Ávila."), "Jean-Luc (Zé) D'Ávila."],
    ["it in other cases", said("obrigada, ANA MARIA"), "ANA MARIA"],
    ["a CPF with its signs", said("CPF 529.982.247-25, certo?"), "529.982.247-25"],
    ["a CPF without", said("CPF 52998224725"), "52998224725"],
    ["a day in figures", said("nasceu em 1/3/15"), "1/3/15"],
    ["an ISO day", turnWith({ state: { values: { birth_date: "2015-03-01" } } }), "2015-03-01"],
    ["a phone", said("ligue (11) 99999-1234"), "99999-1234"],
    ["an address", said("escreva a ana.m+x@exemplo.com.br."), "ana.m+x@exemplo.com.br"],
    ["a value in the words that wait", turnWith({ state: { pendingInput: { messages: [{ text: NAME }] } } }), NAME],
    ["a value in what was understood", turnWith({ facts: { understanding: { entities: [{ value: NAME }] } } }), NAME],
    ["a name of the records", turnWith({ facts: { patient: { name: NAME } } }), NAME],
    ["a value of a lead", turnWith({ commands: [{ type: "capture-lead", values: { name: NAME } }] }), NAME],
    ["a value told to the team", turnWith({ commands: [{ summary: { name: NAME } }] }), NAME],
    ["a button's", turnWith({ commands: [{ buttons: [{ id: "1", label: NAME }] }] }), NAME],
    ["a row's", turnWith({ commands: [{ rows: [{ id: "1", title: NAME, description: NAME }] }] }), NAME],
  ])("%s, and read as it was", (_name, turn, value) => {
    const hidden = hide(turn, [NAME, "Jean-Luc (Zé) D'Ávila."]);
    expect(JSON.stringify(hidden.turn)).not.toContain(value);
    expect(back(hidden)).toEqual(turn);
  });
});

test.each([
  ["a long s", "Jessica", "Je\u017f\u017fica"],
  ["the sign of kelvin", "Kelly", "\u212aELLY"],
  ["a sigma at the end", "\u03a3\u03bf\u03c6\u03cc\u03c2", "\u03c3\u03bf\u03c6\u03cc\u03c3"],
  ["a sign of micro", "\u03bcm\u03bcm", "\u00b5M\u00b5m"],
  ["a picture beside it", "Ana Maria", "ANA MARIA \u2764\ufe0f"],
])("a name is known by %s", (_name, known, written) => {
  expect(JSON.stringify(hide(said(`oi, ${written}!`), [known]).turn)).not.toContain(written);
});

test("what a turn is read by stays: ids, rules, subjects", () => {
  const turn = turnWith({ state: { step: "ana", address: "5511999990000" }, commands: [{ to: "5511999990000" }] });
  expect(hide(turn, ["ana"])).toEqual({ turn, values: [] });
});

test("no text grows by what it hides, and a short value is hidden where it is all there is", () => {
  const turn = turnWith({ state: { values: { name: "Lu", note: "Luz no fim" } } });
  const { state } = hide(turn, ["Lu"]).turn as unknown as { state: { values: Record<string, string> } };
  expect(state.values).toEqual({ name: "\uE000", note: "Luz no fim" });
});

test("a sign that was in a text before, and signs of JSON, come back as they were", () => {
  const turn = turnWith({ state: { step: "\uE000", values: { name: 'D"Á\\vila\n', note: "\uE000\uF8FF" } } });
  expect(back(hide(turn, ['D"Á\\vila\n']))).toEqual(turn);
});

test("without its key a turn is still one, with marks in the places of the values", () => {
  const { turn } = hide(said(`Oi, ${NAME}`), [NAME]);
  expect(JSON.parse(reveal(JSON.stringify(turn), null)).commands[0].text).toBe(`Oi, ${FORGOTTEN}`);
});
