import { Client } from "pg";
import { createWhenMissing } from "../create-when-missing.ts";
import { DATABASE_USERS, type DatabaseService, OWNER } from "./users.ts";

/** Roles belong to the whole server; of several processes, each waits for the other here. */
const LOCK = "select pg_advisory_lock(hashtext('acolhe users'))";

/**
 * Makes the users of a database, or brings them to these passwords, and hands the database with all that is in it to its
 * owner: one of before there were users is taken over as it is. Safe to repeat. Migrations, run by the owner, give the
 * others their rights.
 *
 * @param adminUrl a login of a superuser, and the database, which is made where it is not there
 * @returns the same database for each user
 */
export async function provideUsers(
  adminUrl: string,
  passwords: Readonly<Record<DatabaseService, string>>,
): Promise<Record<DatabaseService, string>> {
  await createWhenMissing(adminUrl);
  const server = new URL(adminUrl);
  const database = decodeURIComponent(server.pathname.slice(1));
  server.pathname = "postgres";
  await withClient(server.href, async (client) => {
    await client.query(LOCK);
    await makeUsers(client, passwords);
  });
  await withClient(adminUrl, async (client) => {
    await client.query(LOCK);
    await handOver(client, database);
  });
  const urls = Object.entries(DATABASE_USERS).map(([service, user]) => {
    const url = new URL(adminUrl);
    url.username = user;
    url.password = passwords[service as DatabaseService];
    return [service, url.href];
  });
  return Object.fromEntries(urls) as Record<DatabaseService, string>;
}

async function makeUsers(client: Client, passwords: Readonly<Record<DatabaseService, string>>): Promise<void> {
  const names = [...Object.values(DATABASE_USERS), "acolhe_lookup"];
  const { rows } = await client.query<{ rolname: string }>("select rolname from pg_roles where rolname = any($1)", [
    names,
  ]);
  for (const name of names)
    if (!rows.some(({ rolname }) => rolname === name)) await client.query(`create role ${name}`);
  for (const [service, user] of Object.entries(DATABASE_USERS))
    await client.query(
      `alter role ${user} login nosuperuser nocreatedb nocreaterole noreplication nobypassrls
       password ${client.escapeLiteral(passwords[service as DatabaseService])}`,
    );
  await client.query(`grant acolhe_lookup to ${OWNER}, ${DATABASE_USERS["conversation-worker"]}`);
  // So that migrations may change the read side, which is the projector's.
  await client.query(`grant ${DATABASE_USERS.projector} to ${OWNER}`);
  // A restore puts rows back in any order, and nothing follows from them.
  await client.query(`grant set on parameter session_replication_role to ${OWNER}`);
}

/** What an extension brought stays whose it is. */
const NOT_OF_EXTENSION = "not exists (select from pg_depend d where d.objid = o.oid and d.deptype = 'e')";
const OURS = "in (select oid from pg_namespace where nspname in ('public', 'lookup', 'read', 'read_next', 'read_old'))";
const HAND_OVER = `
  do $$ declare statement text; begin
    for statement in
      select format('alter schema %I owner to ${OWNER}', nspname) from pg_namespace
        where nspname in ('lookup', 'read', 'read_next', 'read_old') and nspowner = current_user::regrole
      union all
      select format('alter table %s owner to ${OWNER}', o.oid::regclass) from pg_class o
        where relkind in ('r', 'v', 'm') and relowner = current_user::regrole and relnamespace ${OURS} and ${NOT_OF_EXTENSION}
      union all
      select format('alter type %s owner to ${OWNER}', o.oid::regtype) from pg_type o
        where typtype in ('e', 'd') and typowner = current_user::regrole and typnamespace ${OURS} and ${NOT_OF_EXTENSION}
      union all
      select format('alter routine %s owner to ${OWNER}', o.oid::regprocedure) from pg_proc o
        where proowner = current_user::regrole and pronamespace ${OURS} and ${NOT_OF_EXTENSION}
    loop execute statement; end loop;
  end $$`;

async function handOver(client: Client, database: string): Promise<void> {
  const name = client.escapeIdentifier(database);
  await client.query(`alter database ${name} owner to ${OWNER}`);
  await client.query(`revoke all on database ${name} from public`);
  const users = Object.values(DATABASE_USERS).join(", ");
  await client.query(`grant connect on database ${name} to ${users}`);
  // A rebuild makes a second read side.
  await client.query(`grant create on database ${name} to ${DATABASE_USERS.projector}`);
  await client.query(HAND_OVER);
}

async function withClient(url: string, work: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
