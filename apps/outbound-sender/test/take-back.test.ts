import { publish } from "@acolhe/bus";
import {
  CONTROL_SCHEMAS,
  type ContactKey,
  type ControlEvent,
  isSilencing,
  receiptSubject,
  takeBackDurable,
} from "@acolhe/events";
import { eventually } from "@acolhe/testing";
import { describe, expect, it } from "vitest";
import { TRIES_MAX } from "../src/afterwards/take-back.ts";
import { startFixture } from "./fixture.ts";
import type { Answer } from "./gateway.ts";

const A = "5511990000001";
const B = "5511990000002";
/** A call that is under way stays so, however busy the machine is. */
const LONG_CALLS = { zapiTimeoutMs: 100_000 };
const SILENCING = (Object.keys(CONTROL_SCHEMAS) as ControlEvent["type"][]).filter(isSilencing);

describe.concurrent("what the gateway still has queued", () => {
  it("is taken back by whatever silences the bot, and its callback is no longer waited for", async () => {
    await using f = await startFixture({ callbackWaitMs: 30_000 });
    f.gateway.keep();
    await f.startSender();
    for (const [n, type] of SILENCING.entries()) {
      const contact = `551199000001${n}`;
      await f.decide(contact, ["the bot's"]);
      await eventually(async () => (await f.outcomes(contact)).length === 1);
      await f.silence(contact, type);
      await eventually(async () => (await f.outcomes(contact)).at(-1)?.code === "taken-back");
      await f.decide(contact, ["a person's"], { author: "attendant" });
      await eventually(() => f.texts(contact).length === 2);
      expect(await f.counted(new RegExp(`^sends_taken_back_total\\{by="(${type})".*\\} (\\d+)`, "m"))).toEqual([
        type,
        "1",
      ]);
    }
    expect(f.gateway.queue.map(({ text }) => text)).toEqual(SILENCING.map(() => "a person's"));
  });

  it("stays there when it is a person's, the system's, or was decided after the control", async () => {
    await using f = await startFixture();
    f.gateway.keep();
    await f.startSender();
    await f.decide(A, ["a person's"], { author: "attendant" });
    await f.decide(A, ["the confirmation"], { author: "system" });
    const before = await f.decide(A, ["the bot's"]);
    await f.called(3);
    await eventually(async () => (await f.outcomes(A)).length === 3);
    await f.silence(A, "bot-stopped");
    await eventually(async () => (await f.outcomes(A)).at(-1)?.code === "taken-back");
    await f.decide(A, ["the bot's, given back"]);
    await f.called(4);
    expect(f.gateway.queue.map(({ text }) => text)).toEqual([
      "a person's",
      "the confirmation",
      "the bot's, given back",
    ]);
    const takenBack = (await f.outcomes(A)).filter((one) => one.code === "taken-back");
    expect(takenBack.map(({ turnSeq }) => turnSeq)).toEqual([before.turnSeq]);
  });

  it("is taken back also when the call was under way, and when no sender ran at the moment of the control", async () => {
    await using f = await startFixture({ callbackWaitMs: 30_000 }, LONG_CALLS);
    f.gateway.keep();
    let answer = () => {};
    const answered = new Promise<void>((r) => {
      answer = r;
    });
    f.gateway.answers(async (): Promise<Answer> => {
      await answered;
      return "accept";
    });
    const sender = await f.startSender();
    await f.decide(A, ["under way"]);
    await eventually(async () => (await f.attempts(A)).length === 1);
    await f.takeOver(A);
    answer();
    await eventually(() => f.gateway.deleted.length === 1);
    await f.decide(B, ["queued"]);
    await eventually(async () => (await f.outcomes(B)).length === 1);
    await sender.stop();
    await f.takeOver(B);
    await f.startSender();
    await eventually(() => f.gateway.deleted.length === 2);
    expect(f.gateway.queue).toEqual([]);
  });

  it("is taken back though the listing fails at first, after a call that was under way for long", async () => {
    await using f = await startFixture({ callbackWaitMs: 30_000 }, LONG_CALLS);
    f.gateway.keep();
    const answered = Promise.withResolvers<void>();
    f.gateway.answers(async (): Promise<Answer> => {
      await answered.promise;
      return "accept";
    });
    await f.startSender();
    await f.decide(A, ["under way"]);
    await eventually(async () => (await f.attempts(A)).length === 1);
    await f.takeOver(A);
    // The control comes back while the call is under way, as often as a listing may fail.
    await eventually(async () => {
      const consumer = await f.bus.jsm.consumers.info("INBOUND", takeBackDurable(f.channel.id));
      return consumer.delivered.consumer_seq > TRIES_MAX;
    });
    f.gateway.failListing(1);
    answered.resolve();
    await eventually(() => f.gateway.deleted.length === 1);
    expect(f.gateway.queue).toEqual([]);
  });

  it("B4: is known to be taken back also after a process that took it out and did not live to record that", async () => {
    await using f = await startFixture({ callbackWaitMs: 30_000 });
    f.gateway.keep();
    const sender = await f.startSender();
    await f.decide(A, ["taken out"]);
    await eventually(async () => (await f.outcomes(A)).length === 1);
    f.gateway.loseUnqueueing(1);
    await f.takeOver(A);
    await eventually(() => f.gateway.deleted.length === 1);
    await sender.stop();
    expect((await f.outcomes(A)).map(({ status }) => status)).toEqual(["accepted"]);
    const given = async () =>
      (await f.bus.jsm.consumers.info("INBOUND", takeBackDurable(f.channel.id))).delivered.consumer_seq;
    const before = await given();
    // The next one's clock stands still until it has looked, and then leaps.
    let now = Date.now();
    await f.startSender(undefined, { now: () => now });
    await eventually(async () => (await given()) > before + 1, { what: "the control comes again" });
    expect(await f.outcomes(A), "a callback may be on its way").toHaveLength(1);
    now += 20_001;
    await eventually(async () => (await f.outcomes(A)).at(-1)?.code === "taken-back");
    expect(f.gateway.deleted).toHaveLength(1);
    expect(await f.counted(/^sends_taken_back_too_late_total\{.*\} (\d+)/m)).toBeNull();
  });

  it("B5: is taken back also where it was unknown whether it was sent, and it is found there after the takeover", async () => {
    await using f = await startFixture({ callbackWaitMs: 30_000, unknownGiveUpMs: 600_000 });
    f.gateway.keep();
    f.gateway.answers(() => "lose-sent");
    f.gateway.failListing(1);
    await f.startSender();
    await f.decide(A, ["perhaps sent"]);
    await eventually(async () => (await f.outcomes(A)).at(-1)?.held);
    await f.takeOver(A);
    await eventually(async () => (await f.outcomes(A)).at(-1)?.code === "taken-back");
    expect((await f.outcomes(A)).map(({ status }) => status)).toEqual(["held", "settled", "superseded"]);
    expect(f.gateway.queue).toEqual([]);
  });

  it("is counted as too late when the listing fails again and again", async () => {
    await using f = await startFixture({ callbackWaitMs: 30_000 });
    f.gateway.keep();
    f.gateway.failListing(TRIES_MAX);
    await f.startSender();
    await f.decide(A, ["queued"]);
    await eventually(async () => (await f.outcomes(A)).length === 1);
    await f.takeOver(A);
    const count = /^sends_taken_back_too_late_total\{by="(.+?)".*\} (\d+)/m;
    expect(await eventually(async () => (await f.counted(count)) ?? false)).toEqual(["takeover-started", "1"]);
    expect(f.gateway.deleted).toEqual([]);
  });

  it("is counted as too late once it has left, and left alone once a callback said so", async () => {
    await using f = await startFixture({ callbackWaitMs: 30_000 });
    await f.startSender();
    await f.decide(A, ["gone without a word"]);
    await f.decide(B, ["gone"]);
    await eventually(async () => (await f.outcomes(A)).length + (await f.outcomes(B)).length === 2);
    const [{ messageId = "", zaapId = "" } = {}] = await f.outcomes(B);
    const ref = { channel: f.channel.id, contact: B as ContactKey };
    const callback = { id: "sent", ...ref, kind: "sent", messageId, zaapId, at: Date.now(), receivedAt: Date.now() };
    await publish(f.bus, receiptSubject(ref), callback);
    await f.takeOver(B);
    await f.takeOver(A);
    const count = /^sends_taken_back_too_late_total\{by="(.+?)".*\} (\d+)/m;
    expect(await eventually(async () => (await f.counted(count)) ?? false)).toEqual(["takeover-started", "1"]);
    expect(f.gateway.deleted).toEqual([]);
  });
});
