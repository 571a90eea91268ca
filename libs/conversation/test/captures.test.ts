import type { Understanding } from "@acolhe/events";
import { describe, expect, test } from "vitest";
import { textFor } from "../src/capture/ages.ts";
import { birthDate } from "../src/capture/birth-date.ts";
import { capture, itemText, valueText } from "../src/capture/capture.ts";
import { otherNamed, patientNamed } from "../src/capture/other-name.ts";
import { personName } from "../src/capture/person-name.ts";
import type { Capture } from "../src/flow/route-schema.ts";
import { utter } from "../src/state/utterance.ts";
import { flowWith } from "./flow.ts";
import { NOW, understood } from "./talk.ts";

test.each([
  ["ana", "Ana"],
  ["ana 2", "Ana"],
  ["meu nome é ANA maria da silva.", "Ana Maria da Silva"],
  ["Oi, bom dia! Me chamo josé", "José"],
  ["sou o João D'Ávila", "João D'Ávila"],
  ["aqui é a Beatriz 😊", "Beatriz"],
  ["Sara-Lúcia", "Sara-Lúcia"],
  ["«« ana  maria »»", "Ana Maria"],
  ["Nao Yoshida", "Nao Yoshida"],
  ["de souza da silva", "De Souza da Silva"],
  ["ana bia eva ivo leo lia noa rui", "Ana Bia Eva Ivo Leo Lia Noa Rui"],
  ["x".repeat(60), `X${"x".repeat(59)}`],
  [`${".".repeat(157)}ana`, "Ana"],
  ["Ana Souza. E o seu?", "Ana Souza"],
  ["Juçara Pinheiro (com ç)", "Juçara Pinheiro"],
  ["Tiago Rocha *Thiago", "Thiago Rocha"],
  ["Rosa a zeladora do prédio", "Rosa"],
  ["me llamo elkin david a sus órdenes", "Elkin David"],
  ["Rosa de la Torre", "Rosa de la Torre"],
  ["Marti.. Martina López, perdón", "Martina López"],
  ["en la cédula figuro como Luis Alberto Peña", "Luis Alberto Peña"],
  ["everybody says Bea but put Beatriz Nunes", "Beatriz Nunes"],
  ["Zefa, da banca de tapioca", "Zefa"],
  ["Rosana Lima minha querida", "Rosana Lima"],
  ["quem fala é Joana Prado", "Joana Prado"],
  ["na verdade é Bia", "Bia"],
  ["Wolfgang Schmitt-Oberhauser. O hífen é do nome.", "Wolfgang Schmitt-Oberhauser"],
  ["Lia Costa Prado... Prado por parte de mãe, e que mãe...", "Lia Costa Prado"],
  ["Inês do Carmo e não é apelido, é o nome", "Inês do Carmo"],
  ["Noelia Paz Ríos para servirle", "Noelia Paz Ríos"],
  ["Elsa Roig Mas, Roig que se lee roch y se escribe con ge", "Elsa Roig Mas"],
  ["Julio como el mes Quispe Rojas", "Julio Quispe Rojas"],
  ["Ximena con equis y Soledad Cano", "Ximena Soledad Cano"],
  ["Teresa Pinto Gil pero todos me dicen Tere", "Teresa Pinto Gil"],
  ["W-a-l-k-y-r-i-a", "Walkyria"],
  ["Ravi only. In passport there is no surname", "Ravi"],
  ["Do you need it? Amara Obi", "Amara Obi"],
  ["Dona Lurdes", "Lurdes"],
])("%s is the name %s", (text, name) => expect(personName(text)).toBe(name));

test.each([
  "",
  "a",
  "123",
  "ana 32 anos",
  "https://x.example",
  "a@b.c",
  "😊",
  "tem estacionamento?",
  "não Carla",
  "Não Carla",
  "um dois três quatro cinco seis sete oito nove",
  "x".repeat(61),
  "20 de março de 81",
  "te mando depois",
  "Ay, espere, que me ha venido el llanto",
  "Bom Dia Gente",
  "O nome dela é Ana",
  "na verdade",
  `${".".repeat(158)}ana`,
])("%s is no name", (text) => expect(personName(text)).toBeNull());

test.each([
  ["her name Amina Saleh", "Amina Saleh"],
  ["o nome dela é Ana Reis", "Ana Reis"],
  ["se llama Inti Quispe", "Inti Quispe"],
])("of another person %s is the name %s", (text, name) => expect(personName(text, "another")).toBe(name));

test.each([
  ["é pro meu filho Théo", "Théo"],
  ["minha filha mais nova, a Lia Prado, de 4 anos", "Lia Prado"],
  ["para mi nieta que se llama Sol Ríos", "Sol Ríos"],
  ["my son Noah is six", "Noah"],
  ["minha filha não fala", null],
  ["for my mother, God give her long life", null],
])("in %s the relative is called %s", (text, name) => expect(otherNamed(text)?.name ?? null).toBe(name));

test.each([
  ["meu filho Théo", "Théo", null],
  ["é pra Alice, minha filha", "Alice", null],
  ["o nome da minha mãe é Lourdes", "Lourdes", null],
  ["quem vai é o Caio, meu sobrinho", "Caio", null],
  ["filho: Caio", "Caio", null],
  ["Théo, o nome dele", "Théo", null],
  ["é pro meu pai, seu João", "João", null],
  ["sou a mãe da Alice", "Alice", null],
  ["Ana, mãe do Théo", "Théo", "Ana"],
  ["meu nome é Ana e o do meu filho é Théo", "Théo", "Ana"],
  ["Ana Paula, e o paciente é o Bruno meu filho", "Bruno", "Ana Paula"],
  ["Me llamo Rosa, mi hijo es Mateo", "Mateo", "Rosa"],
  ["soy la mamá de Mateo", "Mateo", null],
  ["my name is Ann, my son is called Theo", "Theo", "Ann"],
  ["Theo's mom", "Theo", null],
  ["Ana, esposa do Carlos", "Carlos", "Ana"],
])("%s names %s, and of the writer %s", (text, name, own) => {
  const other = otherNamed(text);
  expect(other?.name).toBe(name);
  expect(personName(other!.rest)).toBe(own);
});

test.each(["Cida minha filha", "Ana, minha filha tem 6 anos", "Maria do Carmo", "a Rosa, o paciente sou eu"])(
  "%s names no other",
  (text) => expect(otherNamed(text)).toBeNull(),
);

test("where the patient's name is asked for, whose child it is tells nothing else", () => {
  expect(patientNamed("Théo, filho da Ana")).toBeNull();
  expect(patientNamed("Alice, minha filha")).toBe("Alice");
});

test.each([
  ["6 anos e 8 meses", "6 anos"],
  ["fez 5 anos faz 2 meses", "fez 5 anos  "],
  ["tem 6 anos, desde os 3 anos faz terapia", "tem 6 anos,   faz terapia"],
  ["tem 8 anos e o irmão tem 4 anos", "tem 8 anos e o  "],
  ["ela tem crises há 2 anos", "ela tem crises  "],
  ["she is 7, it began 2 years ago", "she is 7, it began  "],
  ["vai fazer 9 anos", "vai fazer 9 anos"],
  ["ela faz 6 anos em maio", "ela faz 6 anos em maio"],
])("in %s no length of time and no other age is taken for the patient's", (text, left) =>
  expect(textFor("child_age", text)).toBe(left),
);

test("of two dates the one that takes the other back is meant", () => {
  expect(birthDate("14/08/2016. Perdão, 2016 é da irmã. Ele é de 14/08/2017", NOW)).toBe("2017-08-14");
  expect(birthDate("desculpe a demora, 14/08/2016", NOW)).toBe("2016-08-14");
});

test("a plan of the catalogue is no name, and a name that holds one's word is", () => {
  const insurances = { porto: { name: "Porto Seguro", words: { pt: "porto" } }, unimed: { name: { pt: "Unimed" } } };
  const flow = flowWith({ catalogue: { insurances } });
  const named = (text: string) =>
    capture(
      { into: "x", as: "person-name" },
      { flow, now: NOW, utterance: { kind: "text", text, optionId: null }, understanding: undefined },
    );
  for (const plan of ["Unimed", "porto", "é a Unimed", "Porto Seguro"]) expect(named(plan), plan).toBeNull();
  expect(named("Ana Porto")).toBe("Ana Porto");
});

describe("an answer to a question", () => {
  const flow = flowWith();
  const captured = (as: Capture["as"], text: string, entities: Understanding["entities"] = []) =>
    capture(
      { into: "x", as },
      {
        ...{ flow, now: NOW, utterance: { kind: "text", text, optionId: null } },
        understanding: understood("unknown", 0, { entities }).understanding,
      },
    );

  test.each(["oi", "Obrigado!", "?!", ""])("%j is none", (text) => expect(captured("free-text", text)).toBeNull());

  test("of any words is those words, so many as a value holds", () => {
    expect(captured("free-text", " gosto de  maçã\n")).toBe("gosto de maçã");
    expect(captured("free-text", "x".repeat(161))).toBe("x".repeat(160));
  });

  test("is what the words themselves say, else what the classifier found in them", () => {
    const name = { type: "name", value: "caio", known: true } as const;
    expect(captured("person-name", "é o do meio, quem vai é ele", [name])).toBe("Caio");
    expect(captured("person-name", "Ana", [name])).toBe("Ana");
    const odd = { type: "name", value: "Trinta" };
    expect(captured("person-name", "Trinta anos de estrada, e agora isto?", [odd])).toBeNull();
    const born = { type: "birth_date", value: "12/03/1990" };
    const date = { type: "date", value: "13/03/1990" };
    expect(captured("birth-date", "no dia de São João", [born, date])).toBe("1990-03-12");
    expect(captured("birth-date", "no dia de São João", [date])).toBe("1990-03-13");
    const today = { type: "date", value: new Date(NOW).toISOString().slice(0, 10) };
    expect(captured("birth-date", "hoje eu não sei", [today])).toBeNull();
    expect(captured("birth-date", "14/03/1990", [born])).toBe("1990-03-14");
  });

  test("names a plan, where the reader saw one against that very question, or the catalogue has it", () => {
    const asked = (text: string, plan: number, question = "insurance") =>
      capture(
        { into: "x", as: "insurance" },
        {
          ...{ flow, now: NOW, utterance: { kind: "text", text, optionId: null } },
          understanding: understood("unknown", 0, {
            reading: {
              ...{ question, acts: [{ act: "answer", confidence: 0.9 }], danger: null },
              values: [{ slot: "insurance", value: "plan", confidence: plan }],
            },
          }).understanding,
        },
      );
    expect(asked("Saúde Serrana", 0.9)).toBe("Saúde Serrana");
    expect(asked("quando puder", 0.1)).toBeNull();
    expect(asked("Saúde Serrana", 0.1, "anything_else")).toBe("Saúde Serrana");
  });

  test("is none where the classifier found something else, or there is no classifier", () => {
    const other = [{ type: "service", value: "caio" }];
    expect(captured("person-name", "é o do meio, quem vai é ele", other)).toBeNull();
    expect(captured("birth-date", "no dia de São João", [{ type: "service", value: "12/03/1990" }])).toBeNull();
    const utterance = { kind: "text", text: "no dia de São João", optionId: null };
    expect(
      capture({ into: "x", as: "birth-date" }, { flow, now: NOW, utterance, understanding: undefined }),
    ).toBeNull();
  });
});

describe("a kept value", () => {
  const flow = flowWith({ catalogue: { fruits: { pear: { name: { pt: "Pêra", en: "Pear" }, price: 5 } } } });
  const fruit = { catalogue: "fruits" };

  test("that is a thing of the catalogue is read by its name, and by its id once the catalogue has it no more", () => {
    expect(valueText(flow, fruit, "pear", "pt")).toBe("Pêra");
    expect(valueText(flow, fruit, "pear", "en")).toBe("Pear");
    expect(valueText(flow, fruit, "fig", "pt")).toBe("fig");
    expect(valueText(flow, { catalogue: "nuts" }, "pear", "pt")).toBe("pear");
  });

  test("of no kind is read as it is", () => {
    expect(valueText(flow, undefined, "pear", "pt")).toBe("pear");
    expect(valueText(flow, "plain", "5511", "pt")).toBe("5511");
  });

  test("names the fields of its thing, and none that every object has", () => {
    expect(itemText(flow, "fruits", "pear", "price", "pt")).toBe("5");
    expect(itemText(flow, "fruits", "pear", "constructor", "pt")).toBeUndefined();
    expect(itemText(flow, "fruits", "constructor", "name", "pt")).toBeUndefined();
  });
});

describe("a name with marks that do not show", () => {
  const given = (text: string) => personName(utter({ kind: "text", text }).text);
  test.each([
    ["A\u200bna Sou\u00adza", "Ana Souza"],
    ["\u202eAna Souza\u202c", "Ana Souza"],
    ["\u3164Ana", "Ana"],
    ["Ana\ufeff Souza", "Ana Souza"],
  ])("%j is the name without them", (text, name) => expect(given(text)).toBe(name));
  test.each(["\u200b\u200f", "\u3164\u3164", "\u2800\u2800", "\u115f\u1160", "\u2066\u2069"])("%j is none", (text) =>
    expect(given(text)).toBeNull(),
  );
});

describe("at the question for a birth date", () => {
  const born = (text: string) =>
    capture(
      { into: "x", as: "birth-date" },
      { flow: flowWith(), now: NOW, utterance: { kind: "text", text, optionId: null }, understanding: undefined },
    );
  test.each([
    ..."sim|não|ok|amanhã|10/03/2030|10 de março de 2030|12/03/2026|10/03/1880|1/1/1895|31/02/2015|00/00/2010".split(
      "|",
    ),
  ])("%s is no date anybody here was born on", (text) => expect(born(text)).toBeNull());
  test.each([
    ["5/1/2026", "2026-01-05"],
    ["06/01/1906", "1906-01-06"],
    ["2/2/2015", "2015-02-02"],
  ])("%s is one", (text, date) => expect(born(text)).toBe(date));
});
