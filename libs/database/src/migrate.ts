import { Kysely, PostgresDialect, sql } from "kysely";
import { Migrator } from "kysely/migration";
import { Client, Pool } from "pg";
import { migrations, REBUILT_AFTER } from "./migrations/index.ts";

/** The extensions, the builtin `uuidv7()` and the schema's tests are of this major version. */
const SERVER_VERSION_MIN = 180_000;
const NO_SUCH_DATABASE = "3D000";

/**
 * Brings the database to the newest schema, and makes it first where the server has none of that name. Safe to run
 * from several processes at once.
 *
 * @returns names of the migrations that ran
 */
export async function migrate(url: string): Promise<string[]> {
  await createWhenMissing(url);
  const db = new Kysely<unknown>({
    dialect: new PostgresDialect({ pool: new Pool({ connectionString: url, max: 2 }) }),
  });
  try {
    const { rows } = await sql<{ version: number }>`
      select current_setting('server_version_num')::integer as version`.execute(db);
    const version = rows[0]?.version ?? 0;
    if (version < SERVER_VERSION_MIN)
      throw new Error(`PostgreSQL 18 or newer is needed; DATABASE_URL leads to ${Math.floor(version / 10_000)}`);
    const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...migrations }) } });
    const { error, results } = await migrator.migrateToLatest();
    const failed = results?.find(({ status }) => status === "Error");
    if (error)
      throw new Error(`the schema could not be brought up to date${failed ? ` (${failed.migrationName})` : ""}`, {
        cause: error,
      });
    return (results ?? []).map(({ migrationName }) => migrationName);
  } finally {
    await db.destroy();
  }
}

/** What whoever upgraded has to do by hand, after these migrations ran; null where that is nothing. */
export function adviceAfter(ran: readonly string[]): string | null {
  // In a new database nothing was projected before.
  const isNew = ran.includes(Object.keys(migrations)[0]!);
  return !isNew && ran.some((name) => REBUILT_AFTER.includes(name))
    ? "What was projected before lacks something new. At any time, while everything runs: npm run projector -- rebuild"
    : null;
}

async function createWhenMissing(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  try {
    await client.connect();
    await client.end();
  } catch (error) {
    if ((error as { code?: string }).code !== NO_SUCH_DATABASE) throw error;
    const target = new URL(url);
    const name = decodeURIComponent(target.pathname.slice(1));
    target.pathname = "postgres";
    const admin = new Client({ connectionString: target.href });
    await admin.connect();
    // Another process may be first.
    await admin.query(`create database ${admin.escapeIdentifier(name)}`).catch((reason: { code?: string }) => {
      if (reason.code !== "42P04" && reason.code !== "23505") throw reason;
    });
    await admin.end();
  }
}
