import { expect, test } from "vitest";
import { explanationOf } from "../src/explain/explanation.ts";
import { incidentAt } from "../src/explain/incident.ts";
import { renderMermaid, renderText } from "../src/explain/render.ts";
import { describeItem } from "../src/log/describe-item.ts";
import { LANGUAGES } from "../src/words/words.ts";
import { attempt, control, outcome, REF, receipt, T0, turn, wrote } from "./samples.ts";

const understood = (acts: readonly { act: string; confidence: number }[]) =>
  ({
    ...{ intent: "cancel_appointment", confidence: 0.44, alternatives: [], entities: [], version: "test" },
    redFlag: { flagged: false, kind: null },
    reading: { question: "patient_name", acts, values: [], danger: null },
  }) as const;

const named = (acts: readonly { act: string; confidence: number }[]) =>
  turn(10, T0 + 40, { eventSeq: 1, says: true, facts: { understanding: understood([...acts]) as never } });

test("the whole explanation is in the language asked for", () => {
  const items = [
    wrote(1, T0),
    named([{ act: "answer", confidence: 0.97 }]),
    attempt(2, T0 + 50, 10, 2),
    outcome(20, T0 + 60, { turnSeq: 10, status: "accepted", messageId: "M2" }),
    receipt(21, T0 + 70, "read", "M2"),
    control(3, T0 + 65, "takeover-started"),
  ].toSorted((a, b) => a.storedAtMs - b.storedAtMs);
  const explanation = explanationOf(REF, { incident: incidentAt(items, T0 + 100), items, offLine: [] });
  const clock = { time: String, short: String };
  const said = renderText(explanation, { words: LANGUAGES.pt, clock, reveal: false }).join("\n");
  for (const word of [
    "escreveu text",
    "decidiu",
    "vai enviar 10.0, tentativa 2",
    "aceito 10.0",
    "lida, mensagem",
    "regra",
  ])
    expect(said).toContain(word);
  expect(said).toContain("a última confirmação: lida");
  const drawn = renderMermaid(explanation, LANGUAGES.pt.items).join("\n");
  for (const text of [said, drawn])
    expect(text).not.toMatch(/\b(wrote|decided|about|accepted|read|message|rule|from)\b/);
  const english = renderText(explanation, { words: LANGUAGES.en, clock, reveal: false }).join("\n");
  expect(english, "the control").toMatch(
    /wrote text[\s\S]*decided[\s\S]*about to send 10\.0, attempt 2[\s\S]*accepted 10\.0/,
  );
});

test.each([
  [[{ act: "answer", confidence: 0.97 }], "[at patient_name: answer 0.97]"],
  [[], "[at patient_name: nothing]"],
])("what was read is told at the open question, not as an intent of its own", (acts, told) => {
  const said = describeItem(named(acts), { reveal: false });
  expect(said).toContain(told);
  expect(said).not.toContain("cancel_appointment");
});
