import { describe, expect, test } from "vitest";
import { after, BOOKING, SUMMARY } from "./said-after.ts";

const PLACE = [...BOOKING, "[whom-self]", "terapia individual"];
const PLAN = [...PLACE, "presencial"];
const OPEN = [...SUMMARY.slice(0, -1), "qualquer manhã, menos terça"];

describe("days that are told before they are asked for", () => {
  test.each([
    [PLACE, "por vídeo, terça ou quinta depois do trabalho", "terça ou quinta depois do trabalho"],
    [PLACE, "tanto faz. só que tem que ser depois das 18 por conta do plantão", "depois das 18"],
    [PLAN, "uso unimed. anota aí o horário que falei, antes das 10h", "antes das 10h"],
    [PLAN, "particular. puede ser el lunes después de las seis", "el lunes después de las seis"],
    [BOOKING, "pra mim. de tarde, tipo 15h, qualquer dia", "de tarde, tipo 15h, qualquer dia"],
    [BOOKING, "for me. evenings except friday", "evenings except friday"],
  ])("%#: %s", (lines, text, preference) => expect(after(...lines, text).values).toMatchObject({ preference }));
});

describe("at the summary", () => {
  test.each([
    [OPEN, "pode ser também quinta à tarde", "qualquer manhã, menos terça; também quinta à tarde"],
    [
      SUMMARY,
      "segunda a quinta de manhã, ou sexta à noite. Pode enviar",
      "segunda a quinta de manhã, ou sexta à noite",
    ],
    [SUMMARY, "qualquer tarde exceto sexta", "qualquer tarde exceto sexta"],
    [[...SUMMARY.slice(0, -1), "de tarde"], "menos quinta", "de tarde, menos quinta"],
  ])("%#: %s", (lines, text, preference) => expect(after(...lines, text).values).toMatchObject({ preference }));

  test("what is told again beside what was added changes nothing", () =>
    expect(
      after(...OPEN, "pode ser também quinta à tarde", "as manhãs continuam valendo, quinta à tarde é além disso")
        .values,
    ).toMatchObject({ preference: "qualquer manhã, menos terça; também quinta à tarde" }));
});

test.each(["any day", "qualquer dia"])("%s leaves open when, and not where", (text) =>
  expect(after(...PLACE, text).values.modality).toBeUndefined(),
);

describe("plans", () => {
  test.each([
    ["tem o geap, vocês pegam?", "Com GEAP não atendemos"],
    ["vocês aceitam Allianz?", "Com Allianz não atendemos"],
  ])("%s: a clear no", (text, told) => {
    const now = after(...PLAN, text);
    expect(now.texts).toContain(told);
    expect(now.values.insurance).toBeUndefined();
  });

  test("a plan that pays back is none that is used", () =>
    expect(after(...PLAN, "particular, mas peço reembolso da Amil").values).toMatchObject({ insurance: "private" }));

  test("a plan counts beside a question", () =>
    expect(after(...PLAN, "unimed. mas queria saber se minha mãe fica sabendo").values).toMatchObject({
      insurance: "unimed",
    }));
});

describe("days at which the clinic is closed are kept, and its hours are told once", () => {
  const BEFORE = ["oi", "Ana Lima", "[menu-book]", "[whom-self]", "terapia individual", "presencial", "particular"];
  test.each(["domingo de manhã", "só consigo depois das 21h", "sábado à tarde"])("%s", (text) => {
    const chat = after(...BEFORE, text);
    expect(chat.texts).toMatch(/Nosso horário de atendimento: .*sábado, das 8h às 12h/);
    expect(chat.values.preference).toContain(text.split(" ").at(-1));
    expect(chat.step).toBe("summary");
    chat.say("muda pra domingo à tarde");
    expect(chat.texts).not.toContain("Nosso horário");
  });
  test.each(["terça à tarde", "sábado de manhã", "sexta à noite"])("%s is not remarked on", (text) =>
    expect(after(...BEFORE, text).texts).not.toContain("Nosso horário"),
  );
});
