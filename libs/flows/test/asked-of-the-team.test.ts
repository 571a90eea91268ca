import { describe, expect, test } from "vitest";
import { after, BOOKING } from "./said-after.ts";

/** The question that the team was handed, if any. */
const handed = (text: string, ...before: readonly string[]) => {
  const chat = after(...before);
  const { commands } = chat.say(text);
  const call = commands.find((one) => one.type === "request-handoff" && one.reason === "question");
  return { chat, question: call && "summary" in call ? call.summary.question : undefined };
};

describe("in which language somebody is treated is asked of the team, and changes no language", () => {
  test.each([
    ["vocês atendem em inglês?", "pt"],
    ["tem psicóloga que fala espanhol?", "pt"],
    ["¿atienden en español?", "es"],
    ["¿las psicólogas hablan inglés?", "es"],
    ["do you do couples therapy in English?", "en"],
    ["can I have the sessions in Spanish?", "en"],
  ] as const)("%s", (text, language) => {
    const { chat, question } = handed(text, { pt: "bom dia", es: "buenas tardes", en: "good morning" }[language]);
    expect(question).toBe(text);
    expect(chat.texts).toMatch(
      /português, espanhol e inglês|portugués, español e inglés|Portuguese, Spanish and English/,
    );
  });

  test("a wish for another language is followed", () =>
    expect(after("bom dia", "can you speak english please").texts).toMatch(/English|english/));
});

describe("how long until there is a place", () => {
  test.each([
    "qto tempo demora pra ter vaga",
    "quanto tempo leva pra conseguir a primeira consulta?",
    "tem fila de espera pra fono?",
    "¿cuánto tardan en dar turno?",
    "how long is the wait for a first appointment?",
  ])("%s is asked of the team", (text) => {
    const { chat, question } = handed(text, ...BOOKING);
    expect(question).toBe(text);
    expect(chat.texts).not.toMatch(/ordem de chegada|orden de llegada|in the order people write/);
  });

  test.each(["quanto tempo vocês demoram pra responder?", "quanto tempo dura a sessão?", "¿cuánto dura la sesión?"])(
    "%s is another question",
    (text) => expect(handed(text, ...BOOKING).chat.texts).not.toMatch(/primeira vaga|primer turno/),
  );

  test("a place in the queue is given to who wants it", () =>
    expect(after("oi", "Ana Lima", "quero entrar na fila de espera da fono").last.commands).toContainEqual(
      expect.objectContaining({ type: "capture-lead", kind: "waiting-list" }),
    ));
});

describe("a service is named though something else is denied beside it", () => {
  test.each([
    ["Hola, ¿cuánto sale una sesión de terapia para adultos? no tengo obra social", /180/],
    ["oi, quanto custa a psiquiatria? não tenho convênio", /420/],
    ["hi, how much is couples therapy? I have no insurance", /260/],
  ])("%s", (text, price) => expect(after(text).texts).toMatch(price));
});

describe("a fact is told once, and how it works in somebody's case is asked of the team", () => {
  const TOLD = ["hola", "Ana Lima", "¿tienen valor social?"];

  test("further", () => {
    const { chat, question } = handed("¿y cómo es lo del valor social?", ...TOLD);
    expect(question).toBe("¿y cómo es lo del valor social?");
    expect(chat.texts).not.toMatch(/cupos limitados/);
  });

  test("but again where it is only asked again", () =>
    expect(after(...TOLD, "¿tienen valor social?").texts).toMatch(/cupos limitados/));
});
