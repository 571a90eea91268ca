import { describe, expect, test } from "vitest";
import { after, SUMMARY } from "./said-after.ts";

describe("a word that only points is no place", () => {
  test.each(["é isso aí. me chamo Rui Prado", "isso aí, sou o Rui Prado", "eso ahí, me llamo Rui Prado"])(
    "%s",
    (text) => expect(after("quero terapia de casal", text).values.modality).toBeUndefined(),
  );
  test.each([
    ["isso, mas quero ir aí no consultório", "in-person"],
    ["isso, por vídeo", "video"],
  ])("but %s", (text, place) => expect(after("quero terapia de casal", text).values.modality).toBe(place));
});

describe("what is doubted is kept of nothing", () => {
  test.each([
    "isso, só não sei se é melhor presencial",
    "sim, não sei se por vídeo funciona",
    "yes, I'm not sure whether online is better",
    "sí, no sé si es mejor presencial",
  ])("%s", (text) => expect(after("quero terapia de casal", text).values.modality).toBeUndefined());
});

describe("the plan that is kept is denied, or another turned to", () => {
  const PRICED = ["quanto é a psiquiatria? particular", "quero agendar"];
  test.each([
    "Bruno Castro, e é Unimed tá, não particular",
    "Bruno Castro. então vou de Unimed",
    "Bruno Castro, entonces voy con Unimed",
    "Bruno Castro. então vou pela Unimed! vocês têm estacionamento?",
  ])("%s", (text) => expect(after(...PRICED, text).values.insurance).toBe("unimed"));
  test.each(["Bruno Castro. minha irmã tem Unimed", "Nélio Castro. a Unimed não paga nada"])("not by: %s", (text) =>
    expect(after(...PRICED, text).values.insurance).toBe("private"),
  );
});

describe("where the plan does not cover it, what was wished for in that case holds", () => {
  const UNCOVERED = ["quero psiquiatra pra mim, tenho SulAmérica, terça de manhã", "sim", "Ana Prado", "presencial"];
  test.each([
    "se não cobre, pago particular",
    "se n cobrir pode ser particular mesmo",
    "já que o plano não cobre, vai particular",
    "si no cubre, particular",
    "if it doesn't cover it I'll pay myself",
  ])("%s", (text) => expect(after(...UNCOVERED, text).values.insurance).toBe("private"));

  test("and not where it does", () =>
    expect(
      after(...SUMMARY.slice(0, -2), "Unimed", "terça à tarde", "se não cobrir pago particular").values.insurance,
    ).toBe("unimed"));
});

describe("at the list of what to correct", () => {
  test.each(["tá tudo certo, envia", "sim pode", "está tudo certo"])("%s reads it back", (text) => {
    const chat = after(...SUMMARY, "[summary-fix]", text);
    expect(chat.step).toBe("summary");
  });
});
