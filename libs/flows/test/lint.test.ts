import type { Flow, FlowState } from "@acolhe/conversation";
import { describe, expect, test } from "vitest";
import { clinicFlow, lintFlow } from "../src/index.ts";

/** The clinic's flow with one state changed or added. */
const withState = (name: string, state: FlowState): Flow => ({
  ...clinicFlow,
  states: { ...clinicFlow.states, [name]: state },
});
const option = (id: string, label = "x") => ({ id, label, goto: "services" });

describe("lint", () => {
  test("the clinic's flow has no problem", () => expect(lintFlow(clinicFlow)).toEqual([]));

  test.each<[string, Flow]>([
    ["no state gone", { ...clinicFlow, start: "gone" }],
    ["state services does not call a person", { ...clinicFlow, handoff: "services" }],
    ["greeting: goes to gone, which does not exist", withState("greeting", { say: "x", next: "gone" })],
    ["greeting: a text is empty or too long", withState("greeting", { say: "x".repeat(1025), next: "ask-name" })],
    ["greeting: names {shoe}, which nothing captures", withState("greeting", { say: "{shoe}", next: "ask-name" })],
    ["greeting: asks but takes no answer", withState("greeting", { ask: "x", next: "ask-name" })],
    ["greeting: leads nowhere", withState("greeting", { say: "x" })],
    ["greeting: goes in a circle", withState("greeting", { say: "x", next: "greeting" })],
    [
      "closing: has too many buttons",
      withState("closing", {
        ask: "x",
        show: { as: "buttons" },
        options: ["a", "b", "c", "d"].map((id) => option(id)),
      }),
    ],
    [
      "closing: has a button label too long",
      withState("closing", { ask: "x", show: { as: "buttons" }, options: [option("a", "x".repeat(21))] }),
    ],
    [
      "closing: has options but does not say how to show them",
      withState("closing", { ask: "x", options: [option("a")] }),
    ],
    [
      "closing: captures but does not say where to go",
      withState("closing", { ask: "x", capture: { into: "y", as: "free-text" } }),
    ],
    [
      "option book is not unique",
      withState("closing", { ask: "x", show: { as: "numbers" }, options: [option("book")] }),
    ],
    ["island: cannot be reached", withState("island", { say: "x", end: true })],
  ])("%s", (problem, flow) => expect(lintFlow(flow)).toContain(problem));

  test("the version follows the content", () => {
    expect(clinicFlow.version).toMatch(/^[\w-]{22}$/);
  });
});
