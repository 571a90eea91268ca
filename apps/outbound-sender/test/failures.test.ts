import { publish } from "@acolhe/bus";
import {
  type Attempt,
  attemptSubject,
  type ContactKey,
  type ConversationRef,
  failureSubject,
  type Outcome,
  outcomeSubject,
  senderDurable,
} from "@acolhe/events";
import { eventually } from "@acolhe/testing";
import { describe, expect, it } from "vitest";
import { startFixture } from "./fixture.ts";
import type { Answer } from "./gateway.ts";

const A = "5511990000001";
const B = "5511990000002";
const TERMS = "buttons-terms-not-accepted";
const buttons = [
  { id: "yes", label: "Sim" },
  { id: "no", label: "Não" },
];
const AS_TEXT = "Pode ser?\n\n*1* - Sim\n*2* - Não";
const START = { turnSeq: 0, next: 0, done: true, tries: 0 };

type Fixture = Awaited<ReturnType<typeof startFixture>>;
const refOf = (f: Fixture, contact: string): ConversationRef => ({
  channel: f.channel.id,
  contact: contact as ContactKey,
});

/** What ingress stores of a DeliveryCallback with an error. */
async function fail(f: Fixture, contact: string, messageId: string, code: string) {
  const at = Date.now();
  const body = { id: `failed:${messageId}`, ...refOf(f, contact), kind: "failed", messageId, at, receivedAt: at, code };
  await publish(f.bus, failureSubject(refOf(f, contact)), body);
}

async function told(f: Fixture, contact: string) {
  const found: Array<{ turnSeq: number; index: number; as: string; code?: string }> = [];
  for (let seq = 1; ; ) {
    const m = await f.bus.jsm.direct.getMessage("INBOUND", { seq, next_by_subj: `inbound.*.*.${contact}.event` });
    if (!m) return found;
    const { type, turnSeq, index, as, code } = m.json<{ type?: string } & (typeof found)[number]>();
    if (type === "outcome-settled") found.push({ turnSeq, index, as, ...(code ? { code } : {}) });
    seq = m.seq + 1;
  }
}

const statuses = async (f: Fixture, contact: string) =>
  (await f.outcomes(contact)).map(({ status, attempt, code }) => [status, attempt, code].filter(Boolean).join(" "));

describe.concurrent("a delivery that fails after the gateway took the message", () => {
  it("F1: is told to its conversation, though no sender ran when the callback came", async () => {
    await using f = await startFixture();
    const sender = await f.startSender();
    const { turnSeq } = await f.decide(A, ["one", "two"]);
    await f.called(2);
    await eventually(async () => (await f.outcomes(A)).length === 2);
    await sender.stop();
    await fail(f, A, "M1", "phone-not-on-whatsapp");
    await f.startSender();
    // Also when it is not the contact's newest message.
    await eventually(async () => (await told(f, A)).length === 1);
    expect(await told(f, A)).toEqual([{ turnSeq, index: 0, as: "failed", code: "phone-not-on-whatsapp" }]);
  });

  it("F2, S1: buttons refused for missing terms go out as numbered text before anything newer, and are text from then on", async () => {
    await using f = await startFixture({ callbackWaitMs: 20_000 });
    await f.startSender();
    await f.decide(A, ["Pode ser?"], { buttons });
    await f.called(1);
    expect(f.gateway.calls[0]!.route).toBe("send-button-list");
    await f.decide(A, ["afterwards"]);
    await fail(f, A, "M1", TERMS);
    await f.called(2);
    expect(f.texts(A)[1]).toBe(AS_TEXT);
    await eventually(async () => (await f.outcomes(A)).length === 3);
    expect(await statuses(f, A)).toEqual(["accepted 1", `refused 1 ${TERMS}`, "accepted 2"]);

    // A replica that starts later knows it too, and another contact gets no buttons either.
    await f.startSender();
    await eventually(async () => (await (await f.bus.kvm.open("plain")).get(f.channel.id)) !== null);
    await f.decide(B, ["Pode ser?"], { buttons });
    await f.called(3);
    expect(f.texts(B)).toEqual([AS_TEXT]);
    expect(await told(f, A), "no person is called for it").toEqual([]);
  });

  it("F2: what can no longer be said in its place goes to a person", async () => {
    await using f = await startFixture();
    await f.startSender();
    const { turnSeq } = await f.decide(A, ["Pode ser?"], { buttons });
    await f.decide(A, ["afterwards"]);
    await f.called(2);
    await eventually(async () => (await f.outcomes(A)).length === 2);
    await fail(f, A, "M1", TERMS);
    await eventually(async () => (await told(f, A)).length === 1);
    expect(await told(f, A)).toEqual([{ turnSeq, index: 0, as: "failed", code: TERMS }]);
    expect(f.gateway.calls).toHaveLength(2);
  });
});

it.concurrent("buttons the gateway refuses at once are tried once, then sent as numbered text", async () => {
  await using f = await startFixture();
  f.gateway.answers((call): Answer => (call.route === "send-button-list" ? "terms-missing" : "accept"));
  await f.startSender();
  await f.decide(A, ["Pode ser?"], { buttons });
  await f.decide(A, ["Pode ser?"], { buttons });
  await f.called(3);
  expect(f.gateway.calls.map(({ route }) => route)).toEqual(["send-button-list", "send-text", "send-text"]);
  await eventually(async () => (await f.outcomes(A)).length === 3);
  expect(await statuses(f, A)).toEqual([`refused 1 ${TERMS}`, "accepted 2", "accepted 1"]);
  expect(await told(f, A)).toEqual([]);
});

it.concurrent("S2: an attempt of another lane that was faster is waited for, not taken for one's own", async () => {
  await using f = await startFixture({ paceMs: 1 });
  const chosen = Promise.withResolvers<void>();
  const paced = Promise.withResolvers<number>();
  await f.startSender({
    take() {
      chosen.resolve();
      return paced.promise;
    },
  });
  await f.decide(A, ["reply"]);
  // The sender has read the log and waits for its turn to send; meanwhile another replica calls for another lane.
  await chosen.promise;
  const other = { turnSeq: 999, index: 0, lane: "proactive", number: 1 } as const;
  const attempt: Attempt = { ...other, at: Date.now(), silencedSeq: 0, contentHash: "other", deliverySeq: 0 };
  await publish(f.bus, attemptSubject(refOf(f, A)), attempt);
  paced.resolve(0);
  await eventually(async () => (await f.counted(/^send_fence_refusals_total\S* (\d+)/m))?.[0] === "1");
  const otherEndedAt = Date.now();
  const outcome: Outcome = {
    ...{ turnSeq: 999, index: 0, lane: "proactive", attempt: 1, status: "accepted", at: Date.now(), held: null },
    cursors: { reply: START, proactive: { turnSeq: 999, next: 1, done: true, tries: 0 }, bulk: START },
  };
  await publish(f.bus, outcomeSubject(refOf(f, A)), outcome);
  await f.called(1);
  expect(f.texts(A)).toEqual(["reply"]);
  expect(f.gateway.calls[0]!.at, "not while the other's call is under way").toBeGreaterThanOrEqual(otherEndedAt);
  await eventually(async () => (await f.outcomes(A)).length === 2);
  expect(await statuses(f, A), "nothing was unknown").toEqual(["accepted 1", "accepted 1"]);
});

it.concurrent("S2: an outcome the broker refuses for good neither holds up the number nor is its message sent again", async () => {
  await using f = await startFixture({ window: 1 });
  await f.bus.jsm.streams.update("DELIVERY", { max_msg_size: 10 });
  await f.startSender();
  await f.decide(A, ["one"]);
  await f.called(1);
  await f.decide(B, ["another contact's"]);
  await f.called(2);
  expect(f.texts(B)).toEqual(["another contact's"]);
  await f.bus.jsm.streams.update("DELIVERY", { max_msg_size: -1 });
  await eventually(async () => (await f.outcomes(A)).at(-1)?.settledAs === "given-to-person");
  expect(f.texts(A)).toEqual(["one"]);
});

describe.concurrent("a certain failure", () => {
  /** What another replica, or a process that died, recorded of the first command of a turn. */
  const outcomeOf = (turnSeq: number, fields: Pick<Outcome, "status" | "held"> & { done: boolean }): Outcome => {
    const { done, ...rest } = fields;
    const reply = { turnSeq, next: done ? 1 : 0, done, tries: 0 };
    const of = { turnSeq, index: 0, lane: "reply", attempt: 1, at: Date.now() } as const;
    return { ...of, ...rest, cursors: { reply, proactive: START, bulk: START } };
  };

  it("C1: is not told when another replica was first with its record, which says something else", async () => {
    await using f = await startFixture();
    const answered = Promise.withResolvers<void>();
    f.gateway.answers(async (): Promise<Answer> => {
      await answered.promise;
      return "bad-request";
    });
    await f.startSender();
    const { turnSeq, partition } = await f.decide(A, ["slow"]);
    const attempt = await eventually(async () => (await f.attempts(A))[0]);
    const ref = refOf(f, A);
    const held = { turnSeq, index: 0, lane: "reply", attemptSeq: attempt.seq } as const;
    await (await f.bus.kvm.open("held")).put(`${f.channel.id}.${A}`, JSON.stringify({ ref, partition }));
    await publish(f.bus, outcomeSubject(ref), outcomeOf(turnSeq, { status: "held", held, done: false }));
    answered.resolve();
    await eventually(async () => (await told(f, A)).some(({ as }) => as === "given-to-person"));
    expect(await told(f, A)).toEqual([{ turnSeq, index: 0, as: "given-to-person" }]);
    expect(f.gateway.calls).toHaveLength(1);
  });

  it.each(["a turn that is delivered again", "a contact that was held"])(
    "C1, U1: recorded by a process that died before it told it, is told by the next: %s",
    async (how) => {
      await using f = await startFixture();
      const { turnSeq, partition } = await f.decide(A, ["never sent"]);
      const ref = refOf(f, A);
      if (how === "a contact that was held") {
        // Its turn was acknowledged when it was held.
        await f.bus.jsm.consumers.delete("TURNS", senderDurable(f.channel.id, "reply"));
        await (await f.bus.kvm.open("held")).put(`${f.channel.id}.${A}`, JSON.stringify({ ref, partition }));
      }
      const failure = { ...outcomeOf(turnSeq, { status: "failed", held: null, done: true }), code: "refused" };
      await publish(f.bus, outcomeSubject(ref), failure);
      await f.startSender();
      await eventually(async () => (await told(f, A)).length === 1);
      expect(await told(f, A)).toEqual([{ turnSeq, index: 0, as: "failed", code: "refused" }]);
      expect(f.gateway.calls).toEqual([]);
    },
  );
});

it.concurrent("U1: what was settled by a process that died before it told the conversation is told by the next", async () => {
  await using f = await startFixture();
  const { turnSeq, partition } = await f.decide(A, ["lost words", "the rest"]);
  const attempt: Attempt = {
    ...{ turnSeq, index: 0, lane: "reply", number: 1, at: Date.now() - 60_000 },
    ...{ silencedSeq: 0, contentHash: "lost", deliverySeq: 0 },
  };
  const { seq: attemptSeq } = await publish(f.bus, attemptSubject(refOf(f, A)), attempt);
  const cursor = { turnSeq, next: 0, done: false, tries: 0 };
  const common = { turnSeq, index: 0, lane: "reply", attempt: 1, at: Date.now() } as const;
  const held: Outcome = {
    ...common,
    status: "held",
    cursors: { reply: cursor, proactive: START, bulk: START },
    held: { turnSeq, index: 0, lane: "reply", attemptSeq },
  };
  const settled: Outcome = {
    ...common,
    ...{ status: "settled", settledAs: "given-to-person", evidence: "silence", held: null },
    cursors: { reply: { ...cursor, next: 1 }, proactive: START, bulk: START },
  };
  const bucket = await f.bus.kvm.open("held");
  await bucket.put(`${f.channel.id}.${A}`, JSON.stringify({ ref: refOf(f, A), partition }));
  await publish(f.bus, outcomeSubject(refOf(f, A)), held);
  await publish(f.bus, outcomeSubject(refOf(f, A)), settled);

  await f.startSender();
  await f.called(1);
  await eventually(async () => (await told(f, A)).length === 1);
  expect(await told(f, A)).toEqual([{ turnSeq, index: 0, as: "given-to-person" }]);
  expect(f.texts(A), "what waited behind it follows").toEqual(["the rest"]);
  await eventually(async () => (await bucket.get(`${f.channel.id}.${A}`))?.operation === "DEL");
});
