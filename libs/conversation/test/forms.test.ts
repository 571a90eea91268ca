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

test("a form may show something besides, and leave what else of its family a reader found", () => {
  const form = { pattern: "(?s).*apaguem.*", act: "request:privacy" };
  const withForm = (more: object) =>
    compileFlow({ ...definition, flow: { ...definition.flow, forms: [{ ...form, ...more }] } });
  const both = read({ "request:stop_messages": 0.9, "request:cancel": 0.4 }).facts.understanding!;
  const privacy = { act: "request:privacy", confidence: 1, byForm: true };
  const acts = (more: object) => withForms(withForm(more), "parem e apaguem", both).reading!.acts;
  expect(acts({ beside: "request:stop_messages" })).toEqual([
    privacy,
    { act: "request:stop_messages", confidence: 0.9 },
  ]);
  expect(acts({ also: "request:stop_messages" })).toEqual([
    privacy,
    { act: "request:stop_messages", confidence: 1, byForm: true },
  ]);
});
