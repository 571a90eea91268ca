import { describe, expect, test } from "vitest";
import { namesDay, preference, saysWhen } from "../src/capture/preference.ts";

describe("what a message says of days and times", () => {
  test.each([
    ["terça ou quinta, à tarde", "terça ou quinta, à tarde"],
    ["Depois das 17h", "Depois das 17h"],
    ["any weekday morning", "any weekday morning"],
    ["los martes por la mañana", "los martes por la mañana"],
    ["dia 12 de manhã", "dia 12 de manhã"],
  ])("is all of a message about nothing else: %s", (said, kept) => {
    expect(preference(said)).toBe(kept);
  });

  test.each([
    ["certo mas troca o dia pra quinta", "quinta"],
    ["na verdade prefiro na sexta de manhã, pode ser?", "na sexta de manhã"],
    ["perfect but make it Thursday after 5pm please", "Thursday after 5pm"],
    ["1) terapia 2) online 3) quarta-feira, entre 19h e 21h. Há disponibilidade?", "quarta-feira, entre 19h e 21h"],
    ["tenho livre: segunda e sexta, entre 8 e 10, pode ser?", "segunda e sexta, entre 8 e 10"],
    ["mejor el jueves por la tarde entonces", "el jueves por la tarde"],
  ])("is a part of a longer one: %s", (said, kept) => {
    expect(preference(said)).toBe(kept);
  });

  test.each(["tanto faz", "bom dia", "boa noite, tudo bem?", "good morning", "buenas tardes", "particular", "sim", ""])(
    "is nothing in: %s",
    (said) => {
      expect(preference(said)).toBeNull();
    },
  );

  test("a story has days, too, but names no weekday", () => {
    expect(namesDay("faz uma semana que não durmo, hoje piorou")).toBe(false);
    expect(namesDay("pode ser na Terça?")).toBe(true);
  });

  test.each(["segunda não posso", "de manhã, mas não na segunda", "no puedo los martes"])(
    "is all of a message that denies something: %s",
    (said) => {
      expect(preference(said)).toBe(said);
    },
  );

  test("a correction is one of days only where it names a day, a part of it, or an hour", () => {
    expect(saysWhen("minto, já cancelei o Bradesco mês passado")).toBe(false);
    expect(saysWhen("bom dia, troquei de plano")).toBe(false);
    expect(saysWhen("melhor de manhã")).toBe(true);
    expect(saysWhen("after 5pm, please")).toBe(true);
  });

  test("long texts of any kind are read in time", () => {
    for (const piece of ["segunda e ", "de ", "das 1", "a partir ", "segunda e mais sem ", "qualquer dia "]) {
      const begun = performance.now();
      preference(piece.repeat(400));
      expect(performance.now() - begun).toBeLessThan(1_000);
    }
  });
});
