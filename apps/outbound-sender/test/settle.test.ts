import { type Bus, type Host, publish } from "@acolhe/bus";
import {
  type Attempt,
  attemptSubject,
  type ContactKey,
  contentHash,
  HELD_BUCKET,
  type Outcome,
  outcomeSubject,
} from "@acolhe/events";
import { createMetrics } from "@acolhe/runtime";
import { eventually } from "@acolhe/testing";
import type { ZapiClient } from "@acolhe/zapi";
import { pino } from "pino";
import { expect, it } from "vitest";
import { createQueued } from "../src/afterwards/queued.ts";
import { startSettler } from "../src/afterwards/settle.ts";
import { createTakeBackWords, type TakeBackWords } from "../src/afterwards/take-back-words.ts";
import { Withheld } from "../src/afterwards/withheld.ts";
import { Contacts } from "../src/ledger/contacts.ts";
import { putHeld } from "../src/ledger/held-list.ts";
import { createSenderMetrics } from "../src/sender-metrics.ts";
import { startFixture } from "./fixture.ts";

const A = "5511990000001";

it("B5: what is found in the queue is taken back also where the bot was silenced while it was listed, and no copy told that", async () => {
  await using f = await startFixture({ unknownGiveUpMs: 600_000 });
  const { bus, channel } = f;
  const ref = { channel: channel.id, contact: A as ContactKey };
  const { turnSeq, partition } = await f.decide(A, ["perhaps sent"]);
  const attempt: Attempt = {
    ...{ turnSeq, index: 0, lane: "reply", number: 1, at: Date.now() },
    ...{ silencedSeq: 0, contentHash: contentHash("perhaps sent"), deliverySeq: 0 },
  };
  const { seq: attemptSeq } = await publish(bus, attemptSubject(ref), attempt);
  const start = { turnSeq: 0, next: 0, done: true, tries: 0 };
  const unknown: Outcome = {
    ...{ turnSeq, index: 0, lane: "reply", at: Date.now(), status: "held", attempt: 1 },
    held: { turnSeq, index: 0, lane: "reply", attemptSeq },
    cursors: { reply: { ...start, turnSeq, done: false }, proactive: start, bulk: start },
  };
  await publish(bus, outcomeSubject(ref), unknown);
  const held = await bus.kvm.open(HELD_BUCKET);
  await putHeld(held, { ref, partition });

  const taken: string[] = [];
  let isSilenced = false;
  const client = {
    async *queue() {
      if (!isSilenced) await f.takeOver(A);
      isSilenced = true;
      yield { zaapId: "Z", messageId: "M", phone: A, text: "perhaps sent" };
    },
    deleteQueued: async (zaapId: string) => void taken.push(zaapId),
  } as unknown as ZapiClient;
  const contacts = new Contacts(bus);
  const metrics = createSenderMetrics(createMetrics("test"));
  const shared = { bus, sender: "s", channel, contacts, metrics, log: pino({ level: "silent" }), client };
  const words = createTakeBackWords({ ...shared, queued: createQueued({ ...shared, zapiTimeoutMs: 2_000 }) });
  const settler = startSettler({
    ...{
      ...shared,
      held,
      words,
      withheld: new Withheld(bus.host),
      lastCallbackAt: () => 0,
      connected: () => true,
      stopping: () => false,
    },
    carryOut: async () => "done",
  });
  try {
    await eventually(async () => (await held.get(`${ref.channel}.${A}`))?.operation !== "PUT");
  } finally {
    await settler.stop();
  }
  expect((await f.outcomes(A)).map(({ status, code }) => code ?? status)).toEqual(["held", "settled", "taken-back"]);
  expect(taken).toEqual(["Z"]);
});

it("B5: while it cannot be told whether words left, the queue is listed again after a while, or when a callback comes", async () => {
  await using f = await startFixture({ unknownGiveUpMs: 600_000 });
  const { channel } = f;
  const ref = { channel: channel.id, contact: A as ContactKey };
  const { partition } = await f.decide(A, ["perhaps sent"]);
  await f.takeOver(A);
  const held = await f.bus.kvm.open(HELD_BUCKET);
  await putHeld(held, { ref, partition });
  let ticks = 1_000_000;
  let tick = () => {};
  const host: Host = {
    ...f.bus.host,
    ticks: () => ticks,
    every: (_ms, run) => {
      tick = run;
      return () => {};
    },
  };
  const bus: Bus = Object.create(f.bus, { host: { value: host } });
  let looks = 0;
  const takeBack = async () => ++looks < 0;
  const words = { wordsBefore: async () => [], takeBack } as unknown as TakeBackWords;
  const metrics = createSenderMetrics(createMetrics("test"));
  const withheld = new Withheld(host);
  const shared = { bus, sender: "s", channel, contacts: new Contacts(bus), metrics, log: pino({ level: "silent" }) };
  const settler = startSettler({
    ...{ ...shared, held, words, withheld, client: { async *queue() {} } as unknown as ZapiClient },
    ...{ lastCallbackAt: () => 0, connected: () => true, stopping: () => false, carryOut: async () => "done" as const },
  });
  const untilLooks = (count: number) =>
    eventually(() => {
      tick();
      return looks === count && withheld.isStill(ref);
    });
  await untilLooks(1);
  for (let n = 0; n < 20; n++) tick();
  withheld.forget(ref);
  await untilLooks(2);
  ticks += 2_000;
  await untilLooks(3);
  await settler.stop();
  expect(looks).toBe(3);
});
