import { LIVE, type ReadTable, writeRows } from "@acolhe/database/projection";
import type { Desk } from "./desk.ts";

export const at = (minute: number) => new Date(Date.UTC(2026, 10, 24, 12, minute)).toISOString();
const NAMES = ["Alda Reis", "Breno Luz", "Célia Dias", "Davi Rosa", "Elza Paz"];
export const contactOf = (n: number) => String(5511900000000 + n);

/** What the projector writes of a patient's message and the decision about it, with how far it is. */
export async function projectTurn(desk: Desk, n: number, { minute }: { minute: number }): Promise<void> {
  const seq = (await checkpoint(desk)) + 1;
  const ref = { channel: "main", contactKey: contactOf(n) };
  const isHuman = n % 2 === 0;
  const nothing = { media: null, details: null, messageId: null, editedAt: null, revokedAt: null };
  const rows: [ReadTable, object][] = [
    [
      "conversations",
      {
        ...ref,
        firstTurnSeq: n,
        turnSeq: seq,
        turnCount: 1,
        name: NAMES[n - 1],
        step: isHuman ? null : "menu",
        mode: isHuman ? "human" : "bot",
        humanUntil: null,
        language: "pt",
        flowVersion: "1",
        optedOut: false,
        parkedSince: n === 4 ? at(minute) : null,
        mergedInto: null,
        lastMessageAt: at(minute),
        lastPatientAt: at(minute),
        lastAnswerAt: at(minute),
        unansweredSince: null,
        waitingSince: isHuman ? at(minute) : null,
        sessionSeq: null,
        collected: null,
      },
    ],
    [
      "turns",
      {
        turnSeq: seq,
        ...ref,
        decidedAt: at(minute),
        lane: "reply",
        outcome: "advanced",
        rule: "menu:1",
        engineVersion: "1",
        flowVersion: "1",
        eventId: `e${seq}`,
        eventType: "message-received",
        eventSeq: seq,
        previousTurnSeq: 0,
        step: "menu",
        mode: "bot",
        commandCount: 1,
        traceId: null,
      },
    ],
    [
      "messages",
      {
        ...ref,
        id: `e${seq}`,
        author: "patient",
        at: at(minute),
        kind: "text",
        text: `oi ${seq}`,
        inboundSeq: seq,
        turnSeq: null,
        commandIndex: null,
        ...nothing,
      },
    ],
    ["checkpoints", { stream: "INBOUND", seq, storedAt: at(minute) }],
    ["checkpoints", { stream: "TURNS", seq, storedAt: at(minute) }],
  ];
  await desk.api.db.transaction().execute(async (trx) => {
    for (const [table, row] of rows) await writeRows({ db: trx, schema: LIVE }, table, [row as never]);
  });
}
/** How far TURNS is projected. */
export const checkpoint = async (desk: Desk): Promise<number> =>
  (await desk.api.db.selectFrom("read.checkpoints").select("seq").where("stream", "=", "TURNS").executeTakeFirst())
    ?.seq ?? 0;
