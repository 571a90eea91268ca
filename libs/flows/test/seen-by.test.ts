import { describe, expect, test } from "vitest";
import { after, BOOKING } from "./said-after.ts";

const DAYS = [...BOOKING, "[whom-self]", "psiquiatria", "presencial", "particular"];

describe("by whom somebody would rather be seen", () => {
  test.each([
    ["prefiro que seja mulher", "mulher"],
    ["só fico à vontade com mulher", "mulher"],
    ["queria uma psicóloga mesmo, do sexo feminino", "mulher"],
    ["I'd feel more comfortable with a female therapist", "mulher"],
    ["ojalá sea una mujer la que atienda", "mulher"],
    ["queria um psiquiatra homem", "homem"],
    ["my son would rather talk to a man", "homem"],
    ["se puder ser com uma mulher, melhor", "mulher"],
    ["y si puede ser con mujer mejor", "mulher"],
  ])("%s is noticed", (text, who) => expect(after("oi", text).values.professional).toBe(who));

  test.each([
    "quero marcar pra minha mulher",
    "minha mulher prefere terapia",
    "pode ser com a minha mulher junto?",
    "é pra uma psicóloga",
    "my wife is a good woman",
  ])("%s says nothing of it", (text) => expect(after("oi", text).values.professional).toBeUndefined());

  test.each([
    ["não me sinto à vontade com homem", undefined],
    ["não pode ser homem", undefined],
    ["prefiro que não seja homem", undefined],
    ["no puede ser hombre", undefined],
    ["I'm not comfortable with men", undefined],
    ["i dont feel comfortable with a man", undefined],
    ["tudo menos psicólogo homem", undefined],
    ["psicólogo homem, nem pensar", undefined],
    ["ser atendida por homem me dá medo", undefined],
    ["anyone but a male therapist", undefined],
    ["I saw a male therapist, I'm not comfortable with men", undefined],
    ["preferiría que no sea mujer", undefined],
    ["ser atendida por homem é coisa que não quero", undefined],
    ["prefiro mulher em vez de homem", "mulher"],
    ["não pode ser homem, prefiro mulher", "mulher"],
    ["prefiro mulher, não me sinto à vontade com homem", "mulher"],
    ["prefiro que sea mujer y no hombre", "mulher"],
    ["I'd prefer a woman rather than a man", "mulher"],
    ["no sábado, e pelo menos que seja mulher", "mulher"],
  ])("%s, which denies: %s", (text, who) => expect(after("oi", text).values.professional).toBe(who));

  test("what is not wanted any more is kept no longer", () =>
    expect(after("oi", "prefiro homem", "não pode ser homem").values.professional).toBeUndefined());

  test("is kept beside an answer, read back, and told to the team", () => {
    const chat = after(...DAYS, "quinta de manhã, e de preferência com uma médica mulher");
    expect(chat.texts).toContain("🧑‍⚕️ De preferência com mulher");
    const [lead] = chat.say("sim").commands.filter(({ type }) => type === "capture-lead");
    expect(lead).toMatchObject({ values: { professional: "mulher" } });
  });
});
