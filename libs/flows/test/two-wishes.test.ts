import { describe, expect, test } from "vitest";
import { after, BOOKING, SUMMARY } from "./said-after.ts";

describe("two wishes in one message: the first is booked, the other is kept for the team", () => {
  test.each([
    ["queria terapia pra mim e fono pro meu filho", "self", "individual", "Fonoaudiologia para seu filho"],
    ["meu marido quer psiquiatra e eu quero terapia", "relative", "psychiatry", "Psicoterapia individual para você"],
    ["quero fono e terapia ocupacional pro meu filho", "child", "speech", "Terapia ocupacional para seu filho"],
    ["Miguel 8 avaliação e Sofia 5 TO", "child", "assessment", /Sofia \(5\)$/],
    ["quiero psiquiatra para mí y psicóloga para mi hija de 15 años", "self", "psychiatry", /tu hija \(15\)$/],
    ["necesito fono y terapia ocupacional para mi hijo", "child", "speech", "Terapia ocupacional para tu hijo"],
    ["I need a psychiatrist for me and a therapist for my daughter", "self", "psychiatry", /for your daughter$/],
    ["my son Leo needs speech therapy and my daughter Mia needs an assessment", "child", "speech", /for Mia$/],
  ])("%s", (text, whom, service, other) => {
    const values = { for_whom: whom, service, other_wish: expect.stringMatching(other), remarks: text };
    const first = after(text);
    expect(first.values).toMatchObject(values);
    expect(first.texts).toContain(first.values.other_wish);
    expect(after(...BOOKING, text).values).toMatchObject(values);
  });

  test.each([
    "queria terapia pra mim, minha mãe já faz fono com vocês",
    "quero terapia pra mim e pro meu marido",
    "psicólogo ou psiquiatra pra minha filha",
    "terapia de casal pra mim e meu marido",
    "a psiquiatra da minha mãe indicou fono pro meu pai",
    "vocês têm psiquiatra e psicólogo?",
    "quero terapia, quanto custa o psiquiatra pra minha mãe?",
    "minha filha faz fono e agora precisa de avaliação",
    "¿tienen psiquiatra y psicóloga?",
    "quiero terapia para mí, mi hijo ya hace fono",
    "therapy for me and my husband",
    "my psychiatrist said my son needs speech therapy",
  ])("%s is one wish, or none", (text) => {
    expect(after(text).values.other_wish).toBeUndefined();
    expect(after(...BOOKING, "[whom-self]", text).values.other_wish).toBeUndefined();
  });

  test("a sentence that tells both is nobody's name, and ages stay with whom they are of", () => {
    const told = after(...BOOKING, "eu tenho 44 e a Bianca 15. eu quero psiquiatra e ela psicologa");
    expect(told.values).toMatchObject({ for_whom: "self", service: "psychiatry" });
    expect(told.values.other_wish).toBe("Psicoterapia individual para Bianca (15)");
    expect(told.values.patient_name).toBeUndefined();
  });

  test("the summary names the other one, and at the end both go", () => {
    const told = after(...SUMMARY, "quero também fono pra minha filha e terapia pra mim");
    expect(told).toMatchObject({ step: "summary" });
    expect(told.values).toMatchObject({ service: "individual", for_whom: "self" });
    expect(told.texts).toContain("Outro pedido: Fonoaudiologia para sua filha");
    told.say("e cadê a fono dela?");
    expect(told.values).toMatchObject({ service: "individual" });
    told.say("sim");
    expect(told.texts).toContain("*Fonoaudiologia para sua filha*");
    expect(told.last.commands).toContainEqual(
      expect.objectContaining({ summary: expect.objectContaining({ other_wish: "Fonoaudiologia para sua filha" }) }),
    );
  });
});

describe("who asks for a person in a longer sentence is given one", () => {
  test.each([
    "n da pra marcar os dois? deixa entao, me passa pra uma pessoa",
    "quero falar com alguém da equipe",
    "deixa, quero falar com alguém",
    "não era isso, me passa pra alguém aí",
    "isso tá errado, prefiro falar com uma pessoa",
    "tem como falar com um atendente antes de mandar?",
    "no, mejor pásame con una persona",
    "prefiero hablar con alguien del equipo",
    "this is wrong, can I talk to a person?",
    "let me talk to someone please",
  ])("%s", (text) => {
    expect(after(...SUMMARY, text).last.commands).toContainEqual(expect.objectContaining({ reason: "asked" }));
    const place = after(...BOOKING, "[whom-self]", "terapia individual", text);
    expect(place.last.commands).toContainEqual(expect.objectContaining({ reason: "asked" }));
  });

  test.each(["falei com uma pessoa ontem e ela disse terça", "prefiro com uma pessoa mais velha", "com uma mulher"])(
    "%s asks for nobody",
    (text) =>
      expect(after(...SUMMARY, text).last.commands).not.toContainEqual(expect.objectContaining({ reason: "asked" })),
  );
});
