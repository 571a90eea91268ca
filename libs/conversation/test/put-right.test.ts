import { describe, expect, test } from "vitest";
import { putRight } from "../src/capture/put-right.ts";

describe("what is put right in the same breath", () => {
  test.each([
    ["Pedro. quer dizer, Paulo", "Paulo"],
    ["Pedro Souza. quer dizer, Paulo", "Paulo Souza"],
    ["Soy Ana, perdón, Lucía", "Soy Lucía"],
    ["pedro, digo, paulo", "paulo"],
    ["quero fono pro meu filho Pedro, digo, Paulo", "quero fono pro meu filho Paulo"],
    ["ele tem 7 anos. quer dizer, tem 8", "ele tem 8 anos"],
    ["7, digo 8", "8"],
    ["she's 7, sorry, she's 8", "she's 8"],
    ["segunda de manhã. não, terça à tarde", "terça à tarde"],
    ["de manhã. não, melhor à tarde", "à tarde"],
    ["terça ou quarta à tarde. aliás, quarta não, quinta", "terça ou quinta à tarde"],
    ["terça à tarde, ou melhor, quinta", "quinta à tarde"],
    ["terça. quer dizer, à tarde", "terça, à tarde"],
    ["lunes o martes, perdón, miércoles", "miércoles"],
    ["Monday mornings. no wait, Tuesday afternoon", "Tuesday afternoon"],
    ["particular. ou melhor, unimed", "unimed"],
    ["mãe. quer dizer, pai", "pai"],
    ["pra mim. quer dizer, pro meu filho", "pro meu filho"],
  ])("%s is %s", (text, right) => expect(putRight(text)).toBe(right));

  test.each([
    "não, é Carla",
    "segunda não posso",
    "Não, segunda não, terça",
    "Ana Lima, sorry, bad connection",
    "oi, digo, boa tarde",
    "terça, quer dizer, se tiver vaga?",
    "meu marido trabalha à noite, quer dizer, ele dorme pouco e eu fico com as crianças",
  ])("%s stays as it is", (text) => expect(putRight(text)).toBe(text));
});
