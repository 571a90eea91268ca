import { publish } from "@acolhe/bus";
import { type Attempt, attemptSubject, type ContactKey, contentHash } from "@acolhe/events";
import { eventually } from "@acolhe/testing";
import { expect, it } from "vitest";
import { startFixture } from "./fixture.ts";

const A = "5511990000001";

it("S2: a call that may have been made by a process that died is not made again", async () => {
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

it("S3: a takeover between looking and sending refuses the attempt, though nobody told the sender of it", async () => {
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

it("S3: a process that starts after a takeover and a person's words still knows of the takeover", async () => {
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
