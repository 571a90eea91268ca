import { describe, expect, test } from "vitest";
import { type Language, understand } from "../src/index.ts";

const read = (text: string, question: string, lang: Language = "pt") =>
  understand(text, { lang, now: 0, timeZone: "UTC", question }).reading;
const acts = (text: string, question: string, lang: Language = "pt", from = 0.5) =>
  read(text, question, lang)
    .acts.filter(({ confidence }) => confidence >= from)
    .map(({ act }) => act);
const value = (text: string, question: string, slot: string, lang: Language = "pt") =>
  read(text, question, lang).values.find((each) => each.slot === slot)?.value;

describe("the same words are something else at another question", () => {
  test.each([
    ["pt", "minha mãe", "for_whom", "for_whom", "relative"],
    ["pt", "mãe", "relation", "relation", "mother"],
    ["en", "her mother", "relation", "relation", "mother"],
    ["es", "mi mamá", "for_whom", "for_whom", "relative"],
    ["en", "my mother", "for_whom", "for_whom", "relative"],
  ] as const)("%s: %s at %s is %s=%s", (lang, text, question, slot, expected) => {
    expect(value(text, question, slot, lang)).toBe(expected);
    expect(acts(text, question, lang)).toContain("answer");
  });

  test.each([
    ["pt", "sim"],
    ["es", "sí"],
    ["en", "yes"],
  ] as const)("%s: %s says yes to a summary", (lang, text) => {
    expect(value(text, "summary", "yes_no", lang)).toBe("yes");
    expect(acts(text, "summary", lang)).toContain("answer");
  });
});

describe("a question at an open slot is a question, not the slot's value", () => {
  const questions = [
    ["pt", "quanto custa a consulta?", "ask:price"],
    ["es", "¿cuánto cuesta la consulta?", "ask:price"],
    ["en", "how much is a session?", "ask:price"],
    ["pt", "onde fica a clínica?", "ask:address"],
    ["es", "¿dónde queda la clínica?", "ask:address"],
    ["en", "where are you located?", "ask:address"],
  ] as const;
  test.each(
    questions.flatMap(([lang, text, act]) =>
      ["name", "birth_date", "preference"].map((question) => [lang, text, question, act] as const),
    ),
  )("%s: %s at %s", (lang, text, question, act) => {
    expect(acts(text, question, lang)).toContain(act);
    expect(acts(text, question, lang)).not.toContain("answer");
  });
});

test("five wishes to stop something are not taken for one another", () => {
  const wishes = {
    "não quero mais receber mensagens de vocês": "request:stop_messages",
    "quero que apaguem todos os meus dados": "request:privacy",
    "não me mandem mensagem de madrugada": "request:quiet_hours",
    "quero encerrar meu tratamento de vez": "request:end_treatment",
    "preciso desmarcar a consulta de amanhã": "request:cancel",
  };
  const read = Object.keys(wishes).map((text) => acts(text, "menu", "pt", 0)[0]);
  expect(read).toEqual(Object.values(wishes));
});

describe("danger", () => {
  test.each([
    ["pt", "acabei de tomar uma cartela inteira de remédio e quero morrer", "overdose"],
    ["es", "acabo de tomarme todas las pastillas y quiero morirme", "overdose"],
    ["en", "i just swallowed all my pills and i want to die", "overdose"],
  ] as const)("%s: whatever is asked, it is heard: %s", (lang, text, kind) => {
    for (const question of ["start", "name", "for_whom", "service", "summary", "waiting"]) {
      const { danger } = read(text, question, lang);
      expect(danger).not.toBeNull();
      expect([kind, "self_harm"]).toContain(danger?.kind);
    }
  });

  test.each(["minha filha", "meu neto", "filho", "para mim"])("none in two words without context: %s", (text) => {
    for (const question of ["start", "menu", "for_whom"]) expect(read(text, question).danger).toBeNull();
  });

  test("pictures alone tell of one where a thing that harms stands beside sorrow, or beside another", () => {
    for (const text of ["🔪😭", "💊💊😔", "⚰️🖤", "🩸 🔪"]) expect(read(text, "menu").danger?.tier).toBe("possible");
    for (const text of ["💊", "😭😭", "💀😂", "🔪🍖", "❤️"]) expect(read(text, "menu").danger).toBeNull();
  });

  test("its words are those that tell of it", () => {
    const { danger } = read(
      "oi boa tarde, tudo bem? eu queria marcar uma consulta, na verdade eu estou com vontade de me matar hoje",
      "start",
    );
    expect(danger?.words).toContain("matar");
    expect(danger?.words).not.toContain("boa tarde");
  });

  test("one that a few words of a long message tell is heard, and weak signs all over one are none", () => {
    const asked = "oi, tudo bem com vocês? queria saber o preço da consulta, é que meu irmão anda falando em se matar";
    expect(read(asked, "start").danger).not.toBeNull();
    const said =
      "bom dia, eu trabalho à noite e durmo de dia, então ou é bem cedo, antes das oito, ou depois das quatro, e na sexta eu levo meu pai na fisio";
    expect(read(said, "preference").danger).toBeNull();
  });

  test.each([
    ["for_whom", "pra minha mãe, ela teve um avc ano passado e já está bem"],
    ["service", "ansiedade e insônia, tomo remédio há anos"],
    ["preference", "segunda de manhã, à tarde eu morro de sono"],
    ["relation", "sou o pai"],
    ["birth_date", "12/03/2015"],
  ])("at %s: none in %s", (question, text) => {
    expect(read(text, question).danger).toBeNull();
  });
});
