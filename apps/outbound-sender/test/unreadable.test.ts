import { allFrom, publish } from "@acolhe/bus";
import {
  type Attempt,
  attemptSubject,
  type ContactKey,
  eventSubject,
  outcomeSubject,
  turnSubject,
} from "@acolhe/events";
import { readDeadLetters } from "@acolhe/status";
import { eventually } from "@acolhe/testing";
import { expect, test } from "vitest";
import { forgetDeadLetter } from "../../ops/src/verbs/dead-letters.ts";
import { startFixture } from "./fixture.ts";

const A = "5511990000001";
const B = "5511990000002";
const SECRET_WORDS = "minha receita";

test.concurrent("unreadable turns are set aside and a person is told; their contact and all others go on", async () => {
  await using f = await startFixture();
  const ref = { channel: f.channel.id, contact: A as ContactKey };
  const put = (subject: string, body: string) => f.bus.js.publish(subject, body);
  const { seq } = await put(turnSubject(ref, "reply"), `no JSON: ${SECRET_WORDS}`);
  await put(turnSubject(ref, "proactive"), JSON.stringify({ version: 1, commands: [{ text: SECRET_WORDS }] }));
  await f.decide(A, ["after it"]);
  await f.decide(B, ["other contact"]);
  await f.startSender();
  await f.called(2);
  expect(f.texts(A)).toEqual(["after it"]);
  expect(f.texts(B)).toEqual(["other contact"]);

  const list = await eventually(async () => {
    const found = await readDeadLetters(f.bus);
    // Lanes are read beside each other, so either may be noted first.
    return found.length >= 2 && found.toSorted((a, b) => a.seq - b.seq);
  });
  expect(list.map(({ key, unreadable }) => `${key} ${unreadable.reason}`)).toEqual([
    `TURNS.${seq}.sender no JSON`,
    expect.stringMatching(/^TURNS\.\d+\.sender .*lane: invalid_value/),
  ]);
  expect(JSON.stringify(list)).not.toContain(SECRET_WORDS);
  expect(await f.counted(/records_set_aside_total\{.*stream="TURNS".*\} (\d+)/)).toEqual(["2"]);

  const told: unknown[] = [];
  for await (const stored of allFrom(f.bus, "INBOUND", eventSubject(ref).replace("inbound.", "inbound.*."), 1))
    told.push(stored.json());
  expect(told).toContainEqual(expect.objectContaining({ type: "outcome-settled", turnSeq: seq, as: "failed" }));

  expect(await forgetDeadLetter(f.bus, `TURNS.${seq}.sender`)).toBe(true);
  expect(await forgetDeadLetter(f.bus, `TURNS.${seq}.sender`)).toBe(false);
});

test.concurrent("an unreadable outcome does not stop its contact, and nothing is sent twice", async () => {
  await using f = await startFixture();
  const ref = { channel: f.channel.id, contact: A as ContactKey };
  const first = await f.startSender();
  await f.decide(A, ["first"]);
  await f.called(1);
  await eventually(async () => (await f.outcomes(A)).length === 1);
  await first.stop();
  await f.bus.js.publish(outcomeSubject(ref), "{");
  await f.decide(A, ["second"]);
  await f.startSender();
  await f.called(2);
  expect(f.texts(A)).toEqual(["first", "second"]);
});

test.concurrent("S1: an open attempt of another lane, whose turn was purged, stands in no other turn's way", async () => {
  await using f = await startFixture();
  const ref = { channel: f.channel.id, contact: A as ContactKey };
  // Its predecessor is gone as well: neither of the two makes the sender forget the other.
  const { turnSeq } = await f.decide(A, ["purged"]);
  const purged = await f.decide(A, ["purged news"], { lane: "proactive" });
  await f.decide(A, ["after it"]);
  const attempt: Attempt = {
    ...{ turnSeq: purged.turnSeq, index: 0, lane: "proactive", number: 1, at: Date.now() - 60_000 },
    ...{ silencedSeq: 0, contentHash: "purged", deliverySeq: 0 },
  };
  await publish(f.bus, attemptSubject(ref), attempt);
  for (const seq of [turnSeq, purged.turnSeq]) await f.bus.jsm.streams.deleteMessage("TURNS", seq);
  await f.startSender();
  await f.called(1);
  expect(f.texts(A)).toEqual(["after it"]);
  await eventually(async () => (await f.outcomes(A)).length === 1);
  expect((await f.outcomes(A))[0]?.status).toBe("accepted");
});

/** Takes as long as a sender waits for a former turn that another replica may have in hand: six seconds. */
test.concurrent("a turn whose predecessor was purged or cannot be read is sent all the same", async () => {
  await using f = await startFixture();
  const { turnSeq } = await f.decide(A, ["purged"]);
  await f.bus.jsm.streams.deleteMessage("TURNS", turnSeq);
  await f.decide(A, ["after it"]);
  await f.startSender();
  await f.called(1);
  expect(f.texts(A)).toEqual(["after it"]);
});
