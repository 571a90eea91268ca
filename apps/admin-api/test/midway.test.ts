import { eventually, startNats } from "@acolhe/testing";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { type Desk, openDesk } from "./desk.ts";

const BUSY_MS = 30_000;
const TEST_MS = 4 * BUSY_MS;
const CONTACTS = ["5511900000001", "5511900000002", "5511900000003"];

/** How many records the conversation's log holds. */
async function logged({ api }: Desk, contact: string): Promise<number> {
  const { state } = await api.broker.bus!.jsm.streams.info("INBOUND", {
    subjects_filter: `inbound.*.main.${contact}.>`,
  });
  return Object.values(state.subjects ?? {}).reduce((sum, count) => sum + count, 0);
}

/** The connection whose insert into this table waits for another transaction's lock. */
const insertWaiting = ({ api }: Desk, table: string) =>
  eventually(
    async () => {
      const { rows } = await sql<{ pid: number }>`
        select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
          and starts_with(query, ${`insert into "${table}"`})`.execute(api.db);
      return rows[0]?.pid;
    },
    { deadlineMs: BUSY_MS, what: `an insert into ${table} waits` },
  );

test(
  "the broker goes away in the middle of many blocks: what was done stays and the answer says so, row by row",
  async () => {
    await using desk = await openDesk({ nats: true });
    const block = (contacts: string[], key: string) =>
      desk.call("POST", "/api/v1/blocks/bulk/block", {
        body: { contacts: contacts.map((contact) => ({ channel: "main", contact })), reason: "trote" },
        headers: { "idempotency-key": key },
      });
    const blocked = async () =>
      (await desk.call("GET", "/api/v1/blocks?inForce=true")).body.items
        .map(({ contactKey }: { contactKey: string }) => contactKey)
        .sort();

    // Another transaction holds the second contact, so the request waits there.
    const other = await desk.api.db.startTransaction().execute();
    const row = { channel: "main", contactKey: CONTACTS[1]!, reason: "outro", blockedBy: desk.users.admin };
    await other.insertInto("blocks").values(row).execute();
    const asked = block(CONTACTS, "three");
    await insertWaiting(desk, "blocks");
    await desk.nats!.kill("SIGKILL");
    await eventually(() => !desk.api.broker.connected, { deadlineMs: BUSY_MS, what: "the broker is missed" });
    await other.rollback().execute();

    const answer = await asked;
    expect(answer).toMatchObject({
      status: 200,
      body: {
        ...{ done: 1, failed: 2 },
        results: [
          { id: `main:${CONTACTS[0]}`, ok: true },
          { id: `main:${CONTACTS[1]}`, ok: false, code: "unavailable" },
          { id: `main:${CONTACTS[2]}`, ok: false, code: "unavailable" },
        ],
      },
    });
    expect(await blocked(), "rows and orders agree").toEqual([CONTACTS[0]]);
    const { items } = (await desk.call("GET", "/api/v1/audit?action=block")).body;
    expect(items.map(({ entityId }: { entityId: string }) => entityId)).toEqual([`main:${CONTACTS[0]}`]);
    const rest = CONTACTS.slice(1);
    expect(await block(rest, "rest"), "where nothing was done, nothing is answered").toMatchObject({
      status: 503,
      body: { code: "unavailable" },
      headers: { "retry-after": "5" },
    });

    await using _again = await startNats({ dir: desk.natsDir, port: desk.nats!.port });
    await eventually(() => desk.api.broker.connected, { deadlineMs: BUSY_MS, what: "the broker is back" });
    expect((await block(CONTACTS, "three")).body, "a repeat is told what was done").toEqual(answer.body);
    expect(await block(rest, "rest"), "the key of what failed may try again").toMatchObject({ body: { done: 2 } });
    expect(await blocked()).toEqual(CONTACTS);
    for (const contact of CONTACTS) expect(await logged(desk, contact)).toBe(1);
  },
  TEST_MS,
);

test(
  "the database goes away after the log has the words: a repeat with the same key says them once",
  async () => {
    await using desk = await openDesk({ nats: true });
    const contact = CONTACTS[0]!;
    const say = () =>
      desk.call("POST", `/api/v1/conversations/main/${contact}/messages`, {
        body: { text: "Bom dia" },
        headers: { "idempotency-key": "good-morning" },
      });
    const { db } = desk.api;
    const other = await db.startTransaction().execute();
    await sql`lock table audit in exclusive mode`.execute(other);
    const asked = say();
    const pid = await insertWaiting(desk, "audit");
    expect(await logged(desk, contact), "takeover and words are stored").toBe(2);
    await sql`select pg_terminate_backend(${pid})`.execute(db);
    expect(await asked).toMatchObject({ status: 503, body: { code: "unavailable" } });
    await other.rollback().execute();
    expect(await say()).toMatchObject({ status: 201 });
    expect(await logged(desk, contact), "still one takeover and one message").toBe(2);
  },
  TEST_MS,
);
