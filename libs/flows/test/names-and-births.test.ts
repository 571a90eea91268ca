import { describe, expect, test } from "vitest";
import { after, BOOKING, SUMMARY } from "./said-after.ts";

/*
 * Names and dates of birth, wherever they are said: beside another answer, before they are asked for, or where all is read back. Each table
 * holds siblings in the three languages.
 */
const CHILD = [...BOOKING, "[whom-child]"];
const COUPLE = [...BOOKING, "eu e meu marido", "terapia de casal", "presencial", "particular", "terça à noite"];

describe("a name that is said again holds the most of it", () => {
  test.each([
    ["Ivy! Ivy Hutchinson Blake", "Ivy Hutchinson Blake"],
    ["Olívia, Olívia Prado Camargo", "Olívia Prado Camargo"],
    ["Nicolás, con ene: Nicolás Vargas Peña", "Nicolás Vargas Peña"],
  ])("%s", (text, name) => expect(after(...CHILD, text).values.patient_name).toBe(name));
});

test.each([
  ["quero fono pra minha filha de 4 anos", "isso", "Tatiana", "Olívia Prado, nasceu em 09/06/2022", "Olívia Prado"],
  ["speech therapy for my son of 5 years", "yes", "Deborah", "Oscar Blake, born 3 August 2021", "Oscar Blake"],
])("%s: a date takes the age's place, and the name beside it is kept", (first, yes, own, text, name) => {
  const { values } = after(first, yes, own, text);
  expect(values.patient_name).toBe(name);
  expect(values.birth_date).toBeDefined();
});

describe("who writes and who comes, told before either is asked", () => {
  test.each([
    [
      "cuánto cuesta fonoaudiología?",
      "sí, se llama Mateo Quiroga y nació el 5 de abril de 2019. yo soy su mamá Lorena",
      { name: "Lorena", patient_name: "Mateo Quiroga", birth_date: "2019-04-05", for_whom: "child" },
    ],
    [
      "quero agendar psicólogo pro meu pai",
      "isso, ele se chama Valdemar Siqueira e eu sou a filha dele, Cíntia",
      { name: "Cíntia", patient_name: "Valdemar Siqueira", for_whom: "relative" },
    ],
    [
      "hi, i want a psychologist for my dad",
      "yes, he is called Harold Jenkins, I'm his son Peter",
      { name: "Peter", patient_name: "Harold Jenkins", for_whom: "relative" },
    ],
    [
      "hola, quiero terapia de pareja",
      "sí. Soy Beatriz Lozano y él es Ramiro Ibáñez",
      { name: "Beatriz Lozano", patient_name: "Beatriz Lozano y Ramiro Ibáñez" },
    ],
  ])("%s", (first, text, values) => expect(after(first, text).values).toMatchObject(values));
});

test.each([
  ["cuánto cuesta fonoaudiología?", "sí, se llama Mateo Quiroga y nació el 5 de abril de 2019"],
  ["quanto custa a fono?", "sim, ele se chama Caetano Moura e nasceu em 03/08/2021"],
  ["how much is speech therapy?", "yes, she's called Ivy Blake, born 3 August 2021"],
])("%s and then who it is for: the booking goes on", (asked, told) =>
  expect(after(asked, told).values).toMatchObject({ topic: "booking", for_whom: "child" }),
);

describe("two names where the writer's is asked for", () => {
  test.each([
    ["Ngozi and Peter Eze", "Ngozi"],
    ["Larissa e Caio", "Larissa"],
    ["Ana Costa e Silva", "Ana Costa e Silva"],
  ])("%s: %s", (text, name) => expect(after("oi", text).values.name).toBe(name));
});

test.each(["9 de junho de 2017, 9 aninhos", "June 9, 2017, she's 9"])("%s is a date of birth", (text) =>
  expect(after(...CHILD, "Olívia Prado", text).values.birth_date).toBe("2017-06-09"),
);

test("a date of birth that is said again in full stays, however its numbers stand beside it", () => {
  const told = [...SUMMARY, "my birthday is 5 October 1987", "10/05 is my birthday, 5 October 1987"];
  expect(after(...told).values.birth_date).toBe("1987-10-05");
});

describe("who is named and tapped afterwards keeps the name", () => {
  test("another person", () =>
    expect(after("oi, quanto custa a fono?", "o nome dela é Alba Reis", "[service-book]").values.patient_name).toBe(
      "Alba Reis",
    ));
});

describe("a fuller name where all is read back", () => {
  test.each(["é Ana Lima Prado o nome completo", "it's Ana Lima Prado", "No it's Ana Lima Prado"])("%s", (text) =>
    expect(after(...SUMMARY, text).values.name).toBe("Ana Lima Prado"),
  );
});

describe("what is no name", () => {
  test.each([
    "I am from Nairobi, my son he is 5 years and is not speaking well",
    "moro em Recife, meu filho tem 5 anos e não fala",
    "soy de Arequipa, mi hijo tiene 5 años y no habla bien",
  ])("%s names nobody", (text) => expect(after(text).values.patient_name).toBeUndefined());

  test("a company is none", () => expect(after("oi", "Sou a Bianca da DentalSoft").values.name).toBe("Bianca"));
});

describe("an adult's age and birth", () => {
  test.each([
    ["pra mim. 41 anos", { age: "41 anos" }],
    ["pra mim, nasci em 07/03/1985", { birth_date: "1985-03-07" }],
  ])("%s", (text, values) => expect(after(...BOOKING, text).values).toMatchObject(values));

  test.each([
    ["Birthday is 1984/11/06. terça de manhã", "1984-11-06"],
    ["nací el 2 de octubre de 1990, terça de manhã", "1990-10-02"],
    ["8 Mar 1991, terça de manhã", "1991-03-08"],
  ])("%s is no day for an appointment", (text, born) => {
    const { values } = after(...SUMMARY.slice(0, -1), text);
    expect(values.birth_date).toBe(born);
    expect(values.preference).not.toMatch(/19\d\d/);
  });

  test("it is shown where all is read back", () =>
    expect(after(...SUMMARY, "nasci em 07/03/1985").texts).toContain("nasc. 07/03/1985"));
});

describe("another person, looked for where all is read back", () => {
  test.each(["falta o meu marido, Otávio Brito", "o Otávio Brito não aparece", "faltou o Otávio Brito"])(
    "%s: of two who come each is named",
    (text) => expect(after(...COUPLE, text).values.patient_name).toBe("Ana Lima e Otávio Brito"),
  );

  test.each(["falta mi esposo, Julio Bravo", "faltou o meu irmão, Julio Bravo"])("%s: else it is passed on", (text) => {
    const { values, step } = after(...SUMMARY, text);
    expect(values.remarks).toContain("Julio Bravo");
    expect(step).toBe("summary");
  });
});
