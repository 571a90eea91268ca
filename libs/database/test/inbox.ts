import type { Db } from "../src/index.ts";
import { type Clinic, hour } from "./clinic.ts";

export const contactOf = (n: number) => ({ channel: "main", contactKey: String(5511900000000 + n) }) as const;
/** Four more conversations, each with something of its own; some was said before the users had accounts. */
export async function openInbox(db: Db, { user, other }: Clinic): Promise<void> {
  await db
    .updateTable("users")
    .set({ createdAt: hour(0) })
    .execute();
  const common = { turnCount: 1, step: null, language: "pt", optedOut: false, mode: "bot", lastMessageAt: hour(2) };
  const rows = [
    { name: "Alda", mode: "human", waitingSince: hour(3), lastPatientAt: hour(5) },
    { name: "Breno", unansweredSince: hour(4), lastPatientAt: hour(5), optedOut: true },
    { name: "Célia", mode: "human", sessionSeq: 33 },
    { name: "Davi", lastPatientAt: hour(-1), parkedSince: hour(1) },
  ];
  for (const [n, row] of rows.entries())
    await db
      .insertInto("read.conversations")
      .values({ ...common, ...row, ...contactOf(n + 1), firstTurnSeq: 11 + n, turnSeq: 21 + n })
      .execute();
  const said = { kind: "text", author: "patient", inboundSeq: 1 };
  await db
    .insertInto("read.messages")
    .values([
      { ...said, ...contactOf(1), id: "a", at: hour(5), text: "Quero a RECEITA de óculos", inboundSeq: 31 },
      { ...said, ...contactOf(1), id: "b", at: hour(-1), text: "antes da conta", inboundSeq: 30 },
      { ...said, ...contactOf(2), id: "c", at: hour(5), text: "a receita, por favor", inboundSeq: 32 },
      {
        ...contactOf(3),
        ...{ id: "d", at: hour(1), kind: "text", text: "receita?", author: "bot" },
        turnSeq: 22,
        commandIndex: 0,
      },
    ])
    .execute();
  await db
    .insertInto("read.sessions")
    .values({ sessionSeq: 33, ...contactOf(3), startedAt: hour(1), service: "psicologia", steps: "{}" })
    .execute();
  const handoff = { ...contactOf(1), summary: "{}", askedAt: hour(1), reason: "asked" };
  await db
    .insertInto("read.handoffs")
    .values([
      { ...handoff, turnSeq: 21, commandIndex: 0, team: "finance", priority: "low" },
      { ...handoff, turnSeq: 21, commandIndex: 1, team: "reception", priority: "high" },
      { ...handoff, turnSeq: 21, commandIndex: 2, team: "urgent", priority: "urgent", resolvedAt: hour(2) },
    ])
    .execute();
  const by = { assignedBy: user.id };
  await db
    .insertInto("conversationAssignments")
    .values([
      { ...contactOf(1), userId: user.id, ...by },
      { ...contactOf(3), userId: other.id, ...by },
    ])
    .execute();
  await db
    .insertInto("blocks")
    .values({ ...contactOf(4), reason: "trote", blockedBy: user.id })
    .execute();
}
