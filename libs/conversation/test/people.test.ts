import { describe, expect, test } from "vitest";
import { type Person, peopleIn } from "../src/capture/people.ts";
import { putRight } from "../src/capture/put-right.ts";
import { relationTold } from "../src/capture/relation-told.ts";

/*
 * Whoever a message speaks of, with what it says of them. Names in small letters are known by the reader's list of given names, so their
 * places come with the message.
 */
const GIVEN = /\b(?:tiago|marina|rosana|otávio|ines|bruna|lucas|hugo|carla|dani|nina|olga|caio|mateo|lucía|owen)\b/giu;
const told = (text: string): readonly string[] =>
  peopleIn(
    text,
    [...text.matchAll(GIVEN)].map(({ index }) => index),
  ).map(brief);
const brief = ({ isSelf, relation, name, years }: Person): string =>
  [isSelf ? "self" : relation, name, years].filter((one) => one !== null).join(" ");

describe("who is spoken of", () => {
  test.each<[string, readonly string[]]>([
    ["minha enteada Nina de 11", ["enteada Nina 11"]],
    ["meu afilhado mora com a gente, tem 14 anos", ["afilhado 14"]],
    ["preciso de fono pro meu neto, o Caio, ele tá com 4 anos", ["neto Caio 4"]],
    ["sou o pai da carla e do hugo, ela tem 12 e ele tem 9 anos", ["filho Carla 12", "filho Hugo 9"]],
    ["o lucas fez 8, quem tem 6 é a bruna", ["Lucas 8", "Bruna 6"]],
    ["otávio 40 e ines 38", ["Otávio 40", "Ines 38"]],
    ["eu dani 33 e ela a Olga 35", ["self Dani 33", "Olga 35"]],
    ["sou eu, 51, e minha irmã Olga, 47", ["self 51", "irmã Olga 47"]],
    ["A funcionária é a Tereza Alves, 29 anos", ["funcionária Tereza Alves 29"]],
    ["meu pai ta com 81 anos e caiu duas vezes", ["pai 81"]],
    ["meu nome é rosana, é pra minha mãe Lúcia, setenta anos", ["self Rosana", "mãe Lúcia 70"]],
    ["mi sobrino Mateo tiene 16 años", ["sobrino Mateo 16"]],
    ["necesito turno para mi esposa Lucía, 44", ["esposa Lucía 44"]],
    ["es para mi papá, de 68 años", ["papá 68"]],
    ["it's for my daughter Nina, she is nine years old", ["daughter Nina 9"]],
    ["my nephew Owen, 12, needs speech therapy", ["nephew Owen 12"]],
  ])("%s", (text, people) => expect(told(text)).toEqual(people));

  test.each<[string, readonly string[]]>([
    // How long something has been, how many of a thing, or when: no ages.
    ["minha filha tá assim há 3 anos", ["filha"]],
    ["meu marido perdeu o emprego faz 5 meses", ["marido"]],
    ["12 anos de casados e só briga", []],
    ["meu filho tem 2 irmãos", ["filho"]],
    ["minha filha só pode depois das 18", ["filha"]],
    ["tirei ele do plano quando fez 21", []],
    ["mi hija va desde hace 2 años", ["hija"]],
    ["my son had 3 sessions", ["son"]],
    // Places, plans and days are nobody.
    ["terça ou quinta, de preferência na Unimed", []],
    // Left out, or only what it is about.
    ["pra mim, não pro meu enteado", ["self"]],
    ["é sobre a Nina, mas quem vai sou eu e o Hugo", ["self", "Hugo"]],
    // A part of a name is nobody else.
    ["Artur Vogel. O Vogel é do pai", ["Artur Vogel"]],
  ])("%s: no more than that", (text, people) => expect(told(text)).toEqual(people));
});

describe("who the writer is to a child", () => {
  test.each([
    ["meu sobrinho", "sobrinho", "aunt"],
    ["pra minha neta", "neta", "grandparent"],
    ["mi hijastra", null, undefined],
    ["minha enteada", "enteada", "step"],
    ["my nephew", "nephew", "aunt"],
    ["minha filha", "filha", "parent"],
    ["eu sou a Denise, tia dele", "sobrinho", "aunt"],
    ["sou pai dela", "filha", "father"],
    ["soy la mamá", "hija", "mother"],
    ["meu vizinho", null, undefined],
    ["minha tia indicou", null, undefined],
  ])("%s", (text, relation, as) => expect(relationTold(text, relation)?.relation).toBe(as));
});

describe("that it was told before is no part of what is told", () => {
  test.each([
    ["rosana, já falei", "rosana"],
    ["13 anos como eu disse", "13 anos"],
    ["Unimed, ya te dije", "Unimed"],
    ["for my son, I already told you", "for my son"],
    ["quinta à tarde, já falei acima", "quinta à tarde"],
  ])("%s", (text, left) => expect(putRight(text)).toBe(left));

  test.each(["já falei", "ya te dije", "I already told you", "já falei com a Ana ontem", "disse que vinha"])(
    "%s stays",
    (text) => expect(putRight(text)).toBe(text),
  );
});
