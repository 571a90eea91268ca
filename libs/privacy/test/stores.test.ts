import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { allStreams, connectBus } from "@acolhe/bus";
import { connectDatabase, migrate } from "@acolhe/database";
import { rootDirectory, startNats, temporaryDatabase, temporaryDirectory } from "@acolhe/testing";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { setUp } from "../../../apps/ops/src/setup.ts";
import { STORES, type Store } from "../src/index.ts";

const template = { name: "migrated", fill: async (url: string) => void (await migrate(url)) };
const namesOf = (...kinds: Store["kind"][]) =>
  STORES.filter(({ kind }) => kinds.includes(kind)).map(({ name }) => name);

test("every table has a decision about what it holds of a person, and every decision its table", async () => {
  await using database = await temporaryDatabase(template);
  const db = connectDatabase({ url: database.url, name: "tests" });
  const { rows } = await sql<{ name: string }>`
    select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema')
      and c.relname not like 'kysely_%'`.execute(db);
  await db.destroy();
  expect(namesOf("table").sort()).toEqual(rows.map(({ name }) => name).sort());
});

test("every stream, bucket and object store that the broker is set up with has a decision, and no other", async () => {
  await using directory = await temporaryDirectory();
  await using nats = await startNats({ dir: directory.path });
  const bus = await connectBus({ url: nats.url, name: "tests" });
  await setUp(bus, { channels: [], replicas: 1, ackWaitMs: 1_000 });
  const there = (await allStreams(bus)).map((name) => name.replace(/^(?:KV|OBJ)_/, ""));
  await bus.close();
  expect(namesOf("stream", "bucket", "objects").sort()).toEqual(there.sort());
});

test("each place that holds a person's data says what an erasure does with it, and no other does", () => {
  const silent = STORES.filter(({ erasure }) => erasure === "—");
  expect(STORES.filter(({ holds, erasure }) => holds === "person" && erasure === "—")).toEqual([]);
  expect(silent.length, "the control: some hold nothing").toBeGreaterThan(10);
});

/** As cells: the formatter pads them. */
const cellsOf = (text: string) => text.replace(/ +\|/g, " |").replace(/-+/g, "-");

test("docs/privacy.md lists every place; UPDATE_GOLDENS=1 writes the list, npm run format pads it", () => {
  const file = join(rootDirectory, "docs/privacy.md");
  const [before = "", rest = ""] = readFileSync(file, "utf8").split("<!-- stores -->\n");
  const after = rest.split("<!-- /stores -->")[1] ?? "";
  const rows = STORES.map(({ kind, name, holds, erasure }) => [kind, `\`${name}\``, holds, erasure]);
  const table = [["Kind", "Place", "Holds", "In an erasure"], ["-", "-", "-", "-"], ...rows]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");
  const text = `${before}<!-- stores -->\n\n${table}\n\n<!-- /stores -->${after}`;
  if (process.env.UPDATE_GOLDENS === "1") writeFileSync(file, text);
  expect(cellsOf(readFileSync(file, "utf8"))).toBe(cellsOf(text));
});
