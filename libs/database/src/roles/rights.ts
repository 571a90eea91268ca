import { LIVE } from "../read/side.ts";
import { AGED } from "../retention/aged.ts";
import { CONVERSATION_TABLES } from "../retention/silent.ts";
import { DATABASE_USERS } from "./users.ts";

/*
 * What each user may do in a database of the newest schema, as statements of its owner. All of it is taken away and given
 * again after each migration, so that a table that came since has its rights, and one that lost them has none.
 *
 * The worker has no line: it is a member of `acolhe_lookup`, which may call one function.
 */

const API = DATABASE_USERS["admin-api"];
const PROJECTOR = DATABASE_USERS.projector;

/** Of the tables in `public`, those in which the API may do less than read, add, change and remove. */
const LESS: Readonly<Record<string, string>> = {
  // An erasure takes names out of it by a function of the owner's.
  audit: "select, insert",
  flow_versions: "select, insert",
  appointment_history: "select, insert, update",
  merges: "select, insert, delete",
  merge_undos: "select, insert, delete",
  erasure_salt: "select",
  retention_sweeps: "select",
  kysely_migration: "select",
  kysely_migration_lock: "select",
};

/** Tables of staff from which retention removes what is old. The read side is the projector's own. */
const SWEPT = [
  ...new Set([
    ...Object.values(AGED)
      .flat()
      .filter(({ schema }) => schema === "public")
      .map(({ table }) => table),
    ...CONVERSATION_TABLES.filter((table) => !table.includes(".")),
  ]),
];

export function rightsStatements(tablesOfRead: readonly string[]): string[] {
  return [
    `revoke all on all tables in schema public from ${API}, ${PROJECTOR}`,
    `grant usage on schema public to ${API}, ${PROJECTOR}`,
    `grant usage on all sequences in schema public to ${API}, ${PROJECTOR}`,
    `grant select, insert, update, delete on all tables in schema public to ${API}`,
    ...Object.entries(LESS).flatMap(([table, rights]) => [
      `revoke all on ${table} from ${API}`,
      `grant ${rights} on ${table} to ${API}`,
    ]),
    `grant execute on function erase_from_audit(uuid, text[], text[]) to ${API}`,
    // A rebuild makes a second read side beside the first, so both are the projector's, with all that is in them.
    `alter schema ${LIVE} owner to ${PROJECTOR}`,
    ...tablesOfRead.map((table) => `alter table ${LIVE}.${table} owner to ${PROJECTOR}`),
    ...forReaders(`in schema ${LIVE}`),
    `grant usage on schema ${LIVE} to ${API}`,
    `alter default privileges for role ${PROJECTOR} grant usage on schemas to ${API}`,
    `alter default privileges for role ${PROJECTOR} grant select, insert, update, delete on tables to ${API}`,
    `grant select on erasure_tombstones, erasure_salt to ${PROJECTOR}`,
    `grant select, insert, update on retention_sweeps to ${PROJECTOR}`,
    `grant select, delete on ${SWEPT.join(", ")} to ${PROJECTOR}`,
    // Listeners are told of what goes.
    `grant insert on desk_changes to ${PROJECTOR}`,
  ];
}

/** An erasure removes rows from the read side, and takes its locks. */
const forReaders = (where: string) => [`grant select, insert, update, delete on all tables ${where} to ${API}`];
