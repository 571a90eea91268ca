import type { Db } from "../src/index.ts";
import { addToSums, LIVE } from "../src/projection.ts";
import { CONTACT, hour } from "./clinic.ts";

/** What a projector would have written of one short conversation. */
export async function openHistory(db: Db): Promise<void> {
  const at = hour(1);
  await db.insertInto("read.checkpoints").values({ stream: "TURNS", seq: 7 }).execute();
  await db
    .insertInto("read.conversations")
    .values({
      ...CONTACT,
      firstTurnSeq: 7,
      turnSeq: 7,
      turnCount: 1,
      name: "Marília",
      step: "menu",
      mode: "human",
      language: "pt",
      optedOut: false,
      lastMessageAt: at,
      waitingSince: at,
    })
    .execute();
  const turn = { turnSeq: 7, ...CONTACT };
  await db
    .insertInto("read.turns")
    .values({
      ...turn,
      decidedAt: at,
      lane: "reply",
      outcome: "advanced",
      rule: "menu:1",
      engineVersion: "1",
      flowVersion: "1",
      eventId: "e",
      eventType: "message-received",
      eventSeq: 5,
      previousTurnSeq: 0,
      mode: "human",
      commandCount: 2,
    })
    .execute();
  const text = { ...CONTACT, kind: "text" };
  await db
    .insertInto("read.messages")
    .values([
      { ...text, id: "e", author: "patient", at: hour(0), text: "oi", inboundSeq: 5 },
      { ...text, id: "turn-7-0", author: "bot", at, text: "Olá!", turnSeq: 7, commandIndex: 0 },
    ])
    .execute();
  const delivery = { ...turn, commandIndex: 0, lane: "reply", status: "read", rank: 6, attempts: 1 };
  await db
    .insertInto("read.deliveries")
    .values({ ...delivery, firstAt: at, changedSeq: 9 })
    .execute();
  await db
    .insertInto("read.handoffs")
    .values({ ...turn, commandIndex: 1, askedAt: at, reason: "asked", team: "t", priority: "normal", summary: "{}" })
    .execute();
  const sum = { measure: "session", channel: "main", service: "psicologia", label: "", totalMs: 0 };
  await addToSums({ db, schema: LIVE }, [
    { ...sum, hour: "2026-12-01T02:00:00Z", count: 1 },
    { ...sum, hour: "2026-12-01T03:00:00Z", count: 2 },
    { ...sum, hour: "2027-01-01T02:00:00Z", count: 4 },
    { ...sum, hour: "2027-01-01T03:00:00Z", count: 8 },
  ]);
}
