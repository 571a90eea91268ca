import { describe, expect, test } from "vitest";
import { after, BOOKING, SUMMARY } from "./said-after.ts";

/** What the team was handed in the turn of `text`, and the conversation after it. */
function handed(text: string, ...before: readonly string[]) {
  const chat = after(...before);
  const { commands } = chat.say(text);
  const calls = commands.filter((one) => one.type === "request-handoff" && one.reason === "question");
  return { chat, questions: calls.map((one) => ("summary" in one ? (one.summary.question ?? "") : "")) };
}
const WHOM = [...BOOKING, "[whom-self]", "terapia individual"];

describe("what is asked beside an answer, and no fact tells, is the team's: the answer counts all the same", () => {
  test.each([
    ["presencial, mas antes me digam se a sala tem janela", WHOM, "modality"],
    ["por vídeo. vocês não me responderam a do cachorro de apoio", WHOM, "modality"],
    ["presencial. e o doutor Caio ainda joga futebol com os pacientes?", WHOM, "modality"],
    ["em casa não, presencial, e queria saber se gravam as sessões", WHOM, "modality"],
  ] as const)("%s", (text, before, value) => {
    const { chat, questions } = handed(text, ...before);
    expect(questions).toHaveLength(1);
    expect(chat.values[value]).toBeDefined();
    expect(chat.texts).toMatch(/equipe/);
  });

  test("once, though it stands beside the yes by which all is sent", () =>
    expect(handed("pode enviar. e o atestado sai no mesmo dia?", ...SUMMARY).questions).toHaveLength(1));

  test.each(["pode ser presencial?", "presencial pode?", "presencial, tá?", "pode ser por vídeo mesmo?"])(
    "%s is an answer and asks nothing of the team",
    (text) => expect(handed(text, ...WHOM).questions).toEqual([]),
  );
});

describe("a wish for an appointment is heard behind thanks, and beside a name", () => {
  test.each([
    [
      "obrigada! quero marcar então, de preferência com alguém com experiência em luto",
      "quanto custa a terapia individual?",
    ],
    ["valeu, gostaria de agendar sim", "quanto custa a terapia individual?"],
    ["thank you, I'd like to book then", "how much is individual therapy?"],
    ["gracias, quiero pedir un turno entonces", "¿cuánto cuesta la terapia individual?"],
  ])("%s", (text, before) => expect(after(before, text).values.topic).toBe("booking"));

  test.each(["obrigada, por enquanto não", "valeu, era só isso", "thanks, not now"])("%s takes leave", (text) =>
    expect(after("quanto custa a terapia individual?", text).values.topic).toBeUndefined(),
  );

  test.each(["me chamo Odair, preciso falar com um psicólogo", "sou a Neide, queria marcar uma consulta pra mim"])(
    "%s",
    (text) => {
      const { topic, wish } = after("oi", text).values;
      expect([topic, wish]).toContain(topic === undefined ? "request:book" : "booking");
    },
  );
});

describe("what no question asks for and the team has to know is kept in the words it was said in", () => {
  test.each([
    ["presencial, e prefiro alguém com experiência em pânico", /experiência em pânico/],
    ["por vídeo, só que nos meus dias de folga", /folga/],
    ["presencial, eu uso muletas", /muletas/],
  ])("%s", (text, words) => expect(after(...WHOM, text).values.remarks).toMatch(words));
});

test("a wish for a language that is spoken here already is about the treatment, and switches nothing", () => {
  const chat = after("hello, I'd like to book", "my name is Ann Lee", "the therapist must speak English please");
  expect(chat.texts).not.toMatch(/we'll go on in English/i);
});
