import { expect, test } from "vitest";
import { compileFlow, withForms } from "../src/index.ts";
import { read, readerFlow } from "./reader-flow.ts";

const { definition } = readerFlow;
const flow = compileFlow({
  ...definition,
  flow: { ...definition.flow, forms: [{ pattern: "(?s).*n[aã]o vou conseguir ir.*", act: "request:cannot_come" }] },
});
const given = read({ "request:end_treatment": 0.7, "ask:price": 0.6, answer: 0.4 }).facts.understanding!;

test("a form tells what a message does, and what the reader took the same words for gives way", () => {
  const { reading } = withForms(flow, "hoje não vou conseguir ir", given);
  expect(reading!.acts).toEqual([
    { act: "request:cannot_come", confidence: 1, byForm: true },
    { act: "ask:price", confidence: 0.6 },
    { act: "answer", confidence: 0.4 },
  ]);
});

test("what has no such form, or was not read, is left as it is", () => {
  expect(withForms(flow, "vou conseguir ir", given)).toBe(given);
  const { reading: _, ...unread } = given;
  expect(withForms(flow, "hoje não vou conseguir ir", unread)).toBe(unread);
  expect(withForms(readerFlow, "hoje não vou conseguir ir", given)).toBe(given);
});
