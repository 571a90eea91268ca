import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Bus, connectBus, publish } from "@acolhe/bus";
import { decide, ENGINE_VERSION } from "@acolhe/conversation";
import {
  Channel,
  type ContactKey,
  type ConversationRef,
  eventSubject,
  type InboundEvent,
  type Turn,
  turnSubject,
} from "@acolhe/events";
import { clinicFlow } from "@acolhe/flows";
import { startNats, temporaryDirectory } from "@acolhe/testing";
import { describe, expect, test } from "vitest";
import type { Checkpoint } from "../src/replay/checkpoint.ts";
import { replay, spansOf } from "../src/replay/replay.ts";
import { differences, isSame } from "../src/replay/replay-turn.ts";
import { createSpanReplay } from "../src/replay/span.ts";
import { addTallies, NOTHING } from "../src/replay/tally.ts";
import { setUp } from "../src/setup.ts";

const T0 = Date.parse("2026-11-30T13:00:00Z");
const SAYS = ["oi", "quanto custa a consulta?", "quero marcar", "para mim", "obrigada"];
const channel = Channel.parse({
  instanceId: "i",
  instanceToken: "t",
  clientToken: "c",
  webhookSecret: "0123456789abcdef",
});

/** What a worker would have written of conversations that run beside each other, decided by the engine itself. */
async function record(bus: Bus, contacts: number): Promise<void> {
  const last = new Map<string, { seq: number; state: Turn["state"] }>();
  for (const [at, text] of SAYS.entries())
    for (let n = 0; n < contacts; n++) {
      const ref: ConversationRef = { channel: channel.id, contact: `55119${90000000 + n}` as ContactKey };
      const now = T0 + at * 60_000;
      const event: InboundEvent = {
        ...{ type: "message-received", ...ref, id: `${n}.${at}`, at: now, receivedAt: now },
        ...{ messageId: `${n}.${at}`, address: ref.contact, content: { kind: "text", text } },
      };
      const { seq } = await publish(bus, eventSubject(ref), event);
      const before = last.get(ref.contact);
      const state = before ? JSON.parse(JSON.stringify(before.state)) : null;
      const { outcome, transition } = decide(state, { event, seq, facts: { now }, flow: clinicFlow });
      const turn: Turn = {
        ...{ version: 1, ...ref, lane: transition.lane, outcome, coveredSeq: seq, predecessorSeq: 0 },
        event: { id: event.id, type: event.type, seq, partition: 0, at: now, receivedAt: now },
        previousTurnSeq: before?.seq ?? 0,
        rule: n === 7 && at === 3 ? "another-rule" : transition.rule,
        versions: { engine: ENGINE_VERSION, flow: clinicFlow.version },
        ...{ facts: { now }, state: transition.state as Turn["state"], commands: transition.commands },
        lanes: { reply: 0, proactive: 0, bulk: 0 },
      };
      last.set(ref.contact, { seq: (await publish(bus, turnSubject(ref, turn.lane), turn)).seq, state: turn.state });
    }
}

test("a log replayed on threads, and one that was broken off, gives what one thread finds in one go", async () => {
  await using directory = await temporaryDirectory();
  const nats = await startNats({ dir: directory.path });
  const bus = await connectBus({ url: nats.url, name: "test" });
  try {
    await setUp(bus, { channels: [channel], replicas: 1, ackWaitMs: 1_000 });
    await record(bus, 16);
    const span = await createSpanReplay(bus, { draft: null, show: 10 });
    const whole = await span({ from: 1, to: 80 });
    expect(whole.tally).toMatchObject({ turns: 80, same: 79, different: 1, skipped: 0 });
    expect(whole.tally.byRule).toEqual([{ rule: "another-rule", count: 1, fields: ["rule"] }]);

    const checkpoint = join(directory.path, "replay.json");
    const options = { show: 10, checkpoint, threads: 2, spanTurns: 11 };
    const replayed = await replay(bus, nats.url, options, true);
    expect(replayed).toMatchObject({ ...whole, from: 1, to: 80, next: 81 });

    const half = await span({ from: 1, to: 33 });
    const noted: Checkpoint = { ...JSON.parse(await readFile(checkpoint, "utf8")), next: 34, ...half };
    await writeFile(checkpoint, JSON.stringify(noted));
    // Later turns are another replay's: this one ends where it was to end when it began.
    await record(bus, 1);
    expect(await replay(bus, nats.url, options, true)).toMatchObject({ ...whole, to: 80 });
    const other = replay(bus, nats.url, { ...options, flow: "another" }, true);
    await expect(other).rejects.toThrow("another flow");
    expect((await bus.jsm.streams.info("DELIVERY")).state.messages, "nothing is sent").toBe(0);
  } finally {
    await bus.close();
    await nats.stop();
  }
});

describe("a log is cut into spans", () => {
  test.each([
    ["that cover it", [1, 5, 2], ["1-2", "3-4", "5-5"]],
    ["also from its middle", [7, 9, 5], ["7-9"]],
    ["none where there is nothing", [10, 9, 5], []],
    ["none where it begins behind all", [Number.MAX_SAFE_INTEGER, 9, 5], []],
  ] as const)("%s", (_what, [from, to, turns], spans) =>
    expect(spansOf(from, to, turns).map((one) => `${one.from}-${one.to}`)).toEqual(spans),
  );
});

test("what parts of a log say is added up by rule, the most differences first", () => {
  const rule = (name: string, count: number, ...fields: string[]) => ({ rule: name, count, fields });
  const a = { ...NOTHING, turns: 4, different: 3, byRule: [rule("x", 2, "state"), rule("y", 1, "rule")] };
  const b = { ...NOTHING, turns: 5, different: 2, same: 3, byRule: [rule("y", 2, "state", "rule")] };
  expect(addTallies(a, b)).toEqual({
    ...{ ...NOTHING, turns: 9, different: 5, same: 3 },
    byRule: [rule("y", 3, "rule", "state"), rule("x", 2, "state")],
  });
});

describe("commands are compared as they are read", () => {
  const handoff = { type: "request-handoff", team: "desk", reason: "asked", summary: {} };
  const decided = { outcome: "decided", rule: "r", lane: "reply", state: {} };
  test.each<[string, unknown, unknown, readonly string[]]>([
    ["the same where the recorded one lacks what has a default", { ...handoff, priority: "normal" }, handoff, []],
    ["others where they are not the default", { ...handoff, priority: "high" }, handoff, ["commands"]],
    ["others where the recorded one has more", handoff, { ...handoff, priority: "high" }, ["commands"]],
    ["others where the recorded one cannot be read", handoff, { type: "request-handoff" }, ["commands"]],
  ])("%s", (_what, now, then, fields) => {
    const recorded = { ...decided, commands: [then] } as unknown as Turn;
    expect(differences({ ...decided, commands: [now] }, recorded)).toEqual(fields);
    expect(differences({ ...decided, rule: "s", commands: [now] }, recorded)).toEqual(["rule", ...fields]);
  });
});

describe("a decision is the same once it has travelled", () => {
  test.each<[string, unknown, unknown, boolean]>([
    ["in another order of keys", { a: 1, b: [{ c: 2, d: "x" }] }, { b: [{ d: "x", c: 2 }], a: 1 }, true],
    ["without what is undefined", { a: 1, b: undefined }, { a: 1 }, true],
    ["wherever it is undefined", { a: 1 }, { a: 1, b: undefined }, true],
    ["not with something more", { a: 1 }, { a: 1, b: null }, false],
    ["not with something less", { a: 1, b: null }, { a: 1 }, false],
    ["not in another order of a list", [1, 2], [2, 1], false],
    ["not as a list in place of a record", { 0: 1 }, [1], false],
    ["not with another value deep inside", { a: [{ b: { c: "x" } }] }, { a: [{ b: { c: "y" } }] }, false],
    ["with an undefined item as null", [undefined], [null], true],
    ["not as text in place of a number", { a: 1 }, { a: "1" }, false],
  ])("%s", (_what, a, b, same) => expect(isSame(a, b)).toBe(same));
});
