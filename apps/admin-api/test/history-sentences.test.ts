import { expect, test } from "vitest";
import { changedFields, type HistoryContext, historySentence } from "../src/history-sentences.ts";

const context: HistoryContext = {
  timeZone: "America/Sao_Paulo",
  now: new Date("2026-11-29T12:00:00Z"),
  names: new Map([["g", "Lívia Batista"]]),
  appointments: new Map([["a", { service: "Psicologia", startsAt: "2026-12-01T13:00:00Z" }]]),
};
const entry = (action: string, changes: unknown = null, entity = "patient", by: string | null = "Rosana") => ({
  ...{ at: "2026-05-03T15:00:00Z", by, entity, entityId: entity === "appointment" ? "a" : "p", action, changes },
});

test.each([
  [entry("create"), "Rosana criou o cadastro em 3 de maio"],
  [entry("update", { fields: ["phone"] }), "Rosana mudou o telefone em 3 de maio"],
  [entry("update", { fields: ["name", "cpf", "email"] }), "Rosana mudou o nome, o CPF e o e-mail em 3 de maio"],
  [entry("import-update", { fields: ["insurance"] }), "Rosana mudou o convênio por planilha em 3 de maio"],
  [entry("link-guardian", { guardian: "g" }), "Rosana registrou Lívia Batista como responsável em 3 de maio"],
  [entry("unlink-guardian", { guardian: "gone" }), "Rosana retirou uma pessoa dos responsáveis em 3 de maio"],
  [
    entry("set-state", { state: "cancelled" }, "appointment"),
    "Rosana cancelou o agendamento de Psicologia de 1º de dezembro em 3 de maio",
  ],
  [{ ...entry("create", null, "appointment"), entityId: "older" }, "Rosana marcou um agendamento em 3 de maio"],
  [entry("delete", null, "guardian", null), "O sistema excluiu o cadastro em 3 de maio"],
  [{ ...entry("restore"), at: "2025-05-03T15:00:00Z" }, "Rosana restaurou o cadastro em 3 de maio de 2025"],
  [{ ...entry("tag"), at: "2026-05-04T01:00:00Z" }, "Rosana mudou as etiquetas em 3 de maio"],
  [entry("update", { fields: ["deletedAt"] }), null],
  [entry("something-new"), null],
])("%j", (given, sentence) => {
  expect(historySentence(given, context)).toBe(sentence);
});

test("only fields of the record are named as changed", () => {
  expect(changedFields(entry("update", { fields: ["phone", "version"] }))).toEqual(["phone"]);
  expect(changedFields(entry("update", { fields: ["name"] }, "appointment"))).toEqual([]);
});
