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

const CHILD = [...BOOKING, "[whom-child]"];
const RELATION = [...CHILD, "Pedro Souza", "8 anos"];

describe("what is put right in the same breath", () => {
  test.each([
    [CHILD, "Pedro. quer dizer, Paulo", { patient_name: "Paulo" }],
    [[...CHILD, "Pedro Souza"], "ele tem 7 anos. quer dizer, tem 8", { child_age: "8 anos" }],
    [DAYS, "segunda de manhã. não, terça à tarde", { preference: "terça à tarde" }],
    [DAYS, "terça ou quarta à tarde. aliás, quarta não, quinta", { preference: "terça ou quinta à tarde" }],
    [DAYS.slice(0, -1), "particular. ou melhor, unimed", { insurance: "unimed" }],
    [BOOKING, "pra mim. quer dizer, pro meu filho", { for_whom: "child" }],
  ])("%s: %s", (before, text, values) => expect(after(...before, text).values).toMatchObject(values));

  test("a danger that is taken back is heard", () =>
    expect(after("oi", "quero morrer, quer dizer, viver").last.facts.understanding!.reading!.danger).not.toBeNull());
});

describe("an age that is put right while a name is asked for", () => {
  test.each(["ele tem 8, errei a idade", "corrigindo a idade: ele tem 8 anos", "he is 8, wrong age"])("%s", (text) => {
    const told = after(...BOOKING, "pro meu filho de 7 anos", text);
    expect(told.step).toBe("child-name");
    expect(Number.parseInt(told.values.small_age ?? "", 10)).toBe(8);
    expect(told.texts).not.toContain("pessoa da equipe");
  });
});

describe("no relation, though any words may be one", () => {
  test.each([
    ["de manhã. não, melhor à tarde", { preference: "à tarde" }],
    ["terça", { preference: "terça" }],
    ["unimed", { insurance: "unimed" }],
    ["presencial", { modality: "in-person" }],
    ["sim", {}],
  ])("%s", (text, values) => {
    const told = after(...RELATION, text);
    expect(told.values).toMatchObject(values);
    expect(told).toMatchObject({ step: "guardian" });
    expect(told.values.guardian).toBeUndefined();
  });

  test.each(["madrinha", "a babá dele", "sou padrasto"])("%s is one", (text) =>
    expect(after(...RELATION, text).step).toBe("services"),
  );
});

test.each(["terça", "de manhã", "quinta à tarde"])(
  "%s where a place is asked for is noted, and the place asked again",
  (text) => {
    const told = after(...DAYS.slice(0, -2), text);
    expect(told).toMatchObject({ step: "modality", values: { preference: text } });
    expect(told.texts).not.toContain("não entendi");
  },
);
