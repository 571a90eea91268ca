import { describe, expect, test } from "vitest";
import { after, BOOKING, SUMMARY } from "./said-after.ts";

describe("where all is read back", () => {
  test.each([
    "nada a emendar, pode seguir",
    "sin objeciones, adelante",
    "no amendments, please proceed",
    "sem ressalvas",
    "tá bão demais",
    "assino embaixo",
    "impecable",
  ])("%s approves it", (text) => expect(after(...SUMMARY, text).step).toBe("appointment-requested"));

  test.each(["quase bom", "ainda não", "tá bão não", "no, cambia el día"])("%s does not", (text) =>
    expect(after(...SUMMARY, text).step).not.toBe("appointment-requested"),
  );

  test.each([
    ["sim, mas à noite", "terça, à noite"],
    ["pode mandar, só que de manhã", "terça, de manhã"],
    ["isso, troca pra quinta de manhã", "quinta de manhã"],
  ])("%s is no plain yes, and leaves the day where it names none", (text, preference) =>
    expect(after(...SUMMARY, text)).toMatchObject({ step: "summary", values: { preference } }),
  );

  test.each(["sim, uma ótima noite!", "pode mandar, boa noite", "sim, terça à tarde"])("%s is one", (text) =>
    expect(after(...SUMMARY, text).step).toBe("appointment-requested"),
  );

  test("for whom it is says nothing of what the writer is to them", () => {
    const { values } = after(...SUMMARY, "na real é pra minha mãe");
    expect(values.for_whom).toBe("relative");
    expect(values.relation).toBeUndefined();
  });

  test.each([
    ["posso corrigir uma coisa? de manhã eu trabalho, então sexta à noite", "sexta à noite"],
    ["could I fix one thing? After lunch she is at school, so a morning is better", "terça, a morning"],
    ["may I change something? Friday would be wiser", "Friday à tarde"],
  ])("%s asks leave to correct, and corrects", (text, preference) =>
    expect(after(...SUMMARY, text).values.preference).toBe(preference),
  );

  test.each([
    ["dá pra ser por vídeo?", "modality", "video"],
    ["a gente podia deixar online? moro longe", "modality", "video"],
    ["pode ser na quinta?", "preference", "quinta à tarde"],
    ["tem como mudar pra unimed?", "insurance", "unimed"],
  ])("%s is asked kindly, and changes it", (text, slot, value) => {
    const chat = after(...SUMMARY, text);
    expect(chat.step).toBe("summary");
    expect(chat.values[slot]).toBe(value);
  });

  test.each(["vocês atendem unimed?", "dá pra estacionar aí de tarde?", "posso pagar no pix?"])(
    "%s is a question, and changes nothing",
    (text) => {
      const chat = after(...SUMMARY, text);
      expect(chat.values).toMatchObject({ insurance: "private", preference: "terça à tarde", modality: "in-person" });
    },
  );

  test.each([
    "não vejo erro, pode mandar",
    "no changes, send it",
    "não não, tá certo",
    "tudo certo no horário, pode mandar",
  ])("%s holds nothing back", (text) => expect(after(...SUMMARY, text).step).toBe("appointment-requested"));

  test.each(["Arrasou, manda", "show de bola, pode enviar", "top demais! envia"])("%s sends it", (text) =>
    expect(after(...SUMMARY, text).step).toBe("appointment-requested"),
  );

  test.each([
    "manda, não, espera",
    "legal, mas não manda ainda",
    "muda o convênio, pode mandar",
    "o dia não é esse, ok",
    "não manda ainda, ok",
    "ok, tira o convênio, manda",
    "cambia el día, dale",
    "todavía no, ok",
    "change the day, ok",
    "don't send it yet, ok",
  ])("%s does not", (text) => expect(after(...SUMMARY, text).step).not.toBe("appointment-requested"));
});

describe("a child is read back with age, and with whose child it is", () => {
  const CHILD = [...BOOKING, "[whom-child]", "Bia Lima"];
  const END = ["psicologia infantil", "particular", "terça de manhã"];
  test.each([
    ["8 anos", "mãe", "👤 Bia Lima, 8 anos (contato: Ana Lima, mãe)"],
    ["12/03/2018", "sou a madrasta", "👤 Bia Lima, nasc. 12/03/2018 (contato: Ana Lima, sou a madrasta)"],
    ["[birth-later]", "[guardian-other]", "👤 Bia Lima (contato: Ana Lima)"],
  ])("%s, %s", (age, relation, line) => expect(after(...CHILD, age, relation, ...END).texts).toContain(line));
});
