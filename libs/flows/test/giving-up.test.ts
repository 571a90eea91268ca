import { describe, expect, test } from "vitest";
import { after, SUMMARY } from "./said-after.ts";

const AT_PLACE = ["oi", "Ana Lima", "[menu-book]", "[whom-self]", "terapia individual"];
const steps = { place: AT_PLACE, days: [...AT_PLACE, "presencial", "particular"], summary: SUMMARY };

describe("who lets a booking go is asked nothing more, and the team has what was told", () => {
  const WORDS = [
    "desisti, obrigada",
    "não quero mais agendar",
    "não vou marcar não, ficou caro pra mim",
    "deixa pra lá então",
    "pode cancelar tudo",
    "quero cancelar",
    "fica pra próxima, moça",
    "ya no quiero sacar el turno, gracias",
    "mejor lo dejo así, disculpe",
    "cancela todo",
    "I don't want the appointment anymore, thanks",
    "please cancel the request",
  ];
  test.each(Object.keys(steps).flatMap((at) => WORDS.map((text) => [at as keyof typeof steps, text] as const)))(
    "%s: %s",
    (at, text) => {
      const chat = after(...steps[at]);
      const { commands } = chat.say(text);
      expect(chat.step).toBe("given-up");
      expect(commands).toContainEqual(
        expect.objectContaining({ type: "capture-lead", values: expect.objectContaining({ details: text }) }),
      );
      expect(commands.some(({ type }) => type === "request-handoff")).toBe(false);
    },
  );

  test("who comes back tells nothing twice", () => {
    const chat = after(...SUMMARY, "desisti", "mudei de ideia, quero marcar sim");
    expect(chat.step).toBe("summary");
    expect(chat.texts).toContain("terça à tarde");
  });
});

describe("what only sounds like it goes on", () => {
  test.each([
    "desisti do vídeo, prefiro presencial",
    "não quero marcar por vídeo",
    "não posso marcar agora, estou dirigindo",
    "vou pensar e já te falo",
    "no quiero video, mejor en el consultorio",
    "I don't want video, in person please",
    "se eu desistir da consulta, pago multa?",
  ])("%s", (text) => expect(after(...AT_PLACE, text).step).not.toBe("given-up"));

  test.each([
    "não quero mais terça, pode ser quinta",
    "cancela a terça, põe quarta",
    "mudei de ideia, quinta de manhã",
  ])("%s changes the days", (text) => {
    const { step, values } = after(...SUMMARY, text);
    expect(step).toBe("summary");
    expect(values.preference).toMatch(/quinta|quarta/);
  });
});
