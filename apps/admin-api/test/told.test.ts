import { expect, test } from "vitest";
import { CHANGES, type Change, toldOf } from "../src/agenda/told.ts";

const TOLD = {
  language: "pt",
  reader: "Lívia Batista",
  patient: "Théo Batista",
  clinic: "Clínica Girassol",
  service: "Fonoaudiologia",
  professional: "Dra. Nair",
  at: Date.parse("2026-12-01T13:00:00Z"),
  timeZone: "America/Sao_Paulo",
  modality: "in-person",
  link: null,
} as const;

test.each<[Change, Partial<Parameters<typeof toldOf>[1]>, string]>([
  [
    "booked",
    {},
    "Olá, Lívia! Aqui é da Clínica Girassol. A consulta de Théo está marcada: Fonoaudiologia com Dra. Nair, *ter 01/12, 10:00*, na clínica.",
  ],
  [
    "booked",
    { patient: null, reader: "Rui Sales", clinic: null },
    "Olá, Rui! Sua consulta está marcada: Fonoaudiologia com Dra. Nair, *ter 01/12, 10:00*, na clínica.",
  ],
  [
    "requested",
    { clinic: null },
    "Olá, Lívia! A consulta de Théo foi pedida: Fonoaudiologia com Dra. Nair, *ter 01/12, 10:00*, na clínica. Avisamos assim que for confirmada.",
  ],
  [
    "moved",
    { clinic: null, modality: "online", link: "https://video.example/4" },
    "Olá, Lívia! A consulta de Théo mudou. Agora é: Fonoaudiologia com Dra. Nair, *ter 01/12, 10:00*, por vídeo.\nhttps://video.example/4",
  ],
  [
    "confirmed",
    { clinic: null, timeZone: "America/Manaus" },
    "Olá, Lívia! A consulta de Théo está confirmada: Fonoaudiologia com Dra. Nair, *ter 01/12, 09:00*, na clínica.",
  ],
  [
    "cancelled",
    { clinic: null, modality: "online", link: "https://video.example/4" },
    "Olá, Lívia! A consulta de Théo foi cancelada: Fonoaudiologia com Dra. Nair, *ter 01/12, 10:00*. Se quiser outro horário, é só responder por aqui.",
  ],
  [
    "moved",
    { language: "es" },
    "¡Hola, Lívia! Le escribimos de Clínica Girassol. La cita de Théo cambió. Ahora es: Fonoaudiologia con Dra. Nair, *mar 01/12, 10:00*, en la clínica.",
  ],
  [
    "cancelled",
    { language: "en", patient: null, clinic: null },
    "Hello, Lívia! Your appointment has been cancelled: Fonoaudiologia with Dra. Nair, *Tue 1 Dec, 10:00*. If you would like another time, just reply here.",
  ],
])("%s %j", (change, more, sentence) => {
  expect(toldOf(change, { ...TOLD, ...more })).toBe(sentence);
});

test("every change is told in every language, each in words of its own, with the day and hour", () => {
  const all = (["pt", "es", "en"] as const).flatMap((language) =>
    CHANGES.map((one) => toldOf(one, { ...TOLD, language })),
  );
  expect(new Set(all).size).toBe(15);
  for (const sentence of all) expect(sentence).toMatch(/^\P{Cc}+, \*\S+ .{5,6}, 10:00\*.*\.$/u);
});
