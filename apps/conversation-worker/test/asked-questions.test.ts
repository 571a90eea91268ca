import { publish } from "@acolhe/bus";
import { type ConversationRef, eventSubject, type LogEvent, outcomeSubject } from "@acolhe/events";
import { afterAll, beforeAll, expect, test } from "vitest";
import { expectReplay, hireWorker, message, openDesk, put, type Recorded, texts, untilTurns } from "./desk.ts";

let desk: Awaited<ReturnType<typeof openDesk>>;
let worker: Awaited<ReturnType<typeof hireWorker>>;
beforeAll(async () => {
  desk = await openDesk();
  worker = await hireWorker(desk.url);
});
afterAll(async () => {
  await worker.stop();
  await desk[Symbol.asyncDispose]();
});

/** As the sender writes it: the last command of the turn is at the gateway under this id. */
async function sent(ref: ConversationRef, { seq, turn }: Recorded, messageId: string): Promise<void> {
  const index = turn.commands.findLastIndex(({ type }) => type.startsWith("send-"));
  const cursor = { turnSeq: seq, next: index + 1, done: true, tries: 0 };
  const outcome = { turnSeq: seq, index, lane: "reply", status: "accepted", at: 1, attempt: 1, messageId };
  const cursors = { reply: cursor, proactive: cursor, bulk: cursor };
  await publish(desk.bus, outcomeSubject(ref), { ...outcome, cursors, held: null }, { id: messageId });
}

const told = (ref: ConversationRef, id: string, body: object): LogEvent =>
  ({ ...ref, id, at: Date.now(), receivedAt: Date.now(), messageId: id, ...body }) as LogEvent;

test("a reaction and a quote are known by the question they are on, and a replay knows it too", async () => {
  const ref = desk.contact();
  await put(desk.bus, message(ref, "oi"));
  const [welcome] = await untilTurns(desk.bus, ref, 1);
  await sent(ref, welcome!, "W1");
  await put(desk.bus, message(ref, "Ana Souza"));
  const turns = await untilTurns(desk.bus, ref, 2);
  await sent(ref, turns[1]!, "W2");

  const heart = (id: string, targetMessageId: string) =>
    told(ref, id, { type: "reaction-received", targetMessageId, emoji: "❤️" });
  for (const [id, target] of [
    ["r1", "W1"],
    ["r2", "W2"],
    ["r3", "nobody's"],
  ] as const)
    await publish(desk.bus, eventSubject(ref), heart(id, target), { id });
  const all = await untilTurns(desk.bus, ref, 5);
  const prompt = (one: Recorded) => one.turn.state.openPrompt as { step: string; askedAt: number };
  expect(all.slice(2).map(({ turn }) => turn.facts.about)).toEqual([
    { step: prompt(welcome!).step, askedAt: prompt(welcome!).askedAt, offered: expect.any(Array) },
    { step: prompt(turns[1]!).step, askedAt: prompt(turns[1]!).askedAt, offered: expect.any(Array) },
    undefined,
  ]);
  expect(all[2]!.turn.rule).toBe("recorded:reaction-received");
  const quoted = { type: "message-received", address: ref.contact, quotedMessageId: "W1" };
  await put(desk.bus, told(ref, "q1", { ...quoted, content: { kind: "text", text: "1" } }));
  const last = (await untilTurns(desk.bus, ref, 6)).at(-1)!;
  expect(last.turn.facts.about?.step).toBe(prompt(welcome!).step);
  expect(texts(last).length).toBeGreaterThan(0);
  await expectReplay(desk.bus, await untilTurns(desk.bus, ref, 6));
});
