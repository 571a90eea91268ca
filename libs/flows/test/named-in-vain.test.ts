import type { Command } from "@acolhe/events";
import { describe, expect, test } from "vitest";
import { after, BOOKING, SUMMARY } from "./said-after.ts";

/*
 * What a message names without wanting it changes nothing of what was read back, and sends nothing.
 */

const isSent = (commands: readonly Command[]) => commands.some(({ type }) => type === "capture-lead");

describe("at the summary nothing is changed and nothing sent", () => {
  test.each([
    "não quero por vídeo",
    "por vídeo nem pensar",
    "vi num vídeo que terapia ajuda",
    "minha irmã tem amil",
    "minha mãe também tem unimed",
    "eu tinha bradesco antes",
    "meu irmão faz terapia de casal aí",
    "meu terapeuta antigo era de casal",
    "quinta não posso",
    "quinta eu tenho aula",
    "sim, mas quinta não dá",
    "sim, menos quinta",
    "minha filha Ana Luiza nasceu dia 3",
    "a psicóloga se chama Ana Lins",
  ])("%s", (text) => {
    const before = after(...SUMMARY).values;
    const { values, last } = after(...SUMMARY, text);
    const { for_whom, service, modality, insurance, preference, name } = values;
    if (!/filha/.test(text)) expect(for_whom).toBe(before.for_whom);
    expect({ service, modality, insurance, preference, name }).toEqual({
      service: before.service,
      modality: before.modality,
      insurance: before.insurance,
      preference: before.preference,
      name: before.name,
    });
    expect(isSent(last.commands)).toBe(false);
  });
});

describe("all is right but one thing, which is asked for", () => {
  test.each([
    ["tá tudo certo, menos o convênio", "insurance"],
    ["tudo certo, exceto o dia", "days"],
    ["sim, menos o nome", "correct-name"],
    ["todo bien, menos el seguro", "insurance"],
    ["all good except the insurance", "insurance"],
  ])("%s", (text, step) => {
    const { step: now, last } = after(...SUMMARY, text);
    expect(isSent(last.commands)).toBe(false);
    expect(now).toBe(step);
  });
});

const CHILD = ["[whom-child]", "Théo Lopes", "04/07/2018", "mãe", "terapia infantil", "presencial", "unimed"];

describe("of a child, who is spoken of is neither the patient nor the one who writes, and nothing is sent", () => {
  const summary = [...BOOKING, ...CHILD, "sexta à tarde"];
  test.each([
    "o irmão dele nasceu em 2015",
    "a escola dele é de 2018",
    "eu nasci em 1987",
    "o pai dele é Téo Lopes também",
    "meu marido Theo Lopez vai levar",
    "o pai dele quer ir junto",
    "quem vai levar é o pai dele",
    "minha irmã que vai levar",
    "a avó dele também tem unimed",
  ])("%s", (text) => {
    const before = after(...summary).values;
    const { values, last } = after(...summary, text);
    expect(values).toMatchObject(before);
    expect(isSent(last.commands)).toBe(false);
  });
});

const IN_ENGLISH = ["hi", "Ana Lima", "[menu-book]", "[whom-self]", "individual therapy", "in person", "unimed"];

test("what is not to be sent yet is not sent", () => {
  const { last } = after(...IN_ENGLISH, "tuesday afternoon", "don't send it yet");
  expect(last.commands.some(({ type }) => type === "request-handoff")).toBe(false);
});

describe("what somebody is, is no name", () => {
  test.each(["Sou Brasileira. queria marcar terapia", "I'm New here. I'd like to book", "Soy Nueva. quiero una cita"])(
    "%s",
    (text) => expect(after(text).values.name).toBeUndefined(),
  );

  test("and a name is one, however short it is said", () =>
    expect(after("Sou Marcela, quero marcar terapia").values.name).toBe("Marcela"));
});
