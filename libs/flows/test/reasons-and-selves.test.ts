import { describe, expect, test } from "vitest";
import { after, BOOKING, SUMMARY } from "./said-after.ts";

/*
 * What stands beside the answer: the reason for it, a correction of something else, another month, the name on somebody's papers.
 */
const SERVICE = [...BOOKING, "[whom-self]"];
const PLACE = [...SERVICE, "psiquiatria"];
const DAYS = [...PLACE, "presencial", "unimed"];

describe("what stands before a reason answers, whatever the reason names", () => {
  test.each([
    ["Ao vivo, pq no vídeo ele se distrai", "in-person"],
    ["presencial, já que online a internet cai", "in-person"],
    ["online, porque o consultório é longe", "video"],
    ["por video, ya que el consultorio me queda lejos", "video"],
    ["vídeo", "video"],
  ])("%s", (text, modality) => expect(after(...PLACE, text).values.modality).toBe(modality));

  test.each(["Fechou, manda antes que ela mude de ideia", "pode mandar, porque não vou trocar nada"])(
    "%s sends it",
    (text) => expect(after(...SUMMARY, text).step).toBe("appointment-requested"),
  );

  test("a day in the reason is none for the appointment", () =>
    expect(after(...SUMMARY, "espera, muda pra segunda de manhã que eu chego domingo").values.preference).toBe(
      "segunda de manhã",
    ));
});

test.each([
  ["errei: melhor particular. E de tarde", "private"],
  ["pensando bem, melhor Amil. Terça à tarde", "amil"],
  ["terça de tarde é melhor", "unimed"],
])("at the question for days %s leaves the plan at %s", (text, plan) =>
  expect(after(...DAYS, text).values.insurance).toBe(plan),
);

describe("another month", () => {
  test.each([
    ["na verdade em fevereiro", "terça à tarde, fevereiro"],
    ["make it february instead", "terça à tarde, february"],
  ])("%s stands beside the days", (text, when) => expect(after(...SUMMARY, text).values.preference).toBe(when));

  test("in which something happened is no wish", () =>
    expect(after(...BOOKING, "na verdade me separei em agosto").values.preference).toBeUndefined());

  test("takes the place of a month", () =>
    expect(after(...DAYS, "em janeiro, de manhã", "na verdade fevereiro").values.preference).toBe(
      "em fevereiro, de manhã",
    ));
});

test.each([
  ["Aqui é a Cida. No documento é Maria Aparecida Reis", "Maria Aparecida Reis"],
  ["Pode chamar de Beto, no RG está Roberto Dias Leal", "Roberto Dias Leal"],
  ["Soy Lupe, en mi pasaporte dice Guadalupe Ríos", "Guadalupe Ríos"],
])("%s: papers tell the name", (text, name) => expect(after("oi", text).values.name).toBe(name));

describe("who comes themselves", () => {
  test.each(["pa mi solita", "A sessão é minha", "la cita es mía", "the session is mine"])("%s", (text) =>
    expect(after(...BOOKING, text).values.for_whom).toBe("self"),
  );

  test.each(["eu mesma, Ana", "la que escribe", "yo, Ana Lima"])("where a child's name is asked for: %s", (text) =>
    expect(after(...BOOKING, "para minha filha", text).values.for_whom).toBe("self"),
  );

  test.each(["para mi solecito", "a consulta é da minha filha"])("%s is not the writer", (text) =>
    expect(after(...BOOKING, text).values.for_whom).not.toBe("self"),
  );

  test("a child of the writer's name is a child", () =>
    expect(after(...BOOKING, "para minha filha", "Ana Souza").values.for_whom).toBe("child"));
});

describe("first words", () => {
  test.each(["acabei de pousar", "oi, pousei agora", "acabo de aterrizar"])("%s pauses nothing", (text) =>
    expect(after(text).step).not.toBe("pause-treatment"),
  );

  test.each([
    "minha esposa acha que eu devia conversar com alguém",
    "my wife says i should talk to someone",
    "mi hermana cree que debería conversar con un profesional",
  ])("%s looks for a psychologist", (text) => expect(after(text).values.topic).toBe("booking"));

  test.each(["quero falar com alguém", "can i talk to someone"])("%s looks for the desk", (text) =>
    expect(after(text).step).toBe("handoff-requested"),
  );

  test.each([
    "Troquei de chip. Tenho terapia por vídeo na quinta 14h e vou estar em reunião. Poderia ser na sexta?",
    "hola, tengo sesión el martes a las 3. ¿Podría ser el jueves?",
    "I have a session on Monday at 2 and a meeting came up. Could it be on Friday?",
  ])("%s moves it", (text) => expect(after(text).step).toBe("move-when"));

  test.each(["holaa! oye una duda cortita", "depois que o pai saiu de casa meu filho voltou a fazer xixi na cama"])(
    "%s is no danger",
    (text) => expect(after(text).last.facts.understanding?.reading?.danger).toBeNull(),
  );

  test("what was done to a child is one, whoever left", () =>
    expect(
      after("depois que o pai saiu de casa meu filho voltou a fazer xixi na cama, o tio bate nele").last.facts
        .understanding?.reading?.danger,
    ).not.toBeNull());
});
