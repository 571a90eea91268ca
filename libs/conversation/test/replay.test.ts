import { LogEvent } from "@acolhe/events";
import { describe, expect, test } from "vitest";
import { describeDifferences, differences, type RecordedEvent, replay } from "../src/index.ts";
import { flow, flowWith } from "./flow.ts";
import { NOW } from "./talk.ts";

const said = (text: string, index: number): RecordedEvent => ({
  event: LogEvent.parse({
    ...{ type: "message-received", id: `e${index}`, channel: "main", contact: "5511999990000" },
    ...{ at: NOW, receivedAt: NOW, messageId: `m${index}`, address: "5511999990000", content: { kind: "text", text } },
  }),
  seq: index + 1,
  facts: { now: NOW, inputWindowMs: 0 },
  outcome: "advanced",
});
const events = ["oi", "pêra", "nada", "obrigado"].map(said);
const { pt, en } = flow.definition.messages;

describe("replay", () => {
  test("with the versions of then it is the same to the byte", () => {
    const [once, again] = [replay(events, () => flow), replay(events, () => flow)];
    expect(JSON.stringify(again)).toBe(JSON.stringify(once));
    expect(differences(events, once, again)).toEqual([]);
    expect(describeDifferences([])).toBe("");
  });

  test("asks which version each event had, with the state before it", () => {
    const steps: (string | null)[] = [];
    replay(events, (state) => {
      steps.push(state?.step ?? null);
      return flow;
    });
    expect(steps).toEqual([null, "fruit", "note", "done"]);
  });

  test("parked and resumed events are handled as they were", () => {
    const recorded: RecordedEvent[] = [
      { ...events[0]!, outcome: "parked" },
      { ...events[1]!, outcome: "deferred" },
    ];
    const resume = LogEvent.parse({ ...events[2]!.event, type: "contact-resumed" });
    recorded.push({ ...events[2]!, event: resume }, { ...events[0]!, outcome: "resumed" });
    const decisions = replay(recorded, () => flow);
    expect(decisions.map(({ outcome }) => outcome)).toEqual(["parked", "deferred", "advanced", "resumed"]);
    expect(decisions.at(-1)!.transition.rule).toBe("session-started");
  });

  test("a draft is compared by what patients and the team would have been told", () => {
    const draft = flowWith({
      messages: { pt: { ...pt, "hello.say": "Bem-vinda.", "fruit.pear": "Pera" }, en: en! },
      states: { done: { say: "person.say", handoff: { reason: "asked", team: "desk" } } },
    });
    const found = differences(
      events,
      replay(events, () => flow),
      replay(events, () => draft),
    );
    expect(describeDifferences(found)).toBe(
      [
        "1. oi\n  - Olá.\n  - Qual fruta?\n\n1. Maçã\n2. Pêra\n3. Verde\n  + Bem-vinda.\n  + Qual fruta?\n\n1. Maçã\n2. Pera\n3. Verde",
        "3. nada\n  - Pronto.\n  + Chamei.\n  + (desk is called: asked, normal)",
        "4. obrigado\n  - Por nada.",
      ].join("\n\n"),
    );
  });

  test("what was not said in words is named", () => {
    const other = (body: object): RecordedEvent => ({
      ...events[0]!,
      event: LogEvent.parse({ ...events[0]!.event, ...body }),
    });
    const listed = [
      other({ type: "timer-fired", name: "nudge", generation: 1 }),
      other({ content: { kind: "audio", url: null, mimeType: "audio/ogg", voiceNote: true } }),
      other({ content: { kind: "button-reply", buttonId: "x", label: "Sim" } }),
      other({ content: { kind: "list-reply", rowId: "x", title: "Casal" } }),
      other({ type: "bot-stopped" }),
    ];
    const [before, after] = [replay(listed.slice(1, 2), () => flow), []];
    const names = listed.map((event) => differences([event], before, after)[0]!.said);
    expect(names).toEqual(["(timer nudge)", "(audio)", "[Sim]", "[Casal]", "(bot-stopped)"]);
  });
});
