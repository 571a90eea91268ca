import { describe, expect, test } from "vitest";
import { inDigits } from "../src/capture/number-words.ts";
import { whomBeyondDoubt, whomNamed } from "../src/capture/whom.ts";

describe("whom an answer names by its words", () => {
  test.each([
    ["Irmã caçula", "relative"],
    ["minha avozinha, a Zefa... minha avó", "relative"],
    ["Pra Lucineide, que trabalha na minha casa", "relative"],
    ["Pra ela, a Patrícia, não pra mim", "relative"],
    ["não é pra mim não, é pro meu véio", "relative"],
    ["my old man", "relative"],
    ["mi suegrita", "relative"],
    ["o caçula", "child"],
    ["mi nietecito", "child"],
    ["the boy", "child"],
    ["Para nós, os pais. Pode colocar no meu nome.", "self"],
    ["We the parents. You can put me.", "self"],
    ["póngalo a mi nombre", "self"],
  ])("%s: %s", (text, whom) => expect(whomNamed(text)).toBe(whom));

  test.each([
    "eu e minha irmã",
    "mi marido y yo",
    "my wife and me",
    "meu filho e minha mãe",
    "não coloca no meu nome, não é pra mim",
    "pra ela",
    "pra quem precisar",
    "quero marcar",
    "",
  ])("nobody, or more than one: %s", (text) => expect(whomNamed(text)).toBeNull());
});

describe("who is meant beyond doubt", () => {
  test.each([
    ["vou eu mesma, meu marido só leva", "self"],
    ["sou eu a paciente", "self"],
    ["soy yo quien va", "self"],
    ["it's me, my wife told me to write", "self"],
    ["não é pra minha mãe, sou eu", "self"],
    ["para este que te escreve", "self"],
  ])("%s: %s", (text, whom) => expect(whomBeyondDoubt(text)).toBe(whom));

  test.each([
    "é para minha filha, sou eu quem responde por ela",
    "sou eu que pago",
    "para mi hija, soy yo la mamá",
    "soy yo el papá",
    "sou eu, a mãe",
    "it's me, her mom",
    "I'm the one who takes care of him",
    "pra minha filha, sou eu",
    "para Bia, soy yo",
    "quem te escreve é a mãe",
    "esta que te escribe es la mamá",
    "minha filha, eu vou levar",
    "mi hijo, yo voy a acompañarlo",
  ])("not %s", (text) => expect(whomBeyondDoubt(text)).toBeNull());
});

test.each([
  ["dezesseis de fevereiro de dois mil e onze", "16 de fevereiro de 2011"],
  ["vinte e um do sete de noventa e oito", "21 do 7 de 98"],
  ["mil novecentos e noventa e nove", "1999"],
  ["diecisiete de octubre del noventa y nueve", "17 de octubre del 99"],
  ["dos mil diecinueve", "2019"],
  ["nineteen ninety nine", "1999"],
  ["march third twenty twelve", "march 3 2012"],
  ["two thousand and eleven", "2011"],
  ["um de maio e dois de junho", "1 de maio e 2 de junho"],
  ["sem numero nenhum", "sem numero nenhum"],
])("numbers in words, %s: %s", (plain, told) => expect(inDigits(plain)).toBe(told));
