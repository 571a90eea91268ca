import { publish } from "@acolhe/bus";
import {
  type Attempt,
  attemptSubject,
  CANARY_CONTACT,
  type ContactKey,
  contentHash,
  type Outcome,
  outcomeSubject,
} from "@acolhe/events";
import { eventually } from "@acolhe/testing";
import { expect, it } from "vitest";
import { startFixture } from "./fixture.ts";
import type { Answer } from "./gateway.ts";

const A = "5511990000001";
const B = "5511990000002";
const START = { turnSeq: 0, next: 0, done: true, tries: 0 };

it.concurrent("S2: a call that may have been made by a process that died is not made again", async () => {
  await using f = await startFixture();
  const { turnSeq } = await f.decide(A, ["perhaps sent", "the rest"]);
  const attempt: Attempt = {
    ...{ turnSeq, index: 0, lane: "reply", number: 1, at: Date.now() },
    ...{ silencedSeq: 0, contentHash: contentHash("perhaps sent"), deliverySeq: 0 },
  };
  await publish(f.bus, attemptSubject({ channel: f.channel.id, contact: A as ContactKey }), attempt);
  await f.startSender();
  await f.called(1);
  expect(f.texts(A)).toEqual(["the rest"]);
  await eventually(async () => (await f.outcomes(A)).length === 3);
  expect((await f.outcomes(A)).map(({ status, settledAs }) => settledAs ?? status)).toEqual([
    "held",
    "given-to-person",
    "accepted",
  ]);
});

const OUT_OF_ORDER: readonly Answer[] = ["credentials-rejected", "subscription-lapsed", "disconnected"];

it.concurrent.each(OUT_OF_ORDER)(
  "S2: what was certainly not sent (%s) is not unknown to the next process",
  async (refusal) => {
    await using f = await startFixture();
    f.gateway.answers(() => refusal);
    const first = await f.startSender();
    await f.decide(A, ["first"]);
    await eventually(async () => (await f.outcomes(A)).length === 1);
    // Turns that wait make the sender read the log again, as a restart does.
    await f.decide(A, ["second"]);
    await first.stop();
    f.gateway.answers(() => "accept");
    await f.startSender();
    await f.called(3);
    expect(f.texts(A)).toEqual(["first", "first", "second"]);
    await eventually(async () => (await f.outcomes(A)).length === 3);
    expect((await f.outcomes(A)).map(({ status, attempt }) => `${status} ${attempt}`)).toEqual([
      "refused 1",
      "accepted 2",
      "accepted 1",
    ]);
    expect((await f.attempts(A)).map(({ number }) => number)).toEqual([1, 2, 1]);
  },
);

it.concurrent("S2: a refusal recorded by a former version, which left its attempt out of the count, is still one", async () => {
  await using f = await startFixture();
  const { turnSeq } = await f.decide(A, ["never sent"]);
  const ref = { channel: f.channel.id, contact: A as ContactKey };
  const of = { turnSeq, index: 0, lane: "reply", at: Date.now() } as const;
  const attempt: Attempt = { ...of, number: 1, silencedSeq: 0, contentHash: contentHash("never sent"), deliverySeq: 0 };
  await publish(f.bus, attemptSubject(ref), attempt);
  const refused: Outcome = {
    ...{ ...of, status: "refused", attempt: 0, code: "credentials-rejected", held: null },
    cursors: { reply: { turnSeq, next: 0, done: false, tries: 0 }, proactive: START, bulk: START },
  };
  await publish(f.bus, outcomeSubject(ref), refused);
  await f.startSender();
  await f.called(1);
  await eventually(async () => (await f.outcomes(A)).length === 2);
  expect((await f.outcomes(A)).map(({ status }) => status)).toEqual(["refused", "accepted"]);
});

it.concurrent("S2: refusals of a number out of order use up no tries, neither of refused calls nor of a question without a trace", async () => {
  await using f = await startFixture({ unknownGiveUpMs: 200 });
  const tries = 20;
  for (const contact of [A, B]) {
    const { turnSeq } = await f.decide(contact, ["a question?"], { repeatable: true });
    const refused: Outcome = {
      ...{ turnSeq, index: 0, lane: "reply", at: Date.now(), status: "refused", attempt: tries, held: null },
      cursors: { reply: { turnSeq, next: 0, done: false, tries, outOfOrder: tries }, proactive: START, bulk: START },
    };
    await publish(f.bus, outcomeSubject({ channel: f.channel.id, contact: contact as ContactKey }), refused);
  }
  const asked = new Set<string>();
  f.gateway.answers(({ phone }): Answer => {
    if (asked.has(phone)) return "accept";
    asked.add(phone);
    return phone === A ? "refuse-503" : "lose-sent";
  });
  await f.startSender();
  await f.called(4);
  const ends = async (contact: string) =>
    (await f.outcomes(contact)).slice(1).map(({ status, settledAs, attempt }) => `${settledAs ?? status} ${attempt}`);
  await eventually(async () => [...(await ends(A)), ...(await ends(B))].length === 5);
  expect(await ends(A)).toEqual(["refused 21", "accepted 22"]);
  expect(await ends(B)).toEqual(["held 21", "sent-once-more 21", "accepted 22"]);
});

it.concurrent("a process that is stopped does not wait for a callback", async () => {
  await using f = await startFixture({ callbackWaitMs: 60_000 });
  const sender = await f.startSender();
  await f.decide(A, ["one", "two"]);
  await eventually(async () => (await f.outcomes(A)).length === 1);
  let stopped = false;
  void sender.stop().then(() => {
    stopped = true;
  });
  // The process is ended by force after five seconds.
  await eventually(() => stopped, { deadlineMs: 5_000 });
  expect(f.texts(A)).toEqual(["one"]);
});

it.concurrent("S3: a takeover between looking and sending refuses the attempt, though the sender was not told of it", async () => {
  await using f = await startFixture({ paceMs: 1 });
  const chosen = Promise.withResolvers<void>();
  const paced = Promise.withResolvers<number>();
  const sender = await f.startSender({
    take() {
      chosen.resolve();
      return paced.promise;
    },
  });
  await f.decide(A, ["decided before"]);
  await chosen.promise;
  // What is published on a connection does not come back to it, so the sender still believes what it read before.
  await f.silence(A, "takeover-started", sender.bus);
  paced.resolve(0);
  await eventually(async () => (await f.outcomes(A)).length === 1);
  expect((await f.outcomes(A)).map(({ status }) => status)).toEqual(["superseded"]);
  expect(f.gateway.calls).toEqual([]);
  expect(await f.counted(/^send_fence_refusals_total\S* (\d+)/m)).toEqual(["1"]);
});

it.concurrent("S3: a process that starts after a takeover and a person's words still knows of the takeover", async () => {
  await using f = await startFixture();
  const before = await f.addEvent({ channel: f.channel.id, contact: A as ContactKey });
  await f.takeOver(A);
  const first = await f.startSender();
  await f.decide(A, ["a person's"], { author: "attendant" });
  await eventually(async () => (await f.outcomes(A)).length === 1);
  await first.stop();
  // Handled late, as an event that waited while its contact was parked.
  await f.decide(A, ["decided for what came before"], { eventSeq: before.seq, partition: before.partition });
  await f.decide(A, ["decided after"]);
  await f.startSender();
  await f.called(2);
  expect(f.texts(A)).toEqual(["a person's", "decided after"]);
});

it.concurrent("U1: an entry of the list of held contacts that was lost is put back from the log: at the start, and by the next turn", async () => {
  await using f = await startFixture({ unknownGiveUpMs: 600_000 });
  f.gateway.answers((call): Answer => (call.text === "lost" ? "lose-sent" : "accept"));
  const held = await f.bus.kvm.open("held");
  const isListed = async (contact: string) => (await held.get(`${f.channel.id}.${contact}`))?.operation === "PUT";
  const lose = async (contact: string) => {
    await f.decide(contact, ["lost"]);
    await eventually(async () => (await f.outcomes(contact)).at(-1)?.status === "held");
    await eventually(() => isListed(contact));
  };
  const first = await f.startSender();
  await lose("5511990000001");
  await first.stop();
  await held.purge(`${f.channel.id}.5511990000001`);
  await f.startSender();
  await eventually(() => isListed("5511990000001"), { what: "put back at the start" });

  await lose("5511990000002");
  await held.purge(`${f.channel.id}.5511990000002`);
  await f.decide("5511990000002", ["behind it"]);
  await eventually(() => isListed("5511990000002"), { what: "put back by the next turn" });
  for (const contact of ["5511990000001", "5511990000002"])
    expect((await held.get(`${f.channel.id}.${contact}`))?.json(), "whose it is, and no words").toEqual({
      ref: { channel: f.channel.id, contact },
      partition: expect.any(Number),
    });
  expect(f.texts("5511990000002"), "and still nothing passes what is unknown").toEqual(["lost"]);
});

it.concurrent("what is unknown of the patient who does not exist is settled at once, also when its turn is gone", async () => {
  await using f = await startFixture({ unknownGiveUpMs: 600_000 });
  const ref = { channel: f.channel.id, contact: CANARY_CONTACT };
  const { partition } = await f.addEvent(ref);
  const of = { turnSeq: 7, index: 0, lane: "reply" } as const;
  const unknown: Outcome = {
    ...{ ...of, at: Date.now(), status: "held", attempt: 1, held: { ...of, attemptSeq: 5 } },
    cursors: { reply: { turnSeq: 7, next: 0, done: false, tries: 0 }, proactive: START, bulk: START },
  };
  await publish(f.bus, outcomeSubject(ref), unknown);
  const held = await f.bus.kvm.open("held");
  const key = `${f.channel.id}.${CANARY_CONTACT}`;
  await held.put(key, JSON.stringify({ ref, partition }));
  await f.startSender();
  await eventually(async () => (await held.get(key))?.operation !== "PUT");
  expect((await f.outcomes(CANARY_CONTACT)).at(-1)).toMatchObject({ settledAs: "given-to-person", held: null });
});
