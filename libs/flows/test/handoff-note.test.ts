import { handoffNote, isLabelled, isNamedReason, LEARNED_VALUES } from "@acolhe/conversation";
import { expect, test } from "vitest";
import { clinicFlow } from "../src/index.ts";

/** Every value and every reason a definition names, wherever it does. */
function namesOf(node: unknown, found = { values: new Set<string>(), reasons: new Set<string>() }) {
  if (node === null || typeof node !== "object") return found;
  for (const [key, value] of Object.entries(node)) {
    if (key === "into" && typeof value === "string") found.values.add(value);
    if (key === "set") for (const name of Object.keys(value as object)) found.values.add(name);
    if (key === "handoff" || key === "call") found.reasons.add((value as { reason?: string }).reason ?? "asked");
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

test("every reason for which the shipped flow or the engine calls a person is said in words", () => {
  const engine = [
    "asked",
    "red-flag",
    "possible-danger",
    "question",
    "parked",
    "flow-broken",
    "send-failed",
    "send-unknown",
    "late-message",
    "loop",
    "known-contact",
  ];
  expect(reasons.size).toBeGreaterThan(5);
  const all = [...reasons, ...engine, "invalid-answers", "long-session"];
  expect(all.filter((reason) => !isNamedReason(reason))).toEqual([]);
});

test("the note of a booking for a child reads from who to when", () => {
  const summary = {
    intent: "book_appointment",
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
  const note = handoffNote({
    type: "request-handoff",
    team: "reception",
    reason: "appointment",
    priority: "normal",
    summary,
  });
  expect(note.split("\n").slice(0, -1)).toEqual([
    "🙋 quer marcar uma consulta",
    "• Nome: Ana Ribeiro",
    "• Paciente: Beto Ribeiro",
    "• Vínculo: mãe",
    "• Quer: Psicologia infantil",
    "• Dias e horários: terça de manhã",
  ]);
});

test("the note of a danger says first what it is, in words, and what was written", () => {
  const summary = { name: "Ana Ribeiro", danger: "chest_pain", danger_words: "aperto no peito" };
  const request = { type: "request-handoff", team: "urgent", reason: "red-flag", priority: "urgent", summary } as const;
  expect(handoffNote(request).split("\n").slice(0, -1)).toEqual([
    "🔴 URGENTE: possível emergência",
    "• Sinal: dor no peito",
    "• Escreveu: aperto no peito",
    "• Nome: Ana Ribeiro",
  ]);
});
