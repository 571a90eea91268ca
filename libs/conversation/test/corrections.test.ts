import type { Language } from "@acolhe/events";
import { describe, expect, test } from "vitest";
import { read, wordsOf } from "../src/corrections/read.ts";
import { compileFlow } from "../src/index.ts";
import { flowWith } from "./flow.ts";

const { definition } = flowWith();
const words = (...all: string[]) => ({ name: all[0]!, words: { pt: all, es: all, en: all } });
/** Of a flow the readers of corrections need its slots and its catalogue. */
const flow = compileFlow({
  ...definition,
  flow: {
    ...definition.flow,
    slots: Object.fromEntries(
      ["for_whom", "birth_date", "relation", "service", "modality", "insurance", "preference"].map((slot) => [
        slot,
        "x",
      ]),
    ),
  },
  catalogue: {
    services: {
      individual: words("psicoterapia individual", "terapia", "psicóloga", "psicoterapia", "therapy"),
      child: words("psicoterapia infantil", "terapia infantil", "child therapy"),
      psychiatry: words("psiquiatria", "psiquiatra", "psiquiatría", "psychiatry", "psychiatrist"),
      speech: words("fonoaudiologia", "fono", "fonoaudióloga", "speech therapy"),
      occupational: words("terapia ocupacional", "occupational therapy"),
    },
    modalities: {
      "in-person": words("no consultório", "presencial", "pessoalmente", "na clínica", "in person", "aí", "en persona"),
      video: words("por vídeo", "vídeo", "online", "videollamada", "video"),
    },
    insurances: {
      private: words("particular", "sem convênio", "sin seguro"),
      unimed: words("Unimed"),
      amil: words("Amil"),
      sulamerica: words("SulAmérica"),
    },
  },
});

const SELF = {
  ...{ name: "Ana Lima", for_whom: "self", service: "speech", modality: "video", insurance: "unimed" },
  preference: "sexta, tarde",
};
const CHILD = {
  ...{ name: "Ana Lima", for_whom: "child", patient_name: "Théo Lopes", birth_date: "2018-07-04", relation: "mother" },
  ...{ guardian: "mãe", service: "speech", modality: "in-person", insurance: "unimed", preference: "sexta, tarde" },
};
const RELATIVE = { ...SELF, for_whom: "relative", patient_name: "Rosa Prado" };
const NOW = Date.parse("2026-11-30T13:00:00Z");

interface At {
  readonly asks?: string;
  readonly language?: Language;
}
/** What a message puts right, by slot. */
function rightIn(
  values: Readonly<Record<string, string>>,
  text: string,
  { asks = "summary", language = "pt" }: At = {},
) {
  const known = Object.fromEntries(Object.entries(values).filter(([slot]) => slot !== asks));
  const kept = { values: known, language, asks, isReview: asks === "summary", now: NOW };
  const { found, unclear } = read(flow, kept, wordsOf(text));
  const told = Object.fromEntries(found.map(({ slot, value, called }) => [slot, called ?? value]));
  return unclear === undefined ? told : { ...told, unclear };
}

describe("one value is put right at the summary", () => {
  test.each([
    ["pt", "é amil, não unimed", { insurance: "amil" }],
    ["pt", "meu plano é o da sulamérica, a unimed eu cancelei faz tempo", { insurance: "sulamerica" }],
    ["pt", "unimed não, particular", { insurance: "private" }],
    ["es", "con Amil, ya no estoy en Unimed", { insurance: "amil" }],
    ["en", "Unimed is my sister's plan, mine is Amil", { insurance: "amil" }],
    ["pt", "não é fono, é psiquiatra", { service: "psychiatry" }],
    ["es", "terapia ocupacional, no fono", { service: "occupational" }],
    ["en", "speech therapy was a mistake, I want occupational therapy", { service: "occupational" }],
    ["pt", "prefiro ir aí pessoalmente", { modality: "in-person" }],
    ["en", "I don't think video will work for me. I'd rather see you in person", { modality: "in-person" }],
    ["pt", "sexta não, quinta", { preference: "quinta, tarde" }],
    ["pt", "pode ser de manhã?", { preference: "sexta, de manhã" }],
    ["pt", "tem que ser na quarta depois do almoço, de manhã ele tem aula", { preference: "quarta, tarde" }],
    ["es", "mejor el jueves por la mañana", { preference: "jueves por la mañana" }],
    ["en", "Monday not Friday", { preference: "Monday, tarde" }],
    ["pt", "é pra minha mãe, Rosa Prado", { for_whom: "relative" }],
    ["en", "this isn't for me, it's for my son", { for_whom: "child" }],
    ["pt", "meu nome é Anna Lima, com dois enes", { name: "Anna Lima" }],
    ["pt", "Ana Lima Souza, faltou o Souza", { name: "Ana Lima Souza" }],
  ] as const)("%s: %s", (language, text, told) => expect(rightIn(SELF, text, { language })).toMatchObject(told));

  test.each([
    ["pt", "Théo Tavares, lopes é do pai", { patient_name: "Théo Tavares" }],
    ["pt", "é Teo Lopes", { patient_name: "Teo Lopes" }],
    ["pt", "2017 o ano", { birth_date: "2017-07-04" }],
    ["pt", "ele é de 2017", { birth_date: "2017-07-04" }],
    ["pt", "aniversário dele é 20 de outubro, 4 de julho é o da irmã", { birth_date: "2018-10-20" }],
    ["es", "no es de julio, es del 8 de noviembre de 2017", { birth_date: "2017-11-08" }],
    ["en", "the year should be 2016", { birth_date: "2016-07-04" }],
    ["pt", "não sou a mãe, sou madrinha", { relation: "madrinha" }],
    ["pt", "o Théo é meu neto", { relation: "neto" }],
    ["es", "yo soy su abuelita, la mamá de su papá", { relation: "abuelita" }],
    ["en", "I'm not her mum, I'm her legal guardian", { relation: "legal guardian" }],
    ["pt", "a consulta é pra mim mesma, não pro menino", { for_whom: "self" }],
  ] as const)("of a child, %s: %s", (language, text, told) => expect(rightIn(CHILD, text, { language })).toEqual(told));

  test("and from a relative back to the writer", () => {
    expect(rightIn(RELATIVE, "La paciente soy yo, no Rosa", { language: "es" })).toEqual({ for_whom: "self" });
    expect(rightIn(RELATIVE, "quem vai ser atendido sou eu")).toEqual({ for_whom: "self" });
  });
});

describe("one value is put right where another is asked for", () => {
  test.each([
    ["preference", "sulamerica, n unimed", { insurance: "sulamerica" }],
    ["preference", "segunda à tarde. e o plano é amil viu", { insurance: "amil" }],
    ["insurance", "ele é de 2016", { birth_date: "2016-07-04" }],
    ["insurance", "não sou a mãe do Théo, sou tia", { relation: "tia" }],
    ["service", "16 o ano, errei", { birth_date: "2016-07-04" }],
    ["preference", "mudei de ideia, tem como ser online?", { modality: "video" }],
    ["modality", "não é fono, é terapia ocupacional", { service: "occupational" }],
  ])("at %s: %s", (asks, text, told) => expect(rightIn(CHILD, text, { asks })).toMatchObject(told));
});

describe("nothing is put right", () => {
  test.each([
    "sim",
    "pode mandar",
    "tudo certo, obrigada",
    "minha mãe também tem unimed",
    "minha mãe também tem amil",
    "vocês atendem amil?",
    "quanto custa a psiquiatria?",
    "até segunda!",
    "uma boa noite",
    "já é a segunda vez que eu mando",
    "quem paga é meu pai",
    "meu marido vai junto",
    "isso, unimed",
    "sexta à tarde mesmo",
    "a Ana Lima sou eu",
    "minha filha Ana Luiza nasceu dia 3",
    "a psicóloga se chama Ana Lins",
    "meu nome não é Ana Souza",
    "não me chamo Ana Souza",
    "vi num vídeo que isso ajuda",
    "meu tratamento antigo era de psiquiatra",
    "se eu trocar pra amil, dá certo?",
    "nada fora do lugar",
    "mais ou menos o horário",
  ])("at the summary: %s", (text) => expect(rightIn(SELF, text)).toEqual({}));

  test.each([
    ["particular não, a unimed é do emprego novo", SELF],
    ["o irmão dele nasceu em 2015", CHILD],
    ["o pai dele faleceu em 2021", CHILD],
    ["o pai dele é que leva", CHILD],
    ["a mãe do Théo sou eu", CHILD],
    ["Lopes é do pai", CHILD],
    ["eu nasci em 1987", CHILD],
    ["meu aniversário é 10/05/1987", CHILD],
    ["o pai dele é Téo Lopes também", CHILD],
    ["meu marido Theo Lopez vai levar", CHILD],
  ])("%s", (text, values) => expect(rightIn(values, text)).toEqual({}));

  test("a plan is no name, however near it is to one", () =>
    expect(rightIn({ ...SELF, name: "Camila" }, "Amil da farmácia", { asks: "insurance" })).toEqual({}));

  test.each([
    ["insurance", "a fono da escola pediu"],
    ["insurance", "tenho psiquiatra há anos"],
    ["preference", "sexta ele tem aula de inglês"],
    ["modality", "moro longe"],
    ["service", "ele fala pouco, a professora que reparou na terça"],
  ])("at %s: %s", (asks, text) => expect(rightIn(CHILD, text, { asks })).toEqual({}));
});

test.each([
  ["o convênio tá errado", "insurance"],
  ["a data de nascimento tá errada", "birth_date"],
  ["unimed não", "insurance"],
  ["sexta não posso mais", "preference"],
  ["tá tudo certo, menos o convênio", "insurance"],
  ["tudo certo, exceto o dia", "preference"],
  ["all good except the birth date", "birth_date"],
])("%s says what is wrong, and not what is right", (text, unclear) =>
  expect(rightIn(CHILD, text)).toEqual({ unclear }),
);
