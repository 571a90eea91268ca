import { describe, expect, test } from "vitest";
import { after, BOOKING, SUMMARY } from "./said-after.ts";

/** What the team was asked in the turn of `text`, and the conversation after it. */
function handed(text: string, ...before: readonly string[]) {
  const chat = after(...before);
  const { commands } = chat.say(text);
  const calls = commands.filter((one) => one.type === "request-handoff" && one.reason === "question");
  return { chat, questions: calls.map((one) => ("summary" in one ? (one.summary.question ?? "") : "")) };
}
const PT = [...BOOKING, "[whom-self]", "terapia individual"];
const ES = ["hola", "Ana Lima", "[menu-book]", "[whom-self]", "terapia individual"];
const EN = ["hello", "Ana Lima", "[menu-book]", "[whom-self]", "individual therapy"];

describe("a question beside an answer that looks like a wish or an answer reaches the team with the whole message", () => {
  test.each([
    [PT, "por vídeo. consigo o laudo já na segunda sessão?"],
    [PT, "presencial. sai recibo no nome do meu pai? ele que paga"],
    [PT, "presencial, e me responde do laudo por favor"],
    [ES, "por video. ¿me dan el certificado el mismo día?"],
    [EN, "by video. can I get the letter for school right away?"],
  ] as const)("%#: %s %s", (before, text) => {
    const { chat, questions } = handed(text, ...before);
    expect(questions).toEqual([text]);
    expect(chat.values.modality).toBeDefined();
  });

  test("of a long message what asks is kept, and ends at a sentence", () => {
    const story = "Moro longe e venho de trem com a minha irmã, que trabalha no centro o dia inteiro e volta tarde. ";
    const [question] = handed(`presencial. ${story}consigo o laudo já na segunda sessão? ${story}`, ...PT).questions;
    expect(question).toMatch(/consigo o laudo já na segunda sessão\?/);
    expect(question!.length).toBeLessThanOrEqual(160);
    expect(question).toMatch(/[.?]$/);
  });
});

describe("two questions of a first message are answered both", () => {
  test.each([
    "tem estacionamento? e quanto tempo de espera pra psiquiatra?",
    "quanto tempo de espera pra psiquiatra? e tem estacionamento?",
  ])("%s", (text) => {
    const { chat, questions } = handed(text);
    expect(chat.texts).toMatch(/estacionamento no prédio/);
    expect(questions).toHaveLength(1);
  });
});

describe("of what a general answer or a price does not tell the team is asked", () => {
  test.each([
    ["vocês tratam pânico?", "mas misofonia especificamente, tem psicólogo que entende?"],
    ["quanto custa terapia de casal?", "260 cada um ou os dois juntos?"],
    ["¿cuánto cuesta la terapia de pareja?", "¿es por persona o por los dos?"],
    ["how much is couple therapy?", "is that each or for both?"],
  ])("%s %s", (before, text) => {
    const { chat, questions } = handed(text, before);
    expect(questions).toEqual([text]);
    expect(chat.values.service).toBe(after(before).values.service);
  });
});

describe("what is dictated to the team is kept whole, and read back", () => {
  test.each([
    ["anota que ela gagueja quando fica nervosa", /gagueja/],
    ["coloca aí que eu só subo de elevador, e troca pra quinta de manhã", /elevador/],
    ["e a observação que pedi? tô dormindo mal", /dormindo mal/],
    ["faltou dizer que levo meu cão-guia", /cão-guia/],
    ["pongan que vengo con mi intérprete", /intérprete/],
    ["please note that I stutter", /stutter/],
    ["she prefers a woman", /prefers a woman/],
  ])("%s", (text, words) => {
    const chat = after(...SUMMARY, text);
    expect(chat.values.remarks).toMatch(words);
    expect(chat.texts).toMatch(/📝 /);
  });

  test("a value that is put right is no remark", () => {
    const { values } = after(...SUMMARY, "põe que meu convênio é Unimed");
    expect(values).toMatchObject({ insurance: "unimed" });
    expect(values.remarks).toBeUndefined();
  });
});

test.each(["oi, voltei, meu noivo topou. bora marcar pelo particular, vídeo, quarta cedo"])(
  "a wish behind a goodbye is said back: %s",
  (text) => {
    const chat = after("quanto custa terapia de casal?", "vou pensar e volto, obrigada", text);
    expect(chat.step).not.toBe("main-menu");
    expect(chat.values).toMatchObject({ insurance: "private", service: "couple" });
  },
);
