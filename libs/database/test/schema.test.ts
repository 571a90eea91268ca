import { sql } from "kysely";
import { expect, test } from "vitest";
import { adviceAfter, connectDatabase, migrate } from "../src/index.ts";
import { migrations, REBUILT_AFTER } from "../src/migrations/index.ts";
import { openDesk } from "./desk.ts";
import { dumpSchema } from "./dump.ts";
import { expectGolden } from "./golden.ts";
import { generateTypes } from "./types.ts";

test("the schema after all migrations is the reviewed one", async () => {
  await using desk = await openDesk();
  expectGolden("goldens/schema.txt", await dumpSchema(desk.db));
});

test("the committed types are those of the database", async () => {
  await using desk = await openDesk();
  expectGolden("../src/schema.ts", await generateTypes(desk.url));
});

test("migrations are numbered upwards, and run once however many processes start", async () => {
  const numbers = Object.keys(migrations).map((name) => Number(name.slice(0, 4)));
  expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
  await using desk = await openDesk();
  const url = new URL(desk.url);
  url.pathname += "_new";
  try {
    const ran = await Promise.all([migrate(url.href), migrate(url.href)]);
    expect(ran.flat().sort()).toEqual(Object.keys(migrations));
    expect(await migrate(url.href)).toEqual([]);
    const db = connectDatabase({ url: url.href, name: "tests" });
    expect(await db.selectFrom("patients").selectAll().execute()).toEqual([]);
    await db.destroy();
  } finally {
    await sql`drop database if exists ${sql.id(url.pathname.slice(1))} with (force)`.execute(desk.db);
  }
});

test("who upgrades is told to rebuild the read side after a migration that needs it, and only then", () => {
  const all = Object.keys(migrations);
  expect(REBUILT_AFTER.filter((name) => !all.includes(name))).toEqual([]);
  for (const name of all.slice(1)) {
    const advice = adviceAfter([name]);
    if (REBUILT_AFTER.includes(name)) expect(advice).toContain("npm run projector -- rebuild");
    else expect(advice).toBeNull();
  }
  expect([adviceAfter([]), adviceAfter(all)], "nothing ran; all of it is new").toEqual([null, null]);
});
