import { describe, expect, test } from "vitest";
import { after, BOOKING } from "./said-after.ts";

const DAYS = [...BOOKING, "[whom-self]", "terapia individual", "presencial", "particular"];
const rulesOf = (...lines: string[]) =>
  after(...lines).last.facts.understanding!.reading!.acts.map(({ act, confidence }) => (confidence > 0.5 ? act : ""));

describe("when the house is open, by a day, an evening, a holiday or lunch", () => {
  test.each([
    "vocês atendem sábado?",
    "atendem no sábado de manhã?",
    "posso ir sábado?",
    "abrem no feriado?",
    "dá pra ir à noite?",
    "¿atienden los sábados?",
    "¿puedo ir el domingo?",
    "are you open on weekends?",
    "can I come on Saturday?",
  ])("%s", (text) => {
    const known = after("oi", "Ana Lima", text);
    expect(known.texts).toMatch(/sábado, d|Saturday, 8 am/);
    expect(after("oi", "Ana Lima", "onde vocês ficam?", text).texts).toMatch(/sábado, d|Saturday, 8 am/);
    const choosing = after(...DAYS, text);
    expect(choosing.texts).toMatch(/sábado, d|Saturday, 8 am/);
    expect(choosing).toMatchObject({ step: "days" });
    expect(choosing.values.preference).toBeUndefined();
  });

  test.each(["posso ir sábado", "sábado à noite", "só consigo ir aos sábados", "Saturdays in the morning"])(
    "%s is an answer where days are chosen",
    (text) => expect(after(...DAYS, text)).toMatchObject({ step: "summary" }),
  );

  test("the price that is asked for beside it is heard, too", () =>
    expect(rulesOf("oi", "Ana Lima", "quanto custa e vocês atendem à noite?")).toEqual(
      expect.arrayContaining(["ask:hours", "ask:price"]),
    ));
});

test.each(["obrigada! e tem estacionamento?", "não, obrigada. vocês abrem domingo?", "rsrs e o teto é de que cor?"])(
  "%s is bidden no goodbye",
  (text) => expect(after("vocês atendem sábado?", text, text).step).not.toBe("goodbye"),
);
