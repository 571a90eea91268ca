import { describe, expect, test } from "vitest";
import { after } from "./said-after.ts";

const reasons = ({ last }: ReturnType<typeof after>) =>
  last.commands.flatMap((one) => (one.type === "request-handoff" ? [one.reason] : []));

describe("who only asks is not led into a booking", () => {
  test.each([
    "Oi, só queria tirar umas dúvidas, não quero marcar agora ok?",
    "não quero agendar, só queria saber uma coisa",
    "no quiero agendar todavía, solo una pregunta",
    "I don't want to book yet, just a question",
  ])("%s", (text) => {
    const chat = after(text);
    expect(chat.values).not.toHaveProperty("topic");
    expect(chat.texts).toMatch(/pode perguntar|pregunta con confianza|ask away/);
  });

  test.each(["quero marcar uma consulta pra mim", "só queria marcar uma consulta", "I want to book a session"])(
    "%s books",
    (text) => expect(after(text).values.topic).toBe("booking"),
  );
});

describe("who takes leave is asked nothing more", () => {
  const MENU = ["oi", "Ana Lima"];
  test.each([
    [MENU, "nada não, só isso. brigada"],
    [MENU, "tá bom deixa, chego aí e vejo. valeu"],
    [["oi"], "ok era isso, tchau"],
    [["hola", "María Ruiz"], "está bien, eso era todo, gracias"],
    [["hi", "Ann Smith"], "never mind, bye"],
  ] as const)("%j, %s", (before, text) => expect(after(...before, text).step).toBe("goodbye"));

  test.each([
    [["oi"], "Ana Lima, obrigada"],
    [MENU, "quero marcar terapia, valeu"],
    [MENU, "deixa eu ver"],
    [MENU, "valeu! onde fica?"],
  ] as const)("%j, %s is none", (before, text) => expect(after(...before, text).step).not.toBe("goodbye"));
});

describe("who is on the waiting list already is not put on it", () => {
  test.each([
    "to na lista de espera desde outubro. alguma novidade?",
    "já estou na lista de espera há 2 meses, andou?",
    "ya estoy en la lista de espera desde marzo, ¿alguna novedad?",
    "I've been on the waiting list since June, any news?",
  ])("%s", (text) => {
    const chat = after(text);
    expect(reasons(chat)).toContain("waiting-list");
    expect(chat.last.commands.some((one) => one.type === "capture-lead")).toBe(false);
  });

  test.each(["quero entrar na lista de espera", "ponme en la lista de espera", "put me on the waiting list please"])(
    "%s is put on it",
    (text) =>
      expect(after(text).last.commands).toContainEqual(
        expect.objectContaining({ type: "capture-lead", kind: "waiting-list" }),
      ),
  );
});

describe("who asks what writes here is told, and nobody is called", () => {
  test.each([
    "vc é um robô?",
    "você é uma pessoa ou máquina?",
    "¿eres una persona o un robot?",
    "am I talking to a human or a bot?",
  ])("%s", (text) => {
    const chat = after(text);
    expect(reasons(chat)).toEqual([]);
    expect(chat.texts).toMatch(/um programa|un programa|a program/);
  });
  test.each([
    "não quero robô, quero falar com uma pessoa",
    "is this a bot? I want to talk to a person",
    "me liga alguém?",
  ])("%s wants a person", (text) => expect(reasons(after(text))).toContain("asked"));
});

describe("a preference is no danger", () => {
  test.each(["Um homem", "prefiro mulher, por favor", "una mujer", "a woman please"])("%s", (text) => {
    const chat = after("oi", "Ana Lima", "quem são os psicólogos?", text);
    expect(reasons(chat)).toEqual([]);
    expect(chat.values.professional).toMatch(/homem|mulher/);
  });
  test.each(["um homem está me seguindo", "um homem me bateu agora", "a man is hitting me"])("%s is one", (text) =>
    expect(reasons(after("oi", "Ana Lima", text)).length).toBeGreaterThan(0),
  );

  test("nor is what is said of who recommends somebody", () =>
    expect(
      reasons(after("meu amigo me indicou vcs, ele disse q a Dra Beatriz é um amor. ela ainda trabalha ai?")),
    ).toEqual(["question"]));
});

test.each([
  "recebi uma ligação daqui, quem é?",
  "tengo una llamada perdida de este número",
  "I had a missed call from this number",
])("%s is told whose number it is", (text) =>
  expect(after(text).texts).toMatch(/Acolhe[\s\S]*(?:ligação|llamada|called)/),
);
