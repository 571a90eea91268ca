import { describe, expect, test } from "vitest";
import { after, BOOKING, SUMMARY } from "./said-after.ts";

describe("where a person comes from is no part of the name", () => {
  test.each([
    ["Bom dia, sou a Rita Prado de Ponta Porã MS, quero terapia de casal", "Rita Prado"],
    ["oi, sou o Caio Reis de Bauru/SP e quero psicoterapia", "Caio Reis"],
    ["hola, soy Luis Vega de Montevideo, quiero terapia", "Luis Vega"],
    ["hi, I'm Nora Quinn from Leeds, I want therapy", "Nora Quinn"],
  ])("%s", (text, name) => expect(after(text).values.name).toBe(name));

  test.each(["José da Silva SE", "Ana de Souza", "Maria do Carmo Lima"])("%s keeps the family's name", (name) =>
    expect(after("oi", name).values.name).toContain(name.split(" ")[2]),
  );
});

describe("the writer's full name is heard wherever it is given", () => {
  test.each([
    "meu nome não é Ana Lima, é Ana Lima Prado",
    "o nome completo é Ana Lima Prado",
    "escreve Ana Lima Prado",
    "meu nome é Ana Lima Prado, Aninha é apelido",
    "my name is Ana Lima Prado",
    "mi nombre completo es Ana Lima Prado",
  ])("%s", (text) => expect(after(...SUMMARY, text).values.name).toBe("Ana Lima Prado"));

  test.each(["coloca Bradesco Saúde, por favor", "ISSO FICA ANOTADO EM ALGUM LUGAR?", "anota aí Amil"])(
    "but no name is in: %s",
    (text) => expect(after(...SUMMARY, text).values.name).toBe("Ana Lima"),
  );
});

describe("an own age below 18 is kept, and what holds for minors is told before all is sent", () => {
  const REST = ["terapia individual", "presencial", "particular", "terça à tarde"];
  test.each(["pra mim, tenho 16 anos", "é pra mim mesmo, 16 anos"])("%s", (text) => {
    const chat = after(...BOOKING);
    const texts = [text, ...REST, "muda pra quinta"].map((line) => {
      chat.say(line);
      return chat.texts;
    });
    expect(chat.values.age).toMatch(/16/);
    expect(texts.filter((one) => one.includes("Antes dos 18 anos"))).toHaveLength(1);
  });
  test.each(["falta minha idade, 17", "tenho 17 anos, faltou isso"])("at the summary: %s", (text) =>
    expect(after(...SUMMARY, text).texts).toMatch(/Antes dos 18 anos/),
  );
  test("and not of who is of age", () =>
    expect(after(...BOOKING, "pra mim, tenho 36 anos", ...REST).texts).not.toMatch(/Antes dos 18/));
});
