import { describe, expect, test } from "vitest";
import { takenUpBy } from "../src/fold/leads.ts";
import { Tally } from "../src/fold/tally.ts";
import { foldTurn, type TurnRows } from "../src/fold/turns.ts";
import { type Step, streamsOf } from "./history.ts";

/** The rows of one contact to whom these things happened, five minutes apart. */
function rowsAfter(...steps: readonly Step[]) {
  const rows: TurnRows = {
    conversations: new Map(),
    sessions: new Map(),
    handoffs: new Map(),
    leads: new Map(),
    withdrawn: new Set(),
    consents: new Map(),
    turns: [],
    messages: [],
    tally: new Tally(),
  };
  const { turns } = streamsOf(steps.map((step) => ({ contact: 0, minutes: 5, step })));
  for (const record of turns) foldTurn(rows, record);
  return {
    conversation: [...rows.conversations.values()][0]!,
    sessions: [...rows.sessions.values()],
    handoffs: [...rows.handoffs.values()].flat(),
    leads: [...rows.leads.values()],
    turns: rows.turns,
    messages: rows.messages,
  };
}
const write = { do: "write", text: "oi" } as const;

test("who was handed over waits from then until a person writes, also while the bot answers", () => {
  const asked = rowsAfter(write, { do: "hand-over" });
  expect(asked.conversation).toMatchObject({ mode: "bot", waitingSince: expect.any(String) });
  const answered = rowsAfter(write, { do: "hand-over" }, write, write);
  expect(answered.messages.at(-1)!.author, "the control: the bot did answer").toBe("bot");
  expect(answered.conversation.waitingSince).toBe(asked.conversation.waitingSince);
  expect(answered.handoffs[0]).toMatchObject({ firstHumanAt: null, resolvedAt: null });
  const spoken = rowsAfter(write, { do: "hand-over" }, write, { do: "answer" });
  expect(spoken.conversation).toMatchObject({ mode: "human", waitingSince: null });
  expect(spoken.handoffs[0]).toMatchObject({ firstHumanAt: expect.any(String), resolvedAt: null });
});

test("a handoff is resolved when the conversation is given back, with an answer or without", () => {
  for (const steps of [[{ do: "answer" }, { do: "return" }], [{ do: "return" }]] as Step[][]) {
    const { conversation, handoffs } = rowsAfter(write, { do: "hand-over" }, ...steps);
    expect(conversation.waitingSince).toBeNull();
    expect(handoffs[0]!.resolvedAt).not.toBeNull();
  }
});

test("resuming a parked conversation is no answer: the patient waits until something is said to them", () => {
  const parked = rowsAfter(write, { do: "park" });
  expect(parked.conversation.waitingSince).not.toBeNull();
  const passed = rowsAfter(write, { do: "park" }, { do: "resume-past" });
  expect(passed.conversation).toMatchObject({ mode: "bot", parkedSince: null });
  expect(passed.conversation.waitingSince, "past an unreadable event").toBe(parked.conversation.waitingSince);
  expect(rowsAfter(write, { do: "park" }, { do: "resume-past" }, write).conversation.waitingSince).toBeNull();
  expect(rowsAfter(write, { do: "park" }, { do: "defer" }, { do: "resume" }).conversation.waitingSince).toBeNull();
});

test("what the team is asked for while the bot goes on is listed, and is neither a wait, a handoff of the session nor a lead", () => {
  const { conversation, handoffs, sessions, leads } = rowsAfter(write, write, { do: "ask-team" });
  expect(conversation.waitingSince).toBeNull();
  expect(handoffs).toMatchObject([{ reason: "late", resolvedAt: null }]);
  expect(sessions).toMatchObject([{ handoffSeq: null, leadSeq: null }]);
  expect(leads).toEqual([]);
  expect(rowsAfter(write, { do: "ask-team" }, { do: "return" }).handoffs[0]!.resolvedAt).not.toBeNull();
});

test("a session that is handed over counts as such", () => {
  expect(rowsAfter(write, { do: "hand-over" }).sessions[0]!.handoffSeq).not.toBeNull();
});

test.each(["unfinished", "quiet-hours", "waiting-list"] as const)("what was kept as %s is a lead", (kind) => {
  expect(rowsAfter(write, write, { do: "capture", kind }).leads).toMatchObject([{ kind, name: "oi" }]);
});

test("what the same session asks for later takes the place of what was unfinished", () => {
  const { leads } = rowsAfter(
    write,
    write,
    { do: "capture", kind: "unfinished" },
    { do: "capture", kind: "appointment" },
  );
  expect(leads).toMatchObject([{ kind: "appointment" }]);
});

describe("a lead that was left unfinished", () => {
  const left = [write, write, { do: "capture", kind: "unfinished" }, { do: "end" }] as const;
  const kindsOf = (...steps: readonly Step[]) => rowsAfter(...left, ...steps).leads.map(({ kind }) => kind);

  test.each(["appointment", "unfinished"] as const)("is withdrawn when a later session brings it as %s", (kind) =>
    expect(kindsOf(write, { do: "capture", kind })).toEqual([kind]),
  );

  test("stays where the later session wants something else", () => {
    expect(kindsOf(write, { do: "capture", kind: "quiet-hours" })).toEqual(["unfinished", "quiet-hours"]);
    expect(kindsOf(write, { do: "end" })).toEqual(["unfinished"]);
  });

  test.each([
    [{ service: "speech" }, { service: "speech", patient_name: "Théo" }, true],
    [{}, { service: "speech" }, true],
    [{ patient_name: "Théo" }, { patient_name: "Théo Lima" }, true],
    [{ service: "speech" }, { service: "couple" }, false],
    [{ for_whom: "self" }, { for_whom: "child" }, false],
    [{ patient_name: "Théo" }, { patient_name: "Alice" }, false],
  ])("with %j is taken up by %j: %s", (was, is, isTakenUp) => {
    const [unfinished] = rowsAfter(...left).leads;
    const lead = (id: string, kind: string, captured: Record<string, string>) => ({
      ...unfinished!,
      id,
      kind,
      captured,
    });
    const later = lead("later", "appointment", is);
    expect(takenUpBy(later, [lead("before", "unfinished", was), later]).length === 1).toBe(isTakenUp);
  });
});
