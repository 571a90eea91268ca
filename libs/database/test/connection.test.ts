import { eventually } from "@acolhe/testing";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { connectDatabase } from "../src/index.ts";
import { openDesk } from "./desk.ts";

test("a connection that breaks between two statements fails the next one, and not the process", async () => {
  await using desk = await openDesk();
  const told: Error[] = [];
  const db = connectDatabase({ url: desk.url, name: "victim", onError: (error) => void told.push(error) });
  try {
    const trx = await db.startTransaction().execute();
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(trx);
    await sql`select pg_terminate_backend(${rows[0]!.pid})`.execute(desk.db);
    // Without a listener of the connection this would be an uncaught error, which fails the test run.
    await eventually(() => told.length > 0, { deadlineMs: 20_000 });
    await expect(sql`select 1`.execute(trx)).rejects.toThrow();
    await trx
      .rollback()
      .execute()
      .catch(() => undefined);
    expect((await sql<{ one: number }>`select 1 as one`.execute(db)).rows).toEqual([{ one: 1 }]);
  } finally {
    await db.destroy();
  }
});
