import { describe, expect, test } from "vitest";
import { after, BOOKING, SUMMARY } from "./said-after.ts";

/*
 * What was told of people is asked for no more: in the first words, beside a name, beside a yes, or as a story. What is spoken of and
 * not whom it is for fills nothing.
 */
describe("told in the first words", () => {
  test.each<[string, Readonly<Record<string, string>>]>([
    [
      "Oi, sou a Carla. queria fono pro meu enteado Hugo de 5 anos",
      { name: "Carla", for_whom: "child", patient_name: "Hugo", small_age: "5 anos", relation: "step" },
    ],
    [
      "bom dia, preciso de psiquiatra para minha mãe Dalva, 66 anos",
      { for_whom: "relative", patient_name: "Dalva", age: "66 anos" },
    ],
    [
      "quero terapia ocupacional pra minha filha Alice, nasceu em 02/05/2019",
      { for_whom: "child", patient_name: "Alice", birth_date: "2019-05-02", relation: "parent" },
    ],
    [
      "Hola, busco fonoaudióloga para mi sobrino Mateo, tiene 6 años",
      { for_whom: "child", patient_name: "Mateo", small_age: "6 años", relation: "aunt" },
    ],
    [
      "Hi, I need a psychiatrist for my wife Karen, 45",
      { for_whom: "relative", patient_name: "Karen", age: "45 years" },
    ],
    [
      "sou mãe da Carla e do Hugo, ela tem 9 e ele tem 6. queria fono pros dois",
      { for_whom: "several", patient_name: "Carla (9) e Hugo (6)" },
    ],
  ])("%s", (text, values) => expect(after(text).values).toMatchObject(values));

  test.each([
    ["meu marido João me indicou vocês, queria terapia pra mim", "patient_name"],
    ["minha irmã Olga, 40, é paciente de vocês. quero marcar pra mim", "patient_name"],
    ["quero marcar psicóloga, meu filho fica com a avó", "patient_name"],
    ["perdi meu pai há 3 meses e queria conversar com alguém", "age"],
  ])("%s: no %s", (text, name) => expect(after(text).values[name]).toBeUndefined());
});

describe("told at another question", () => {
  test("for whom, with a name and an age: neither is asked for", () => {
    const told = after(...BOOKING, "meu sobrinho Caio de 15");
    expect(told.values).toMatchObject({ for_whom: "child", patient_name: "Caio", teen_age: "15 anos" });
    expect(told.step).toBe("services");
  });

  test("two children at that question are two", () =>
    expect(after(...BOOKING, "a Nina de 4 e o Hugo de 7").values).toMatchObject({
      for_whom: "several",
      patient_name: "Nina (4) e Hugo (7)",
    }));

  test("beside the yes at what was said back", () => {
    const told = after("oi, quero fono pro meu filho", "isso, ele se chama Hugo e tem 6 anos");
    expect(told.values).toMatchObject({ patient_name: "Hugo", small_age: "6 anos" });
    expect(told.step).toBe("ask-name");
  });

  test.each([["tá trancado em casa, só dorme"], ["só chora, não come nada"], ["está sem falar com ninguém"]])(
    "%s is nobody's name",
    (text) => expect(after("oi", text).values.name).toBeUndefined(),
  );

  test("who says that it was told is taken by the rest of it", () =>
    expect(after("oi", "ana paula, já falei").values.name).toMatch(/Ana Paula/));
});

describe("where all is read back", () => {
  const TWO = [...BOOKING, "a Nina de 4 e o Hugo de 7", "fono", "presencial", "particular", "terça à tarde"];
  test.each([
    ["o hugo tem 8", "Nina (4) e Hugo (8)"],
    ["quem tem 7 é a Nina, o Hugo tem 4", "Nina (7) e Hugo (4)"],
  ])("%s", (text, names) => expect(after(...TWO, text).values.patient_name).toBe(names));

  test.each(["preciso da nota fiscal em nome da empresa", "queremos na mesma hora", "é urgente, por favor"])(
    "%s is for the team",
    (text) => {
      const told = after(...SUMMARY, text);
      expect(told.values.remarks).toContain(text);
      expect(told.step).toBe("summary");
    },
  );

  test("a question in a clause is answered beside the answer", () =>
    expect(after(...BOOKING, "[whom-self]", "terapia individual", "presencial. mas e o valor?").texts).toMatch(/R\$/));
});

describe("asked for whom it is", () => {
  const whom = (text: string) => after(...BOOKING, text).values;
  test.each([
    ["my son is 8, but it's for me", "self"],
    ["eu, 36, e minha filha de 8", "several"],
    ["para mim e pro meu marido Carlos", "several"],
    ["é pro Bento, 7, e a Lívia, 3", "several"],
  ])("%s: %s", (text, expected) => expect(whom(text).for_whom).toBe(expected));

  test("who sent the writer does not come along", () =>
    expect(whom("a psicóloga do meu filho de 7 me mandou, é pra mim").for_whom).not.toBe("several"));

  test("whose father is named beside the child is one, not two", () =>
    expect(after(...BOOKING, "[whom-child]", "Arthur Vogel, o pai é Otto").values).toMatchObject({
      for_whom: "child",
      patient_name: "Arthur Vogel",
    }));
});
