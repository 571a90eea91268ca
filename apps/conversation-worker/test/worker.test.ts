import { type Delivery, lastOf, startPump } from "@acolhe/bus";
import type { Flow } from "@acolhe/conversation";
import {
  type ConversationRef,
  eventSubject,
  HANDLING_ATTEMPTS_MAX,
  INBOUND,
  LogEvent,
  redirectKey,
  storedControlSubject,
  storedEventSubject,
  TURNS,
  timerSubject,
  workerDurable,
} from "@acolhe/events";
import { clinicFlow } from "@acolhe/flows";
import { createMetrics } from "@acolhe/runtime";
import { eventually } from "@acolhe/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createAdvance } from "../src/advance/advance-delivery.ts";
import { commitTurn } from "../src/commit/commit-turn.ts";
import { createKnowledge } from "../src/gather/gather-facts.ts";
import { createWorkerMetrics } from "../src/worker-metrics.ts";
import {
  ACK_WAIT_MS,
  consumers,
  control,
  expectChain,
  expectReplay,
  hireWorker,
  message,
  openDesk,
  partitionOf,
  put,
  silent,
  sticker,
  texts,
  turnsOf,
  untilTurns,
  video,
} from "./desk.ts";

let desk: Awaited<ReturnType<typeof openDesk>>;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk[Symbol.asyncDispose]());

/** Questions that get an answer wherever the conversation stands. */
const ASKED = ["qual o endereço?", "quanto custa a terapia?", "vocês atendem aos sábados?"];

describe("W1: turns of one contact are in the order of its events, one turn each", () => {
  test("W1, W2: a hundred events of five contacts through two workers", async () => {
    await using _one = await hireWorker(desk.url);
    await using _two = await hireWorker(desk.url);
    const contacts = Array.from({ length: 5 }, desk.contact);
    const said = contacts.map(() => [] as string[]);
    for (let i = 0; i < 20; i++)
      for (const [which, ref] of contacts.entries()) {
        const event = message(ref, i % 2 === 0 ? `Ana ${"abcdefghijklmnopqrst"[i]}` : ASKED[i % ASKED.length]!);
        said[which]!.push(event.id);
        await put(desk.bus, event);
      }
    for (const [which, ref] of contacts.entries()) {
      const turns = await untilTurns(desk.bus, ref, 20);
      expect(turns.map(({ turn }) => turn.event.id)).toEqual(said[which]);
      expect(turns.filter(({ turn }) => turn.lane === "reply").length).toBeGreaterThan(5);
      expectChain(turns);
      await expectReplay(desk.bus, turns);
    }
  });

  test("W1: an event whose acknowledgement was lost is delivered again and gets no second turn", async () => {
    const ref = desk.contact();
    await put(desk.bus, message(ref, "oi"));
    const deliveries: number[] = [];
    // The first process commits and dies before it acknowledges; the second knows nothing of it.
    const [dying, next] = [advancer(), advancer()];
    await using _pump = await pumpOf(ref, async (delivery) => {
      deliveries.push(delivery.deliveryCount);
      if (deliveries.length === 1) await dying.advance({ ...delivery, ack() {} });
      else await next.advance(delivery);
    });
    await eventually(async () => deliveries.length === 2 && (await consumers(desk.bus)).unacknowledged === 0);
    expect(deliveries).toEqual([1, 2]);
    const turns = await turnsOf(desk.bus, ref);
    expect(turns).toHaveLength(1);
    // The rest of the turn was repeated, and is there once.
    expect(await schedulesOf(ref)).toEqual(["nudge", "session-end"]);
  });

  test("W1: two workers with the same event in hand write one turn, and the refused one sees it", async () => {
    const ref = desk.contact();
    await put(desk.bus, message(ref, "oi"));
    const [zombie, owner] = [advancer(), advancer()];
    let together = 0;
    await using _pump = await pumpOf(ref, async (delivery) => {
      together++;
      await Promise.all([zombie.advance({ ...delivery, ack() {} }), owner.advance(delivery)]);
    });
    await eventually(() => together === 1 && untilAcknowledged());
    expect(await turnsOf(desk.bus, ref)).toHaveLength(1);
    await put(desk.bus, message(ref, "Annha Souza"));
    const turns = await untilTurns(desk.bus, ref, 2);
    expectChain(turns);
    await expectReplay(desk.bus, turns);
    await eventually(untilAcknowledged);
    expect(await turnsOf(desk.bus, ref)).toHaveLength(2);
  });

  test("W1: while an event is in hand, no other worker gets the next of its contact", async () => {
    const ref = desk.contact();
    for (const text of ["oi", "Annha Souza"]) await put(desk.bus, message(ref, text));
    const released = Promise.withResolvers<void>();
    let inHand = 0;
    let most = 0;
    const handle = async (delivery: Delivery) => {
      most = Math.max(most, ++inHand);
      await released.promise;
      await advancer().advance(delivery);
      inHand--;
    };
    await using _one = await pumpOf(ref, handle);
    await using _other = await pumpOf(ref, handle);
    const durable = workerDurable(await partitionOf(desk.bus, ref));
    const isKeptBack = async () => {
      const info = await desk.bus.jsm.consumers.info(INBOUND.name, durable);
      return info.num_waiting > 0 && info.num_ack_pending === 1 && info.num_pending === 1;
    };
    await eventually(isKeptBack, { what: "one is in hand, one waits, and so does a worker" }).finally(released.resolve);
    await untilTurns(desk.bus, ref, 2);
    expect(most).toBe(1);
    await eventually(untilAcknowledged);
  });

  test("I2: an event stored twice, beyond the broker's memory of ids, is answered once", async () => {
    await using _worker = await hireWorker(desk.url);
    const ref = desk.contact();
    const event = message(ref, "oi");
    await put(desk.bus, event, "first");
    await put(desk.bus, event, "second");
    const turns = await untilTurns(desk.bus, ref, 2);
    expect(turns.map(({ turn }) => [turn.rule, turn.lane])).toEqual([
      ["session-started", "reply"],
      ["repeat", "quiet"],
    ]);
    expect(turns[1]!.turn.commands).toEqual([]);
    expectChain(turns);
  });

  test("A2: while the broker refuses to store turns nothing parks, and everything goes on afterwards", async () => {
    await using worker = await hireWorker(desk.url);
    const ref = desk.contact();
    const config = (await desk.bus.jsm.streams.info(TURNS.name)).config;
    // A full disk, for this stream: nothing more fits, and nothing old gives way.
    await desk.bus.jsm.streams.update(TURNS.name, { ...config, max_bytes: 1, discard: "new" as never });
    await put(desk.bus, message(ref, "oi"));
    const refusals = async () => (await worker.metrics.brokerRetries.get()).values[0]?.value ?? 0;
    await eventually(async () => (await refusals()) > HANDLING_ATTEMPTS_MAX);
    expect(await turnsOf(desk.bus, ref)).toEqual([]);
    await desk.bus.jsm.streams.update(TURNS.name, { ...config, max_bytes: -1, discard: config.discard });
    const turns = await untilTurns(desk.bus, ref, 1);
    expect(turns.map(({ turn }) => turn.outcome)).toEqual(["advanced"]);
  });

  test("A2: workers that stop gracefully while the broker refuses do not count towards parking", async () => {
    const ref = desk.contact();
    const config = (await desk.bus.jsm.streams.info(TURNS.name)).config;
    await desk.bus.jsm.streams.update(TURNS.name, { ...config, max_bytes: 1, discard: "new" as never });
    await put(desk.bus, message(ref, "oi"));
    for (let restarts = 0; restarts <= HANDLING_ATTEMPTS_MAX; restarts++) {
      await using worker = await hireWorker(desk.url);
      await eventually(async () => ((await worker.metrics.brokerRetries.get()).values[0]?.value ?? 0) > 0);
    }
    expect((await consumers(desk.bus)).redelivered, "a control: the broker counted the deliveries").toBe(1);
    await desk.bus.jsm.streams.update(TURNS.name, { ...config, max_bytes: -1, discard: config.discard });
    await using _worker = await hireWorker(desk.url);
    const turns = await untilTurns(desk.bus, ref, 1);
    expect(turns.map(({ turn }) => turn.outcome)).toEqual(["advanced"]);
  });
});

describe("D7: parking", () => {
  test("an event that cannot be handled parks its contact alone; resumed, all that waited is handled once, in order", async () => {
    const code = fragileFlow();
    await using _worker = await hireWorker(desk.url, { flow: code.flow });
    const [ref, other] = [desk.contact(), desk.contact()];
    code.broken = true;
    for (const event of [message(ref, "oi"), sticker(ref), message(ref, "Annha Souza"), message(ref, "sim")])
      await put(desk.bus, event);
    await put(desk.bus, message(other, "oi"));

    const before = await untilTurns(desk.bus, ref, 4);
    expect(before.map(({ turn }) => turn.outcome)).toEqual(["advanced", "parked", "deferred", "deferred"]);
    expect(texts(before[1]!)).toEqual([said("engine.parked")]);
    expect(code.throws).toBe(HANDLING_ATTEMPTS_MAX);
    expect((await untilTurns(desk.bus, other, 1))[0]!.turn.rule).toBe("session-started");

    code.broken = false;
    await put(desk.bus, control(ref, { type: "contact-resumed" }));
    await put(desk.bus, message(ref, "agendar"));
    const turns = await untilTurns(desk.bus, ref, 9);
    const after = turns.slice(4).map(({ turn }) => [turn.outcome, turn.event.type, turn.state.step]);
    expect(after).toEqual([
      ["advanced", "contact-resumed", "ask-name"],
      ["resumed", "message-received", "ask-name"],
      ["resumed", "message-received", "confirm-name"],
      ["resumed", "message-received", "main-menu"],
      ["advanced", "message-received", "for-whom"],
    ]);
    expectChain(turns);
    await expectReplay(desk.bus, turns, code.flow);

    await put(desk.bus, control(ref, { type: "contact-resumed" }));
    const last = (await untilTurns(desk.bus, ref, 10)).slice(9);
    expect(
      last.map(({ turn }) => turn.rule),
      "D7: nothing is resumed twice",
    ).toEqual(["not-parked"]);
  });

  test("a failure in the middle of resuming goes on after the last event resumed, none twice", async () => {
    const code = fragileFlow();
    await using _worker = await hireWorker(desk.url, { flow: code.flow });
    const ref = desk.contact();
    code.broken = true;
    for (const event of [message(ref, "oi"), sticker(ref), message(ref, "Annha Souza"), video(ref)])
      await put(desk.bus, event);
    await untilTurns(desk.bus, ref, 4);
    // The sticker passes, the video fails twice.
    code.broken = false;
    code.failAt = [2, 3];
    await put(desk.bus, control(ref, { type: "contact-resumed" }));
    const turns = await untilTurns(desk.bus, ref, 8);
    await eventually(untilAcknowledged);
    expect((await turnsOf(desk.bus, ref)).slice(4).map(({ turn }) => turn.outcome)).toEqual([
      "advanced",
      "resumed",
      "resumed",
      "resumed",
    ]);
    expect(code.throws).toBe(HANDLING_ATTEMPTS_MAX + 2);
    expectChain(turns);
  });

  test("an event that still cannot be handled when resumed parks the contact again, and nothing behind it is lost", async () => {
    const code = fragileFlow();
    await using _worker = await hireWorker(desk.url, { flow: code.flow });
    const ref = desk.contact();
    code.broken = true;
    for (const event of [message(ref, "oi"), sticker(ref), message(ref, "Annha Souza")]) await put(desk.bus, event);
    await untilTurns(desk.bus, ref, 3);
    await put(desk.bus, control(ref, { type: "contact-resumed" }));
    const again = await untilTurns(desk.bus, ref, 5);
    expect(again.slice(3).map(({ turn }) => turn.outcome)).toEqual(["advanced", "parked"]);
    await eventually(untilAcknowledged);

    code.broken = false;
    await put(desk.bus, control(ref, { type: "contact-resumed" }));
    const turns = await untilTurns(desk.bus, ref, 8);
    expect(turns.slice(5).map(({ turn }) => [turn.outcome, turn.state.step])).toEqual([
      ["advanced", "ask-name"],
      ["resumed", "ask-name"],
      ["resumed", "confirm-name"],
    ]);
  });

  test("an unreadable event parks its contact", async () => {
    await using _worker = await hireWorker(desk.url);
    const ref = desk.contact();
    await desk.bus.js.publish(eventSubject(ref), "no JSON at all");
    await put(desk.bus, message(ref, "oi"));
    const turns = await untilTurns(desk.bus, ref, 2);
    expect(turns.map(({ turn }) => turn.outcome)).toEqual(["parked", "deferred"]);
    expect(turns[0]!.turn.commands.map((command) => command.type)).toEqual(["request-handoff"]);
  });
});

describe("what follows from a turn", () => {
  test("a timer fires into the log of its contact, and the state decides what it means", async () => {
    const NUDGE_AFTER_MS = 10 * 60_000;
    // The worker's clock is behind until the question is asked, so that the nudge is due in a moment.
    let behindMs = NUDGE_AFTER_MS - 1_500;
    await using _worker = await hireWorker(desk.url, { clock: () => Date.now() - behindMs });
    const ref = desk.contact();
    await put(desk.bus, message(ref, "oi"));
    const [first] = await untilTurns(desk.bus, ref, 1);
    behindMs = 0;
    const planned = first!.turn.commands.filter((command) => command.type === "schedule-timer");
    expect(planned.map(({ name }) => name)).toEqual(["nudge", "session-end"]);

    const turns = await untilTurns(desk.bus, ref, 2);
    expect(turns[1]!.turn).toMatchObject({ rule: "nudge", event: { type: "timer-fired" } });
    expect(texts(turns[1]!)).toEqual([said("engine.nudge")]);
    await eventually(async () => (await schedulesOf(ref)).join() === "session-end");
    expectChain(turns);
    await expectReplay(desk.bus, turns);
  });

  test("a broker whose clock is ahead wakes a timer early once, not again and again", async () => {
    let behindMs = 20 * 60_000;
    await using _worker = await hireWorker(desk.url, { clock: () => Date.now() - behindMs });
    const ref = desk.contact();
    // Due ten minutes on by the worker's clock, which is ten minutes ago by the broker's.
    await put(desk.bus, message(ref, "oi"));
    await untilTurns(desk.bus, ref, 2);
    const armed = await eventually(async () => {
      const last = await lastOf(desk.bus, INBOUND.name, timerSubject(ref, "nudge"));
      const at = last?.json<{ at: number }>().at ?? 0;
      return at > Date.now() + 9 * 60_000 && at;
    });
    expect(armed, "ten minutes on by the broker's clock").toBeLessThan(Date.now() + 11 * 60_000);
    behindMs = 0;
    await put(desk.bus, message(ref, "Annha Souza"));
    const turns = await untilTurns(desk.bus, ref, 3);
    expect(turns.map(({ turn }) => turn.rule).slice(0, 2)).toEqual(["session-started", "timer-early:nudge"]);
    expect(turns[2]!.turn.event.type, "nothing woke in between").toBe("message-received");
  });

  test("S3: a stop cancels the timers and puts bot-stopped into the same log, where the sender's fence finds it", async () => {
    await using _worker = await hireWorker(desk.url);
    const ref = desk.contact();
    await put(desk.bus, message(ref, "oi"));
    await untilTurns(desk.bus, ref, 1);
    await eventually(async () => (await schedulesOf(ref)).join() === "nudge,session-end");
    await put(desk.bus, message(ref, "PARAR"));
    const turns = await untilTurns(desk.bus, ref, 3);
    expect(turns.map(({ turn }) => turn.rule)).toEqual(["session-started", "stop", "stopped"]);
    expect(turns[1]!.turn.commands.map((command) => ("author" in command ? command.author : command.type))).toEqual([
      "system",
      "cancel-timer",
      "cancel-timer",
    ]);
    expect(await schedulesOf(ref)).toEqual([]);
    const stored = await lastOf(desk.bus, INBOUND.name, storedControlSubject(ref, await partitionOf(desk.bus, ref)));
    expect(LogEvent.parse(stored?.json()).type).toBe("bot-stopped");
    expect(stored?.seq).toBe(turns[2]!.turn.event.seq);
    expectChain(turns);
  });

  test("D7: a turn whose command exceeds the gateway's limits is not written, so that no sender meets it", async () => {
    await using _worker = await hireWorker(desk.url);
    const ref = desk.contact();
    await put(desk.bus, message(ref, "oi"));
    const [last] = await untilTurns(desk.bus, ref, 1);
    const { turn, seq } = last!;
    const commands = turn.commands.map((one) => (one.type === "send-text" ? { ...one, text: "x".repeat(4_097) } : one));
    expect(commands).not.toEqual(turn.commands);
    const next = { ...turn, previousTurnSeq: seq, commands };
    await expect(commitTurn(desk.bus, ref, next, { worker: "test", headers: {} })).rejects.toThrow(
      "send-text of the rule",
    );
    expect(await turnsOf(desk.bus, ref)).toHaveLength(1);
    await commitTurn(desk.bus, ref, { ...next, commands: turn.commands }, { worker: "test", headers: {} });
    expect(await turnsOf(desk.bus, ref), "the control: only the length was wrong").toHaveLength(2);
  });

  test("D13: a merge carries the younger conversation over, and later events are forwarded under their own ids", async () => {
    await using _worker = await hireWorker(desk.url);
    const [younger, survivor] = [desk.contact(), desk.contact()];
    await put(desk.bus, message(younger, "oi"));
    await put(desk.bus, message(younger, "Annha Souza"));
    await put(desk.bus, control(younger, { type: "merged-into", survivor: survivor.contact }));
    const carried = await untilTurns(desk.bus, survivor, 1);
    expect(carried[0]!.turn).toMatchObject({
      rule: "merged-from",
      lane: "quiet",
      state: { step: "confirm-name", values: { name: "Annha Souza" } },
    });

    const answer = message(younger, "sim");
    await put(desk.bus, answer);
    const survivors = await untilTurns(desk.bus, survivor, 2);
    expect(survivors[1]!.turn).toMatchObject({ event: { id: answer.id }, state: { step: "main-menu" } });
    const youngers = await untilTurns(desk.bus, younger, 4);
    expect(youngers.map(({ turn }) => turn.outcome)).toEqual(["advanced", "advanced", "advanced", "forwarded"]);
    expect(youngers[3]!.turn.commands).toEqual([]);
    const stored = await lastOf(
      desk.bus,
      INBOUND.name,
      storedEventSubject(survivor, await partitionOf(desk.bus, survivor)),
    );
    expect(stored?.json(), "nothing but the contact is changed").toEqual({ ...answer, contact: survivor.contact });
    for (const turns of [youngers, survivors]) {
      expectChain(turns);
      await expectReplay(desk.bus, turns);
    }

    // Undone: the younger answers for itself, and ingress reads that its names are its own.
    await put(desk.bus, control(younger, { type: "unmerged" }));
    await put(desk.bus, message(younger, "oi"));
    const undone = await untilTurns(desk.bus, younger, 6);
    expect(undone.slice(4).map(({ turn }) => [turn.outcome, turn.state.merged])).toEqual([
      ["advanced", null],
      ["advanced", null],
    ]);
    const identity = await desk.bus.kvm.open("identity");
    await eventually(async () => {
      expect((await identity.get(redirectKey(younger)))?.json()).toEqual({ survivor: null });
      return true;
    });
  });
});

test("A1: a worker that stops under load leaves no event unacknowledged, and the next one goes on at once", async () => {
  const first = await hireWorker(desk.url);
  const contacts = Array.from({ length: 40 }, desk.contact);
  await Promise.all(
    contacts.map(async (ref) => {
      for (let i = 0; i < 10; i++) await put(desk.bus, message(ref, `Ana ${"abcdefghij"[i]}`));
    }),
  );
  await eventually(async () => (await turnsOf(desk.bus, contacts[0]!)).length > 0);
  let more = true;
  const late = (async () => {
    for (let i = 0; more && i < 400; i++) await put(desk.bus, message(contacts[i % 40]!, "menu"));
  })();
  await first.stop();
  more = false;
  await late;
  // Half the acknowledgement wait: a dropped delivery would still be counted then.
  await eventually(async () => (await consumers(desk.bus)).unacknowledged === 0, { deadlineMs: ACK_WAIT_MS / 2 });
  const fresh = contacts.map((ref) => message(ref, "oi"));
  for (const event of fresh) await put(desk.bus, event);

  const left = (await consumers(desk.bus)).waiting;
  await using _second = await hireWorker(desk.url);
  await eventually(async () => (await consumers(desk.bus)).waiting < left, { deadlineMs: ACK_WAIT_MS });
  await eventually(untilAcknowledged);
  for (const [which, ref] of contacts.entries()) {
    const turns = await turnsOf(desk.bus, ref);
    expectChain(turns);
    expect(turns.at(-1)!.turn.event.id).toBe(fresh[which]!.id);
  }
  expect((await consumers(desk.bus)).redelivered).toBe(0);
});

/** What one process has of its own: a cache and metrics. */
function advancer() {
  const metrics = createWorkerMetrics(createMetrics("test"), Date.now);
  const advance = createAdvance({
    bus: desk.bus,
    ...createKnowledge({ flows: { latest: clinicFlow, get: () => clinicFlow }, clock: Date.now, inputWindowMs: 0 }),
    leaveOut: async () => {},
    log: silent,
    metrics,
    hides: true,
    stopping: () => false,
  });
  return { advance, metrics };
}

/** Pulls from the contact's partition only. */
async function pumpOf(ref: ConversationRef, handle: (delivery: Delivery) => Promise<void>) {
  const pump = startPump(desk.bus, {
    stream: INBOUND.name,
    durable: workerDurable(await partitionOf(desk.bus, ref)),
    slots: 1,
    ackWaitMs: ACK_WAIT_MS,
    expiresMs: 500,
    handle,
    onError(error) {
      throw error;
    },
  });
  return { [Symbol.asyncDispose]: () => pump.stop() };
}

const untilAcknowledged = async () => {
  const { unacknowledged, waiting } = await consumers(desk.bus);
  return unacknowledged === 0 && waiting === 0;
};

async function schedulesOf(ref: ConversationRef): Promise<string[]> {
  const names = ["nudge", "session-end", "takeover-end", "input"];
  const found = await Promise.all(names.map((name) => lastOf(desk.bus, INBOUND.name, timerSubject(ref, name))));
  return names.filter((_, i) => found[i] !== null);
}

/** The clinic's flow with code behind its answers to stickers and videos that fails when told to. */
function fragileFlow() {
  /** `failAt`: which readings after `broken` was taken back fail, counted from 1. */
  const code = { broken: false, failAt: [] as number[], readings: 0, throws: 0, flow: clinicFlow };
  const message: Flow["message"] = (key, language) => {
    if (key !== "engine.kinds.sticker" && key !== "engine.kinds.video") return clinicFlow.message(key, language);
    if (!code.broken) code.readings++;
    if (!code.broken && !code.failAt.includes(code.readings)) return clinicFlow.message(key, language);
    code.throws++;
    throw new Error("the code behind this answer is broken");
  };
  code.flow = { ...clinicFlow, message };
  return code;
}

const said = (key: string) => clinicFlow.message(key, "pt")!.source;
