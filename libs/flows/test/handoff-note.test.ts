import {
  handoffNote,
  isLabelled,
  isNamedDanger,
  isNamedReason,
  LEARNED_VALUES,
  meanwhileOf,
} from "@acolhe/conversation";
import type { RequestHandoff } from "@acolhe/events";
import { DANGER_KINDS } from "@acolhe/nlu";
import { describe, expect, test } from "vitest";
import type { z } from "zod";
import { clinicFlow } from "../src/index.ts";

/** Every value and every reason a definition names, wherever it does. */
function namesOf(node: unknown, found = { values: new Set<string>(), reasons: new Set<string>() }) {
  if (node === null || typeof node !== "object") return found;
  for (const [key, value] of Object.entries(node)) {
    if (key === "into" && typeof value === "string") found.values.add(value);
    if (key === "set") for (const name of Object.keys(value as object)) found.values.add(name);
    const reason = key === "handoff" || key === "call" ? (value as { reason?: string }).reason : undefined;
    if (reason !== undefined) found.reasons.add(reason);
    namesOf(value, found);
  }
  return found;
}

const { flow, states } = clinicFlow.definition;
const { values, reasons } = namesOf({ states, routes: flow.routes });

test("all that the shipped flow learns has a label in the note, or is hidden on purpose", () => {
  // The control: a walk that finds nothing would please anybody.
  expect(values.size).toBeGreaterThan(15);
  const learned = [...values, ...LEARNED_VALUES, ...Object.keys(flow.notice), ...flow.keep];
  expect(learned.filter((name) => !isLabelled(name))).toEqual([]);
});

test("every reason for which the shipped flow calls the team is said in words", () => {
  // Both ways of calling are walked: a handoff, and a call while the bot goes on.
  expect([...reasons]).toEqual(expect.arrayContaining(["appointment", "late"]));
  expect([...reasons].filter((reason) => !isNamedReason(reason))).toEqual([]);
  expect(isNamedReason("made-up"), "the control").toBe(false);
});

test("every danger that is read has its words", () => {
  expect([...DANGER_KINDS, "other"].filter((kind) => !isNamedDanger(kind))).toEqual([]);
  expect(isNamedDanger("made-up"), "the control").toBe(false);
});

type Request = z.infer<typeof RequestHandoff>;
const request = (reason: string, summary: Request["summary"], priority: Request["priority"] = "normal"): Request => ({
  type: "request-handoff",
  team: "reception",
  reason,
  priority,
  summary,
});
const linesOf = (one: Request) => handoffNote(one, "bot-until-person").split("\n").slice(0, -1);

test("the note of a booking for a child reads from who to when, and says what was promised", () => {
  const summary = {
    intent: "book_appointment",
    wish: "request:book",
    privacy_told: "sim",
    preference: "terça de manhã",
    for_whom: "child",
    patient_name: "Beto Ribeiro",
    name: "Ana Ribeiro",
    guardian: "mãe",
    child_age: "—",
    service: "Psicologia infantil",
    language: "pt",
    step: "summary",
  };
  expect(linesOf(request("appointment", summary))).toEqual([
    "🙋 quer marcar uma consulta",
    "• Nome: Ana Ribeiro",
    "• Paciente: Beto Ribeiro",
    "• Vínculo: mãe",
    "• Quer: Psicologia infantil",
    "• Dias e horários: terça de manhã",
    "• Prometido: a equipe responde por aqui para combinar o horário",
  ]);
});

test("a danger stands right below the title, in words, with what was written; the first words follow whole", () => {
  const first = "não aguento mais, ".repeat(33).trim();
  const summary = { name: "Ana", first_words: first, danger: "self_harm", danger_words: "quero sumir" };
  expect(linesOf(request("possible-danger", summary, "high"))).toEqual([
    "🟠 ATENÇÃO: escreveu algo que pode ser um perigo",
    "⚠️ Sinal: suicídio ou autoagressão",
    "⚠️ Escreveu: “quero sumir”",
    `💬 “${first}”`,
    "• Nome: Ana",
  ]);
  expect(linesOf(request("red-flag", { danger: "other" }, "urgent")).slice(0, 2)).toEqual([
    "🔴 URGENTE: possível emergência",
    "⚠️ Sinal: não se sabe de que tipo",
  ]);
});

test("what was written in the first message is not told twice, and a reason of another flow by its own name", () => {
  const summary = { first_words: "vou me atrasar", details: "vou me atrasar" };
  expect(linesOf(request("late", summary)).filter((line) => line.includes("vou me atrasar"))).toHaveLength(1);
  expect(linesOf(request("blood-test", {}))).toEqual([
    "🙋 blood test",
    "• O robô ainda não soube nada além do que está na conversa.",
  ]);
});

describe("the last line says who speaks with the patient meanwhile", () => {
  const handedOver = { at: 1, team: "reception", reason: "asked", priority: "normal", noted: false };
  const parked = { eventSeq: 1, since: 1, resumeTo: "bot" };
  test.each([
    ["the bot goes on after a mere call", { mode: "bot", handedOver: null }, {}, "O robô segue a conversa."],
    ["handed over", { mode: "bot", handedOver }, {}, "Até lá o robô responde dúvidas simples."],
    [
      "handed over for a danger",
      { mode: "bot", handedOver: { ...handedOver, reason: "red-flag" } },
      {},
      "Até lá o robô só responde ao que ajuda na emergência.",
    ],
    ["with a person", { mode: "human", handedOver: null }, {}, "O robô está em silêncio: responda aqui"],
    ["paused", { mode: "paused" }, {}, "O robô está em silêncio: responda aqui"],
    ["parked", { mode: "human", parked }, {}, "O robô está em silêncio até ser retomado"],
    ["stopped by the patient", { mode: "human", optedOut: true }, {}, "O paciente não quer mensagens do robô"],
    ["switched off", { mode: "bot" }, { botOff: "clinic" }, "O robô está desligado"],
  ])("%s", (_name, state, facts, line) => {
    const note = handoffNote(request("asked", {}), meanwhileOf(state, facts));
    expect(note.split("\n").at(-1)).toContain(line);
  });
});
