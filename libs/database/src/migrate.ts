import { Kysely, PostgresDialect, sql } from "kysely";
import { Migrator } from "kysely/migration";
import { Pool } from "pg";
import { createWhenMissing } from "./create-when-missing.ts";
import { migrations, REBUILT_AFTER } from "./migrations/index.ts";
import { grantRights, isHandedOver } from "./roles/grant.ts";
import { OWNER } from "./roles/users.ts";

/** The extensions, the builtin `uuidv7()` and the schema's tests are of this major version. */
const SERVER_VERSION_MIN = 180_000;

/**
 * Brings the database to the newest schema, and makes it first where the server has none of that name. Safe to run
 * from several processes at once. A login that may not change the schema only looks whether it is the newest.
 *
 * @returns names of the migrations that ran
 */
export async function migrate(url: string): Promise<string[]> {
  await createWhenMissing(url);
  const login = open(url);
  try {
    await assertVersion(login);
    if (!(await mayMigrate(login))) return await assertNewest(login);
    // A superuser's tables would be out of reach for those whom the database was given to.
    const db = (await isHandedOver(login)) ? open(url, OWNER) : login;
    try {
      const ran = await migrateToLatest(db);
      await grantRights(db);
      return ran;
    } finally {
      if (db !== login) await db.destroy();
    }
  } finally {
    await login.destroy();
  }
}

function open(url: string, role?: string): Kysely<unknown> {
  const options = role === undefined ? {} : { options: `-c role=${role}` };
  return new Kysely({
    dialect: new PostgresDialect({ pool: new Pool({ connectionString: url, max: 2, ...options }) }),
  });
}

async function assertVersion(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<{ version: number }>`
    select current_setting('server_version_num')::integer as version`.execute(db);
  const version = rows[0]?.version ?? 0;
  if (version < SERVER_VERSION_MIN)
    throw new Error(`PostgreSQL 18 or newer is needed; DATABASE_URL leads to ${Math.floor(version / 10_000)}`);
}

async function mayMigrate(db: Kysely<unknown>): Promise<boolean> {
  const { rows } = await sql<{ may: boolean }>`
    select has_schema_privilege(current_user, 'public', 'create') as may`.execute(db);
  return rows[0]?.may === true;
}

async function assertNewest(db: Kysely<unknown>): Promise<string[]> {
  const there = await sql<{ name: string }>`select name from kysely_migration`.execute(db).catch(() => ({ rows: [] }));
  const missing = Object.keys(migrations).filter((name) => !there.rows.some((row) => row.name === name));
  if (missing.length === 0) return [];
  throw new Error(
    `the database's schema is older than this version (${missing[0]}); bring it up to date as its owner: npm run db:migrate`,
  );
}

async function migrateToLatest(db: Kysely<unknown>): Promise<string[]> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...migrations }) } });
  const { error, results } = await migrator.migrateToLatest();
  const failed = results?.find(({ status }) => status === "Error");
  if (error)
    throw new Error(`the schema could not be brought up to date${failed ? ` (${failed.migrationName})` : ""}`, {
      cause: error,
    });
  return (results ?? []).map(({ migrationName }) => migrationName);
}

/** What the operator has to do by hand after these migrations ran; null where that is nothing. */
export function adviceAfter(ran: readonly string[]): string | null {
  // In a new database nothing was projected before.
  const isNew = ran.includes(Object.keys(migrations)[0]!);
  return !isNew && ran.some((name) => REBUILT_AFTER.includes(name))
    ? "What was projected before lacks something new. At any time, while everything runs: npm run projector -- rebuild"
    : null;
}
