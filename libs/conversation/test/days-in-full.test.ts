import { describe, expect, test } from "vitest";
import { daysInFull } from "../src/capture/days-in-full.ts";
import { daysIn, preference } from "../src/capture/preference.ts";

describe("days that are typed short", () => {
  test.each([
    ["seg e qua de manhã", "segunda e quarta de manhã"],
    ["ter ou qui", "terça ou quinta"],
    ["de seg a sex dps das 18h", "de segunda a sexta depois das 18h"],
    ["3ª e 5ª à tarde", "terça e quinta à tarde"],
    ["2a feira", "segunda"],
    ["2f ou 4f", "segunda ou quarta"],
    ["qlqr dia menos sex", "qualquer dia menos sexta"],
    ["sáb", "sábado"],
    ["lun o mié por la tarde", "lunes o miércoles por la tarde"],
    ["mar y jue", "martes y jueves"],
    ["mon/wed", "Monday/Wednesday"],
    ["make it thu please", "make it Thursday please"],
    ["wed 5pm", "Wednesday 5pm"],
  ])("%s", (text, full) => {
    expect(daysInFull(text)).toBe(full);
    expect(preference(text)).toBe(full.replace(/^make it | please$/g, ""));
  });

  test.each([
    "vou ter que ver",
    "preciso ter um horário",
    "ele tá na 3a série",
    "minha 2a vez aí",
    "the sun is nice",
    "Mar e sol",
    "dom casmurro",
    "tenho 2 filhas e 3 anos",
    "dia 5 a tarde",
    "entre 2 e 4",
  ])("other words stay: %s", (text) => expect(daysInFull(text)).toBe(text));
});

describe("of several times", () => {
  test.each([
    ["terça de manhã seria ótimo, mas quinta também dá", ["terca", "quinta"]],
    ["segunda, ou na pior das hipóteses quarta", ["segunda", "quarta"]],
    ["martes me va bien y si está lleno jueves", ["marte", "jueve"]],
  ])("all stay where none takes another's place: %s", (text, days) =>
    expect(daysIn(preference(text) ?? "")).toEqual(days),
  );

  test.each([
    ["terça, aliás, quinta", "quinta"],
    ["era na segunda de manhã, agora quarta", "quarta"],
    ["faço faculdade de manhã e trabalho de tarde, só consigo à noite", "à noite"],
  ])("the last one counts where it takes the place of the others: %s", (text, kept) =>
    expect(preference(text)).toBe(kept),
  );

  test("a weak word beside them is about something else", () =>
    expect(preference("depois das 18, ele tá sem psicólogo hoje")).toBe("depois das 18"));

  test.each(["sexta n da", "sexta não dá", "qui naum posso"])("what is denied is kept with its denial: %s", (text) =>
    expect(preference(text)).toBe(daysInFull(text)),
  );
});
