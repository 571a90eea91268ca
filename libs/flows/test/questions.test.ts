import { describe, expect, test } from "vitest";
import { after } from "./said-after.ts";

/** The question that the team was handed, if any. */
const handed = (chat: ReturnType<typeof after>) =>
  chat.last.commands.some((one) => one.type === "request-handoff" && one.reason === "question");

describe("several questions in one message are all answered", () => {
  test.each([
    ["quanto custa a terapia de casal e vocês fazem reembolso?", [/260/, /nota fiscal/]],
    ["onde fica? tem estacionamento? aceitam cartão?", [/Palmeiras/, /estacionamento/, /crédito/]],
    ["vcs atendem online? qual o horário de funcionamento?", [/vídeo/, /Segunda a sexta/]],
    ["em 3x tem juros? e emite nota fiscal?", [/sem juros/, /CNPJ/]],
    ["tem wi-fi e é acessível pra cadeirante?", [/wi-fi/, /rampa/]],
    [
      "hola, ¿cuánto sale la terapia individual? ¿dónde queda? ¿tienen estacionamiento?",
      [/180/, /Palmeiras/, /edificio/],
    ],
    ["how much is couples therapy? is there parking nearby?", [/260/, /paid parking/]],
  ] as const)("%s", (text, answers) => {
    const chat = after(text);
    for (const answer of answers) expect(chat.texts).toMatch(answer);
    expect(handed(chat)).toBe(false);
  });

  test.each([
    "quanto custa a terapia de casal? tem brinquedoteca na recepção?",
    "¿dónde queda? ¿tienen sala de juegos para los hermanos?",
    "where are you? is there a play corner for siblings?",
  ])("%s is passed on for what nobody knows", (text) => {
    const chat = after(text);
    expect(handed(chat)).toBe(true);
    expect(chat.texts).toMatch(/260|Palmeiras/);
    expect(chat.texts).toMatch(/resto da sua pergunta|resto de tu pregunta|rest of your question/);
  });
});

describe("facts that their own words ask for", () => {
  test.each([
    ["qual a diferença entre psicólogo e psiquiatra?", /receitar remédio/],
    ["psicólogo ou psiquiatra, o que eu procuro?", /receitar remédio/],
    ["¿qué diferencia hay entre psicóloga y psiquiatra?", /recetar/],
    ["what's the difference between a psychologist and a psychiatrist?", /prescribe/],
    ["vocês atendem pelo SUS?", /SUS não atendemos/],
    ["vcs vão em casa ou só na clínica?", /em casa não atendemos/],
    ["o horário é de Brasília?", /Brasília/],
    ["quanto tempo demora até sair o laudo?", /30 dias/],
    ["how long does the report take?", /30 days/],
    ["vocês tratam síndrome do pânico?", /pânico/],
    ["quanto é o valor social?", /R\$ 90/],
    ["a partir de que idade vocês atendem?", /2 anos/],
  ] as const)("%s", (text, answer) => expect(after(text).texts).toMatch(answer));

  test.each([
    ["onde fica a clínica?", /Palmeiras/],
    ["quais são as formas de pagamento?", /PIX/],
    ["é sigiloso o que eu falo?", /sigiloso/],
  ] as const)("%s is asked as before", (text, answer) => expect(after(text).texts).toMatch(answer));
});

describe("what the sentence of a fact does not tell is asked of the team", () => {
  test.each(["quanto é a hora do estacionamento?", "¿cuánto cuesta el estacionamiento?", "how much is the parking?"])(
    "%s",
    (text) => {
      const chat = after(text);
      expect(handed(chat)).toBe(true);
      expect(chat.texts).not.toMatch(/180/);
    },
  );

  test("and so is who asks once more in other words", () =>
    expect(handed(after("oi", "Ana Lima", "tem estacionamento?", "mas o estacionamento é coberto?"))).toBe(true));
  test("but not who wants to hear it again", () =>
    expect(handed(after("oi", "Ana Lima", "onde fica?", "qual o endereço mesmo?"))).toBe(false));
});

describe("what a family is told of whom they bring", () => {
  test.each([
    "o que meu filho de 15 anos conta pra psicóloga fica em sigilo?",
    "se minha filha contar algo grave a psicóloga me avisa?",
    "¿lo que habla mi hijo es confidencial?",
    "is what my daughter says confidential?",
  ])("%s", (text) => expect(after(text).texts).toMatch(/risco grave|riesgo grave|serious risk/));
});

describe("prices are written where they are asked for", () => {
  test.each(["quanto custa?", "¿cuánto cuesta la consulta?", "how much is it?"])("%s", (text) =>
    expect(after(text).texts).toMatch(/180[\s\S]*260[\s\S]*420/),
  );
  test("of a service that is named, however it is asked", () =>
    expect(after("mas vc consegue me dizer o preço da terapia de casal ou não?").texts).toMatch(/260/));
});
