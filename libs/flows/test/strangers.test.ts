import { describe, expect, test } from "vitest";
import { after, BOOKING } from "./said-after.ts";

/*
 * Kinds of words that strangers came to grief with, each with siblings that nobody wrote: what is mended is the kind.
 */
const SERVICE = [...BOOKING, "[whom-self]"];
const INSURANCE = [...SERVICE, "psiquiatria", "presencial"];
const DAYS = [...INSURANCE, "particular"];

describe("a thing that is named beside a doubt is taken", () => {
  test.each([
    ["não sei se ainda vale, é Amil", "amil"],
    ["NAO SEI, ACHO QUE É BRADESCO", "bradesco"],
    ["não sei dizer direito, deve ser a unimed", "unimed"],
  ])("%s", (text, insurance) => expect(after(...INSURANCE, text).values.insurance).toBe(insurance));

  test("of two none is", () => expect(after(...INSURANCE, "não sei se é unimed ou amil").step).toBe("insurance-name"));

  test.each(["não sei bem, acho que psicóloga", "sei lá, psicóloga talvez"])("%s", (text) =>
    expect(after(...SERVICE, text).values.service).toBe("individual"),
  );

  test.each(["não sei o que é neuropsicologia", "não sei qual psicóloga"])("%s names none", (text) =>
    expect(after(...SERVICE, text).values.service).toBeUndefined(),
  );

  test.each(["não sei o que é isso", "o que é convênio", "que é isso?"])("%s is explained", (text) => {
    const chat = after(...INSURANCE, text);
    expect(chat.step).toBe("insurance");
    expect(chat.texts).toMatch(/^Convênio é/);
  });
});

test.each([
  ["online não, por favor", [...SERVICE, "psiquiatria"], "modality"],
  ["por vídeo é impossível", [...SERVICE, "psiquiatria"], "modality"],
  ["minha esposa tem Unimed mas eu não", INSURANCE, "insurance"],
  ["tinha unimed, cancelei", INSURANCE, "insurance"],
  ["I had Bradesco until last year", INSURANCE, "insurance"],
])("%s does not give what it denies", (text, before, value) =>
  expect(after(...before, text).values[value]).toBeUndefined(),
);

test.each([
  ["vídeo não, presencial", "in-person"],
  ["presencial não, vídeo", "video"],
])("of %s what is left is taken", (text, modality) =>
  expect(after(...SERVICE, "psiquiatria", text).values.modality).toBe(modality),
);

test("a plan of the past gives way to the one of today", () =>
  expect(after(...INSURANCE, "tinha amil, agora é unimed").values.insurance).toBe("unimed"));

describe("for whom it is", () => {
  const ASKED = BOOKING;
  test.each([
    ["vou eu mesma, meu marido só leva", "self"],
    ["yo voy a ir, mi mamá me acompaña", "self"],
    ["it's me, my wife told me to write", "self"],
    ["para este seu servidor", "self"],
    ["não sou eu, é minha mãe", "relative"],
    ["para mi hijo y mi hija, los dos", "several"],
    ["my two boys", "several"],
    ["é pra minha filha e pro meu filho", "several"],
    ["vou eu e meu marido", "several"],
  ])("%s: %s", (text, whom) => expect(after(...ASKED, text).values.for_whom).toBe(whom));

  test.each([
    "é para minha filha, sou eu quem responde por ela",
    "para mi hija, soy yo la mamá",
    "pra minha filha, quem te escreve é a mãe",
    "pro meu filho, sou eu que marco tudo dele",
    "for my son, it's me who books everything",
    "para mi hijo, yo voy a llevarlo",
    "minha filha, eu vou levar",
  ])("%s: a child", (text) => expect(after(...ASKED, text).values.for_whom).toBe("child"));

  test.each(["sou eu quem responde por ela", "soy yo la mamá", "it's me, her mom"])("%s is not the writer", (text) =>
    expect(after(...ASKED, text).values.for_whom).not.toBe("self"),
  );

  test.each(["soy yo la paciente", "sou eu mesma a paciente", "sou eu que vou", "não é pra minha mãe, sou eu mesma"])(
    "%s is",
    (text) => expect(after(...ASKED, text).values.for_whom).toBe("self"),
  );

  test.each([
    ["[whom-other]", "sou eu mesma"],
    ["[whom-other]", "perdón, soy yo la paciente"],
    ["[whom-child]", "não é criança, é pra mim"],
  ])("after %s, where a name is asked for, %s takes it back", (whom, text) =>
    expect(after(...ASKED, whom, text)).toMatchObject({ step: "services", values: { for_whom: "self" } }),
  );

  test.each(["sou eu mesma", "soy yo, la misma", "é eu mesma"])("is not told by %s, said to a name", (text) => {
    const chat = after("oi", "Conceição", text);
    expect(chat.values.name).toBe("Conceição");
    expect(chat.values.for_whom).toBeUndefined();
  });

  test("is not told by a surname", () =>
    expect(after("oi", "Sebastião Neto, Neto é sobrenome viu").values).toMatchObject({ name: "Sebastião Neto" }));

  test.each(["preciso de psiquiatra", "oi, queria marcar psiquiatra"])("is not guessed of %s", (text) =>
    expect(after(text).values.for_whom).toBeUndefined(),
  );

  test("is kept where somebody is named", () =>
    expect(after("preciso de psiquiatra pro meu pai").values.for_whom).toBe("relative"));
});

describe("what somebody has been through", () => {
  test.each([
    "já passei com psicólogo no postinho e não gostei",
    "minha tia fez terapia e adorou",
    "hizo terapia en su país pero lleva meses parado y está perdiendo lo que ganó",
    "I saw a therapist years ago and it went nowhere",
  ])("%s changes nothing of what is said back", (text) =>
    expect(after("preciso de psiquiatra", text)).toMatchObject({ step: "reflect", values: { service: "psychiatry" } }),
  );

  test("but what they want now does", () =>
    expect(after("preciso de psiquiatra", "já fiz psiquiatra, agora quero psicóloga").values.service).toBe(
      "individual",
    ));
});

describe("what is certain beside a doubt about the day", () => {
  test.each([
    ["não sei ainda que dia, mas de manhã", "de manhã"],
    ["can't say yet, evenings anyway", "evenings"],
    ["ainda não sei minha escala, só não pode ser de noite", "só não pode ser de noite"],
  ])("%s is kept", (text, kept) => expect(after(...DAYS, text).values.preference).toBe(kept));

  test("what is doubted itself is not", () =>
    expect(after(...DAYS, "não sei se consigo de manhã").values.preference).toBe("a combinar com a equipe"));
});

describe("a wish that is told by its form", () => {
  test.each([
    ["could i go on a waitlist? your psychiatrist is fully booked", "waiting-list"],
    ["there is a queue for assessments, I hear. Can our daughter stand in it?", "waiting-list"],
    ["queria entrar na fila de espera da avaliação", "waiting-list"],
    ["¿me pueden anotar en la lista de espera?", "waiting-list"],
    ["can you delete this chat also?", "privacy-request"],
    ["apaguem tudo que vocês têm das minhas conversas", "privacy-request"],
    ["quiero que borren mi historial", "privacy-request"],
  ])("%s", (text, step) => expect(after(text).step).toBe(step));

  test.each([
    "sorry if this is the wrong place to ask!",
    "desculpa se não é o lugar certo",
    "perdón si no es por aquí el lugar indicado",
  ])("%s takes no leave", (text) => expect(after("oi", text).step).toBe("ask-name"));
});

describe("the name", () => {
  test.each([
    ["Con gusto: Ezequiel Paredes Blanco", "Ezequiel Paredes Blanco"],
    ["jhonatan quispe mamani con jota hache", "Jhonatan Quispe Mamani"],
    ["Un cordial saludo, Carmen Ruiz", "Carmen Ruiz"],
    ["Prazer, Bruno Souza!", "Bruno Souza"],
    ["Marco Vila Nova, escreve tudo junto: Vilanova", "Marco Vilanova"],
    ["gilson dallacosta tudo junto", "Gilson Dallacosta"],
    ["Valeria Ríos Peña... *Valerya, con y griega, cosas de mi mamá", "Valerya Ríos Peña"],
    ["Ana Souza, digo Sousa com s", "Ana Sousa"],
    ["Jonny Park, sorry, Johnny", "Johnny Park"],
    ["Bruna Reis (digo, Bruno)", "Bruno Reis"],
    ["Myself Rakesh Kumar", "Rakesh Kumar"],
  ])("of %s is %s", (text, name) => expect(after("oi", text).values.name).toBe(name));

  test.each(["pa mi", "con gusto"])("%s holds none", (text) => expect(after("hola", text).values.name).toBeUndefined());
});

test.each(["peraí que o chefe tá chamando, 2 min", "guenta aí 2 min", "só um minutinho que tocou a campainha"])(
  "%s is no time for an appointment",
  (text) => expect(after(...DAYS, text).values.preference).toBeUndefined(),
);

describe("a plan that is named in a question nobody placed", () => {
  test.each([
    ["meu filho tem 6 anos, pode ser unimed?", { small_age: "6 anos", for_whom: "child", insurance: "unimed" }],
    ["minha sobrinha de 15 anos, rola bradesco?", { teen_age: "15 anos", for_whom: "child", insurance: "bradesco" }],
  ])("%s is answered, and the rest is kept", (text, kept) => {
    const chat = after("quanto custa a psicoterapia infantil?", text);
    expect(chat.values).toMatchObject(kept);
    expect(chat.texts).toMatch(/^Sim! Atendemos/);
  });

  test("does not make a patient of who recommended the clinic", () =>
    expect(after("quanto custa a fono?", "meu filho me indicou, rola unimed?").values.for_whom).toBeUndefined());
});

test.each([
  ["oi", "Alice, minha filha de 6 anos"],
  ["hola", "Mateo, mi hijo de 4 años"],
])("%s: %s tells of a person and an age, and of no danger", (greeting, text) => {
  expect(after(text).step).not.toBe("concern");
  expect(after(greeting, text).values).toMatchObject({ for_whom: "child" });
});

test("when the team answers is said once, also where a new matter is taken up", () => {
  const chat = after("quero um atestado", "em nome de Ana Lima, da consulta de ontem");
  expect(chat.texts).toContain("Atendemos por ordem de chegada");
  chat.say("quero encerrar meu tratamento");
  expect(chat.step).toBe("end-treatment");
  expect(chat.texts).not.toContain("Atendemos por ordem de chegada");
});
