import type { Database } from "@acolhe/database";
import {
  type ConversationRow,
  createNext,
  LIVE,
  type MessageRow,
  NEXT,
  type TurnRow,
} from "@acolhe/database/projection";
import fc from "fast-check";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { Elsewhere, project } from "../src/project.ts";
import { PROJECTIONS } from "../src/projections.ts";
import { History, type Step, type Streams, streamsOf } from "./history.ts";
import { emptyReadSide, openDatabase, rowsOf } from "./read-side.ts";

const RUNS = process.env.ACOLHE_LONG === "1" ? 400 : 12;
const NAMES = ["inbound", "turns", "delivery"] as const;

/** Where the cuts between batches are, and which stream is read next. */
const Pace = fc.array(fc.record({ stream: fc.nat(2), size: fc.integer({ min: 1, max: 12 }), again: fc.boolean() }), {
  minLength: 5,
  maxLength: 40,
});

const does = (step: Step) => ({ contact: 0, minutes: 3, step });

/**
 * What is captured, asked for, answered, delivered and given back lies in as many batches as there are records. The
 * first is about a message that comes after it.
 */
const STEPS: readonly Step[] = [
  { do: "edit" },
  { do: "write", text: "oi" },
  { do: "capture", kind: "unfinished" },
  { do: "end" },
  { do: "write", text: "oi" },
  { do: "capture", kind: "appointment" },
  { do: "hand-over" },
  { do: "ask-team" },
  { do: "receipt", pick: 1, kind: "received" },
  { do: "outcome", pick: 0, status: "accepted" },
  { do: "outcome", pick: 1, status: "sent" },
  { do: "receipt", pick: 0, kind: "read" },
  { do: "outcome", pick: 2, status: "held" },
  { do: "outcome", pick: 2, status: "given-to-person" },
  { do: "takeover" },
  { do: "write", text: "2" },
  { do: "other-system" },
  { do: "answer" },
  { do: "capture", kind: "appointment" },
  { do: "return" },
  { do: "end" },
];
const ONE_BY_ONE: [ReturnType<typeof does>[], { stream: number; size: number; again: boolean }[]] = [
  STEPS.map(does),
  Array.from({ length: 70 }, (_, n) => ({ stream: n % 3, size: 1, again: n % 7 === 0 })),
];

async function projectAll(
  db: Database,
  schema: string,
  streams: Streams,
  pace: readonly { stream: number; size: number; again: boolean }[],
): Promise<void> {
  const done = [0, 0, 0];
  const step = async (number: number, size: number, again: boolean) => {
    const all = streams[NAMES[number]!];
    const from = done[number]!;
    const batch = all.slice(from, from + size);
    if (batch.length === 0) return;
    const after = all[from - 1]?.seq ?? 0;
    await project(db, schema, PROJECTIONS[number]!, after, batch);
    done[number] = from + batch.length;
    // A process that was killed after its commit, or one that only thinks it leads, comes with the same batch.
    if (again)
      await expect(project(db, schema, PROJECTIONS[number]!, after, batch), "P2: not twice").rejects.toThrow(Elsewhere);
  };
  for (const { stream, size, again } of pace) await step(stream, size, again);
  for (const number of [2, 0, 1]) await step(number, Number.MAX_SAFE_INTEGER, false);
}

test("P1: rebuilt from the streams, the read side has the same rows, however its batches were cut and mixed", async () => {
  await using database = await openDatabase();
  const { db } = database;
  await createNext(db);
  await fc.assert(
    fc.asyncProperty(History, Pace, async (history, pace) => {
      for (const schema of [LIVE, NEXT]) await emptyReadSide(db, schema);
      const streams = streamsOf(history);
      await projectAll(db, LIVE, streams, pace);
      await projectAll(db, NEXT, streams, []);
      const live = await rowsOf(db, LIVE);
      expect(await rowsOf(db, NEXT)).toEqual(live);
      expect(live.turns!.length + live.set_aside!.length, "every turn is shown or set aside").toBeGreaterThanOrEqual(
        streams.turns.length,
      );
      expectOtherSystemsToBeShown(live);
      await expectSumsToFit(db);
    }),
    { numRuns: RUNS, examples: [ONE_BY_ONE], endOnFailure: process.env.ACOLHE_LONG !== "1" },
  );
});

/** What another system sent is a message, and its conversation's last as long as nothing follows. */
function expectOtherSystemsToBeShown(live: Record<string, unknown[]>): void {
  const conversations = live.conversations as ConversationRow[];
  const shown = (live.messages as MessageRow[]).filter(({ author }) => author === "other-system");
  const recorded = (live.turns as TurnRow[]).filter(({ eventType }) => eventType === "sent-by-other-system");
  expect(shown.map(({ id }) => id).sort()).toEqual(recorded.map(({ eventId }) => eventId).sort());
  for (const { contactKey, at, text } of shown) {
    expect(text).toBe("sua consulta é amanhã");
    expect(conversations.find((one) => one.contactKey === contactKey)!.lastMessageAt >= at).toBe(true);
  }
}

/** The sums are those of the rows they were made from. */
async function expectSumsToFit(db: Database): Promise<void> {
  const { rows } = await sql<{ measure: string; service: string; summed: number; counted: number }>`
    with counted as (
      select 'session' as measure, service from read.sessions
      union all select 'session-with-lead', service from read.sessions where lead_seq is not null
      union all select 'session-with-handoff', service from read.sessions where handoff_seq is not null
      union all select 'first-reply', service from read.sessions where first_reply_ms is not null
      union all select 'state', service from read.sessions, jsonb_object_keys(steps)
      union all select 'handoff', service from read.handoffs
      union all select 'first-human', service from read.handoffs where first_human_at is not null
      union all select 'delivery', '' from read.deliveries
      union all select 'delivery-failure', '' from read.deliveries where status = 'failed'
    ),
    summed as (
      select measure, service, sum(count)::bigint as n from read.hourly where measure in (select measure from counted)
      group by 1, 2 having sum(count) <> 0
    )
    select measure, service, coalesce(s.n, 0) as summed, coalesce(c.n, 0) as counted from summed s
    full join (select measure, service, count(*) as n from counted group by 1, 2) c using (measure, service)`.execute(
    db,
  );
  for (const { measure, service, summed, counted } of rows) expect(summed, `${measure} ${service}`).toBe(counted);
  const { rows: apart } = await sql`
    select * from (select measure, channel, (hour at time zone 'UTC')::date as day, service, label, sum(count) as count,
      sum(total_ms) as total_ms from read.hourly group by 1, 2, 3, 4, 5) h
    full join read.daily d using (measure, channel, day, service, label)
    where (h.count, h.total_ms) is distinct from (d.count::numeric, d.total_ms::numeric)
      and (coalesce(h.count, 0) <> coalesce(d.count, 0) or coalesce(h.total_ms, 0) <> coalesce(d.total_ms, 0))`.execute(
    db,
  );
  expect(apart, "days are the sums of their hours").toEqual([]);
  const { rows: below } = await sql`select * from read.hourly where count < 0 or total_ms < 0`.execute(db);
  expect(below).toEqual([]);
}
