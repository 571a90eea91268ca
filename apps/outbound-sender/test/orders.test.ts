import { allFrom, publish } from "@acolhe/bus";
import {
  type Attempt,
  attemptSubject,
  type ChannelPause,
  type CommandPlace,
  type ContactKey,
  type ConversationRef,
  contentHash,
  INBOUND,
  OBSERVING_KEY,
  type Observing,
  type Outcome,
  orderDurable,
  orderSubject,
  outcomeSubject,
  pauseKey,
  receiptSubject,
  SENDING_BUCKET,
  type SendOrder,
  stableId,
  takingBackSubject,
} from "@acolhe/events";
import { eventually } from "@acolhe/testing";
import { describe, expect, it } from "vitest";
import { loadLedger } from "../src/ledger/load-ledger.ts";
import { startFixture } from "./fixture.ts";
import type { Answer } from "./gateway.ts";

const A = "5511990000001";
const B = "5511990000002";
const C = "5511990000003";
type Fixture = Awaited<ReturnType<typeof startFixture>>;
type Order =
  | { type: "settle-send"; command: CommandPlace; as: "sent" | "unsent" }
  | { type: "drop-sends" | "take-back-sends"; commands: CommandPlace[] }
  | { type: "retry-send"; command: CommandPlace }
  | { type: "hold-sends" | "release-sends" };

let count = 0;
async function orderTo(f: Fixture, contact: string, order: Order): Promise<number> {
  const ref: ConversationRef = { channel: f.channel.id, contact: contact as ContactKey };
  const id = stableId("order", ++count);
  const body = { ...ref, id, at: Date.now(), receivedAt: Date.now(), reason: "a test", ...order } as SendOrder;
  return (await publish(f.bus, orderSubject(ref), body, { id })).seq;
}
const statuses = async (f: Fixture, contact: string) =>
  (await f.outcomes(contact)).map(({ status, code, settledAs }) =>
    [status, code ?? settledAs].filter(Boolean).join(" "),
  );
const until = (f: Fixture, contact: string, last: string) =>
  eventually(async () => (await statuses(f, contact)).at(-1) === last, { what: `${last} of ${contact}` });

describe.concurrent("an operator", () => {
  it("settles an unknown outcome: what was sent stays sent, what was not is sent, and what waited follows", async () => {
    // Nothing settles by itself within the test.
    await using f = await startFixture({ unknownGiveUpMs: 600_000 });
    f.gateway.answers(
      (call): Answer => (call.text === "lost" && f.texts(call.phone).length === 0 ? "lose-sent" : "accept"),
    );
    await f.startSender();
    const places = new Map<string, CommandPlace>();
    for (const contact of [A, B]) {
      const { turnSeq } = await f.decide(contact, ["lost", "behind"]);
      places.set(contact, { turnSeq, index: 0 });
      await eventually(async () => (await f.outcomes(contact)).some(({ held }) => held !== null));
    }
    // Of another command than the one that is unknown: nothing comes of it.
    await orderTo(f, A, { type: "settle-send", command: { ...places.get(A)!, index: 1 }, as: "sent" });
    const seq = await orderTo(f, A, { type: "settle-send", command: places.get(A)!, as: "sent" });
    await orderTo(f, B, { type: "settle-send", command: places.get(B)!, as: "unsent" });
    await eventually(() => f.texts(A).includes("behind") && f.texts(B).includes("behind"), { deadlineMs: 20_000 });
    expect(f.texts(A)).toEqual(["lost", "behind"]);
    expect(f.texts(B), "S2: known as not sent, it goes out again").toEqual(["lost", "lost", "behind"]);
    expect((await f.outcomes(A)).find(({ order }) => order === seq)).toMatchObject({ status: "settled", index: 0 });

    const taken = await f.decide(C, ["lost"]);
    await eventually(async () => (await f.outcomes(C)).some(({ held }) => held !== null));
    await f.takeOver(C);
    await orderTo(f, C, { type: "settle-send", command: { turnSeq: taken.turnSeq, index: 0 }, as: "unsent" });
    await until(f, C, "superseded");
    expect(f.texts(C), "S3: a person took over since").toHaveLength(1);
    await eventually(async () => (await statuses(f, B)).length === 4);
    expect(await statuses(f, B)).toEqual(["held outcome-unknown", "refused settled-as-unsent", "accepted", "accepted"]);
  });

  it("holds a contact through a restart, drops what waits there, releases the rest, and tries once more what failed", async () => {
    await using f = await startFixture();
    await orderTo(f, A, { type: "hold-sends" });
    const first = await f.startSender();
    const { turnSeq } = await f.decide(A, ["dropped", "kept"]);
    await f.decide(B, ["not held"]);
    await f.called(1);
    await first.stop();
    await f.startSender();
    await f.decide(B, ["nor after the restart"]);
    await f.called(2);
    await orderTo(f, A, { type: "drop-sends", commands: [{ turnSeq, index: 0 }] });
    await until(f, A, "superseded dropped");
    await orderTo(f, A, { type: "release-sends" });
    await f.called(3);
    expect(f.gateway.calls.map(({ text }) => text)).toEqual(["not held", "nor after the restart", "kept"]);

    f.gateway.answers((call): Answer => (call.text === "fails" && f.texts(C).length < 2 ? "bad-request" : "accept"));
    const failed = await f.decide(C, ["fails"]);
    await eventually(async () => (await f.outcomes(C)).at(-1)?.status === "failed");
    const place = { turnSeq: failed.turnSeq, index: 0 };
    for (const count of [3, 5]) {
      await orderTo(f, C, { type: "retry-send", command: place });
      await eventually(async () => (await f.outcomes(C)).length === count);
    }
    const ended = (await f.outcomes(C)).map(({ status }) => status);
    expect(ended).toEqual(["failed", "refused", "failed", "refused", "accepted"]);
    expect(f.texts(C)).toEqual(["fails", "fails", "fails"]);
    const told: string[] = [];
    const events = `inbound.*.${f.channel.id}.${C}.event`;
    for await (const stored of allFrom(f.bus, INBOUND.name, events, 1))
      told.push(stored.json<{ type?: string }>().type ?? "");
    expect(
      told.filter((type) => type === "outcome-settled"),
      "C1: that it failed again as well",
    ).toHaveLength(2);
  });

  it("pauses a number, where words can still be dropped; on a restored log it lets the bot observe until it may speak", async () => {
    await using f = await startFixture();
    const bucket = await f.bus.kvm.open(SENDING_BUCKET);
    const pause: ChannelPause = { since: Date.now(), by: "ana", reason: "a test" };
    await bucket.put(pauseKey(f.channel.id), JSON.stringify(pause));
    await f.startSender();
    const { turnSeq } = await f.decide(A, ["dropped"]);
    await f.decide(B, ["perhaps said already"], { author: "attendant" });
    await orderTo(f, A, { type: "drop-sends", commands: [{ turnSeq, index: 0 }] });
    await until(f, A, "superseded dropped");

    const since = Date.now() + 1;
    await eventually(() => Date.now() > since);
    const observe = async (observing: Observing) => void (await bucket.put(OBSERVING_KEY, JSON.stringify(observing)));
    await observe({ since, until: null });
    await f.decide(B, ["the bot observes"]);
    await f.decide(B, ["a person answers"], { author: "attendant" });
    expect(f.gateway.calls, "nothing leaves a paused number").toEqual([]);
    await bucket.delete(pauseKey(f.channel.id));
    await until(f, B, "accepted");
    expect(await statuses(f, B)).toEqual(["superseded observing", "superseded observing", "accepted"]);
    const released = Date.now();
    await observe({ since, until: released });
    await eventually(() => Date.now() > released);
    await eventually(async () => {
      await f.decide(C, ["the bot speaks"]);
      return f.texts(C).length > 0;
    });
    expect(f.texts(B)).toEqual(["a person answers"]);
  });
});

describe("what is deleted at the desk", () => {
  const ofPerson = { author: "attendant" } as const;
  /** What came of the order, by its place. */
  const ends = async (f: Fixture, contact: string, commands: CommandPlace[], wanted: string) => {
    const seq = await orderTo(f, contact, { type: "take-back-sends", commands });
    const outcome = await eventually(async () => (await f.outcomes(contact)).find(({ order }) => order === seq));
    expect(`${outcome.status} ${outcome.code}`).toBe(wanted);
  };

  it("leaves no more, is taken out of the gateway's queue, or WhatsApp is asked to delete it; what else was said stays", async () => {
    await using f = await startFixture({ callbackWaitMs: 30_000 });
    await f.startSender();
    f.gateway.keep();
    const { turnSeq } = await f.decide(A, ["queued", "waits for its callback", "stays"], ofPerson);
    await until(f, A, "accepted");
    await ends(f, A, [{ turnSeq, index: 0 }], "superseded taken-back");
    // The callback of what was taken back is not waited for: the next one left, and is taken back, too.
    await f.called(2);
    await ends(f, A, [{ turnSeq, index: 1 }], "superseded taken-back");
    await f.called(3);
    expect(f.gateway.queue.map(({ text }) => text)).toEqual(["stays"]);
    // Tried once more, and taken back once more.
    const again = { turnSeq: (await f.decide(C, ["once more"], ofPerson)).turnSeq, index: 0 };
    await until(f, C, "accepted");
    await ends(f, C, [again], "superseded taken-back");
    await orderTo(f, C, { type: "retry-send", command: again });
    await until(f, C, "accepted");
    await ends(f, C, [again], "superseded taken-back");

    f.gateway.keep(false);
    const sent = await f.decide(B, ["left", "was not said yet"], ofPerson);
    const places = [0, 1].map((index) => ({ turnSeq: sent.turnSeq, index }));
    await until(f, B, "accepted");
    const [{ messageId = "" } = {}] = await f.outcomes(B);
    await ends(f, B, places.slice(0, 1), "accepted revoked");
    await ends(f, B, places, "superseded dropped");
    expect(f.gateway.revoked).toEqual([{ messageId, phone: B, owner: "true" }]);
    // Once more, as after a crash: nothing is asked for twice.
    await orderTo(f, B, { type: "take-back-sends", commands: places });
    const idle = /orders_total\{order="take-back-sends",done="false".*\} (\d+)/m;
    await eventually(async () => (await f.counted(idle))?.[0] === "2");
    expect(f.gateway.revoked).toHaveLength(1);
    expect(await f.outcomes(B)).toHaveLength(3);
    expect(f.texts(B)).toEqual(["left"]);
  });

  it("is judged when it is known whether it left; where WhatsApp cannot be asked, that is recorded", async () => {
    await using f = await startFixture({ unknownGiveUpMs: 600_000 });
    f.gateway.answers((call): Answer => (call.text === "lost" ? "lose-sent" : "accept"));
    f.gateway.refuseRevoking();
    await f.startSender();
    const { turnSeq } = await f.decide(A, ["lost"], ofPerson);
    const place = { turnSeq, index: 0 };
    await until(f, A, "held outcome-unknown");
    await orderTo(f, A, { type: "take-back-sends", commands: [place] });
    await orderTo(f, A, { type: "settle-send", command: place, as: "sent" });
    await until(f, A, "accepted not-revoked");

    const refused = await f.decide(B, ["left"], ofPerson);
    await until(f, B, "accepted");
    await ends(f, B, [{ turnSeq: refused.turnSeq, index: 0 }], "accepted not-revoked");
    expect(f.gateway.revoked.map(({ phone }) => phone)).toEqual([B]);
  });
});

describe("what is deleted at the desk though the gateway is of no help", () => {
  it("is asked for at WhatsApp when the queue does not give it back", async () => {
    await using f = await startFixture();
    f.gateway.keep();
    f.gateway.refuseUnqueueing();
    await f.startSender();
    const { turnSeq } = await f.decide(A, ["queued"], { author: "attendant" });
    await until(f, A, "accepted");
    await orderTo(f, A, { type: "take-back-sends", commands: [{ turnSeq, index: 0 }] });
    await until(f, A, "accepted revoked");
  });

  it("is asked for more than once, also when the queue could never be listed", async () => {
    await using f = await startFixture();
    f.gateway.keep();
    f.gateway.failListing(1_000);
    f.gateway.failRevoking(1);
    await f.startSender();
    const { turnSeq } = await f.decide(A, ["queued"], { author: "attendant" });
    await until(f, A, "accepted");
    await orderTo(f, A, { type: "take-back-sends", commands: [{ turnSeq, index: 0 }] });
    await eventually(async () => (await statuses(f, A)).length === 2);
    expect(await statuses(f, A)).toEqual(["accepted", "accepted revoked"]);
  });
});

it("T3: what a process took out of the gateway's queue before it died is not told to have left", async () => {
  await using f = await startFixture();
  const ref = { channel: f.channel.id, contact: A as ContactKey };
  const { turnSeq } = await f.decide(A, ["taken out"], { author: "attendant" });
  const start = { turnSeq: 0, next: 0, done: true, tries: 0 };
  const accepted: Outcome = {
    ...{ turnSeq, index: 0, lane: "reply", at: Date.now() - 60_000, status: "accepted", attempt: 1, held: null },
    ...{ zaapId: "Z", messageId: "M" },
    cursors: { reply: { ...start, turnSeq, next: 1 }, proactive: start, bulk: start },
  };
  await publish(f.bus, outcomeSubject(ref), accepted);
  await publish(f.bus, takingBackSubject(ref), { turnSeq, index: 0, zaapId: "Z", at: Date.now() });
  await orderTo(f, A, { type: "take-back-sends", commands: [{ turnSeq, index: 0 }] });
  // Given to a process that takes it out of the queue and dies.
  const orders = await f.bus.js.consumers.get(INBOUND.name, orderDurable(f.channel.id));
  expect(await orders.next()).not.toBeNull();
  // It stands still, and then passes in leaps.
  let now = Date.now();
  let leapMs = 0;
  await f.startSender(undefined, { now: () => (now += leapMs) });
  const again = async () => (await f.bus.jsm.consumers.info(INBOUND.name, orderDurable(f.channel.id))).delivered;
  await eventually(async () => (await again()).consumer_seq > 3, { what: "the order comes again" });
  expect(await statuses(f, A), "a callback may be on its way").toEqual(["accepted"]);
  leapMs = 20_001;
  await until(f, A, "superseded taken-back");
  expect(f.gateway.revoked, "and asked for all the same").toHaveLength(1);
});

describe("what was perhaps sent", () => {
  it("is not ended as dropped: its outcome is unknown, and the order waits until it is settled", async () => {
    await using f = await startFixture({ unknownGiveUpMs: 600_000 });
    const bucket = await f.bus.kvm.open(SENDING_BUCKET);
    const pause: ChannelPause = { since: Date.now(), by: "ana", reason: "a test" };
    await bucket.put(pauseKey(f.channel.id), JSON.stringify(pause));
    const perhapsSent = async (contact: string): Promise<CommandPlace> => {
      const { turnSeq } = await f.decide(contact, ["perhaps sent"], { author: "attendant" });
      return attempted(contact, turnSeq);
    };
    const attempted = async (contact: string, turnSeq: number): Promise<CommandPlace> => {
      // Its process did not live to tell, and the time of the call is over.
      const attempt: Attempt = {
        ...{ turnSeq, index: 0, lane: "reply", number: 1, at: Date.now() - 600_000 },
        ...{ silencedSeq: 0, contentHash: contentHash("perhaps sent"), deliverySeq: 0 },
      };
      await publish(f.bus, attemptSubject({ channel: f.channel.id, contact: contact as ContactKey }), attempt);
      return { turnSeq, index: 0 };
    };
    const ofA = await perhapsSent(A);
    const ofB = await perhapsSent(B);
    await orderTo(f, A, { type: "drop-sends", commands: [ofA] });
    await orderTo(f, B, { type: "take-back-sends", commands: [ofB] });
    // No process will ever say what became of a turn that is gone, so it is not waited for.
    await orderTo(f, C, { type: "take-back-sends", commands: [await attempted(C, 1_000)] });
    await f.startSender();
    const nothingLeft = /orders_total\{order="take-back-sends",done="false".*\} (\d+)/m;
    await eventually(async () => (await f.counted(nothingLeft))?.[0] === "1", {
      what: "the order about a turn that is gone",
    });
    await eventually(
      async () => (await f.bus.jsm.consumers.info("INBOUND", orderDurable(f.channel.id))).delivered.consumer_seq > 3,
      { what: "the order to take back comes again" },
    );
    expect([...(await statuses(f, A)), ...(await statuses(f, B))]).toEqual([]);
    await bucket.delete(pauseKey(f.channel.id));
    await until(f, A, "held");
    await until(f, B, "held");
    await orderTo(f, A, { type: "settle-send", command: ofA, as: "unsent" });
    await orderTo(f, B, { type: "settle-send", command: ofB, as: "sent" });
    await until(f, A, "superseded dropped");
    await until(f, B, "accepted not-revoked");
    expect(f.gateway.calls).toEqual([]);
  });
});

it("what was deleted is waited for by no other message: the former is still the newest that was accepted, until a callback tells of it", async () => {
  await using f = await startFixture();
  await f.startSender();
  const { turnSeq, partition } = await f.decide(A, ["deleted", "the newest"], { author: "attendant" });
  await eventually(async () => (await f.outcomes(A)).length === 2);
  await orderTo(f, A, { type: "take-back-sends", commands: [{ turnSeq, index: 0 }] });
  await until(f, A, "accepted revoked");
  const [deleted, newest] = await f.outcomes(A);
  const ref = { channel: f.channel.id, contact: A as ContactKey };
  const formerNow = async () => (await loadLedger(f.bus, ref, partition)).former;
  const ids = { messageId: newest?.messageId, acceptedAt: newest?.at };
  expect(await formerNow()).toMatchObject({ index: 1, ...ids, confirmed: false });

  // Also when the last callback is about another message.
  for (const { messageId = "", zaapId = "" } of [newest!, deleted!]) {
    const callback = { id: messageId, ...ref, kind: "sent", messageId, zaapId, at: Date.now(), receivedAt: Date.now() };
    await publish(f.bus, receiptSubject(ref), callback);
  }
  expect(await formerNow()).toMatchObject({ index: 1, ...ids, confirmed: true });
});
