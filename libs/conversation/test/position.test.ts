import { expect, test } from "vitest";
import { position } from "../src/reading/position.ts";

test.each([
  ["1", 0],
  ["4", 3],
  ["opcao 2", 1],
  ["a primeira", 0],
  ["la segunda", 1],
  ["the third one", 2],
  ["2nd", 1],
  ["4a", 3],
  ["quero a quarta opcao por favor", 3],
  ["ultima", 3],
  ["the last", 3],
  ["duas", 1],
])("%s is place %i of four", (said, place) => expect(position(said, 4)).toBe(place));

test.each(["0", "5", "100", "", "primavera", "constructor", "a", "1 e 2", "terca"])("%s is no place", (said) =>
  expect(position(said, 4)).toBeNull(),
);

test("every counting word of the three languages has its place", () => {
  const words = ["um uno one", "dois dos two", "tres three", "quatro cuatro four", "cinco five", "seis six"];
  const more = ["sete siete seven", "oito ocho eight", "nove nueve nine", "dez diez ten"];
  const ordinals = ["primeiro primera first", "segundo second", "terceiro tercera third", "quarto cuarta fourth"];
  const rest = ["quinto quinta fifth", "sexto sixth", "setimo septima seventh", "oitavo octava eighth"];
  const last = ["nono novena ninth", "decimo decima tenth"];
  for (const list of [
    [...words, ...more],
    [...ordinals, ...rest, ...last],
  ])
    for (const [index, names] of list.entries())
      for (const name of names.split(" ")) expect(position(name, 10), name).toBe(index);
});
