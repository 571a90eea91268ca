import { describe, expect, test } from "vitest";
import { after, BOOKING, SUMMARY } from "./said-after.ts";

/*
 * What the clinic's flow makes of words that its readers were not taught one by one, with the reader as it is. Each table
 * holds siblings: what is mended is the kind.
 */
describe("a no that is said twice", () => {
  test.each(["não não quero", "nao nao", "não, não quero não", "no no quiero", "nope, I don't want that"])(
    "%s is a no where all is read back",
    (text) => expect(after(...SUMMARY, text).step).toBe("correct-what"),
  );

  test.each(["não não, tá certo", "não, não precisa mudar nada"])("%s approves what is read back", (text) =>
    expect(after(...SUMMARY, text).step).toBe("appointment-requested"),
  );

  test("a day that is refused changes nothing", () => {
    const chat = after(...SUMMARY, "não quero outro dia");
    expect(chat.step).toBe("summary");
    expect(chat.values.preference).toBe("terça à tarde");
  });

  test.each(["não não quero", "no no quiero"])("%s is no wrong answer where no yes is asked for", (text) =>
    expect(after(...BOOKING, text).texts).toMatch(/^(?:Tudo bem, não tem problema|Sem problema)\b/),
  );
});

describe("another's name where the writer's own is asked for", () => {
  test.each([
    ["meu filho Théo", "Théo", "child"],
    ["é pra Alice, minha filha", "Alice", "child"],
    ["o nome da minha mãe é Lourdes", "Lourdes", "relative"],
    ["o paciente é o Théo", "Théo", undefined],
    ["sou a mãe da Alice", "Alice", undefined],
    ["my son Theo", "Theo", "child"],
    ["mi hijo se llama Mateo", "Mateo", "child"],
  ])("%s is the patient's, and the writer's is asked for", (text, name, whom) => {
    const chat = after("oi", text);
    expect(chat.values).toMatchObject({ patient_name: name, ...(whom === undefined ? {} : { for_whom: whom }) });
    expect(chat.values.name).toBeUndefined();
    expect(chat.step).toBe("ask-name");
    expect(chat.texts).toContain(name);
  });

  test.each([
    ["Ana, mãe do Théo", "Ana", "Théo"],
    ["meu nome é Ana e o do meu filho é Théo", "Ana", "Théo"],
    ["my name is Ann, my son is called Theo", "Ann", "Theo"],
  ])("%s tells both", (text, name, patient) =>
    expect(after("oi", text).values).toMatchObject({ name, patient_name: patient }),
  );

  test("is kept until it is said for whom it is, and not where it is for the writer after all", () => {
    const told = [...["oi", "Ana Lima, mãe do Théo", "[menu-book]"]];
    expect(after(...told, "[whom-child]").values.patient_name).toBe("Théo");
    expect(after(...told, "[whom-self]").values.patient_name).toBeUndefined();
  });

  test("of the husband is not the child's", () => {
    const { values } = after("oi", "preciso de fono pro meu filho", "Rosa, e meu marido se chama João Pedro");
    expect(values).toMatchObject({ name: "Rosa", for_whom: "child" });
    expect(values.patient_name).toBeUndefined();
  });
});

describe("an age", () => {
  const CHILD = [...BOOKING, "[whom-child]", "Théo Lima"];
  test.each([
    ["6 anos e 8 meses", "6 anos"],
    ["fez 5 anos faz 2 meses", "5 anos"],
    ["tem 6 anos, desde os 3 anos faz terapia", "6 anos"],
    ["tem 8 anos e o irmão tem 4 anos", "8 anos"],
    ["5 years and 3 months", "5 years"],
  ])("in %s is %s", (text, age) => expect(after(...CHILD, text).values.child_age).toBe(age));

  test("is not how long something has lasted", () =>
    expect(after("oi", "quero terapia pra minha filha, ela tem crises há 2 anos").values.small_age).toBeUndefined());
});
