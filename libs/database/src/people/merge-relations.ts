import { sql } from "kysely";
import type { Db } from "../connection.ts";
import type { ContactPreference } from "../schema.ts";
import { columnsOf, mergeShared, type SharedRelation, shareBack, type Way } from "./merge-shared.ts";
import type { PersonKind } from "./person-kind.ts";

/** What went from one record to the other, so that it can go back. */
export interface Moved {
  /** By the other person's id, with what the relation said before and says since. */
  readonly relatives: readonly {
    readonly id: string;
    readonly before: ContactPreference;
    readonly after: ContactPreference;
  }[];
  /** Those that both had, where the stricter was the other's; absent in merges of before. */
  readonly shared?: readonly SharedRelation[];
  readonly contacts: readonly string[];
  readonly leads: readonly string[];
  readonly tags: readonly string[];
  readonly notes: readonly string[];
  readonly appointments: readonly string[];
}
/** How many of each. */
export type MoveCounts = Readonly<Record<Exclude<keyof Moved, "shared">, number>>;

/** Rows that would repeat one the survivor has stay with the absorbed. */
const newRelative = (kind: PersonKind, { to, from }: Way) => {
  const { own, other } = columnsOf(kind);
  return sql`moved.${own} = ${from} and not exists
    (select from patient_guardians kept where kept.${own} = ${to} and kept.${other} = moved.${other})`;
};
const newContact = (kind: PersonKind, { to, from }: Way) => {
  const { own } = columnsOf(kind);
  return sql`moved.${own} = ${from} and not exists
    (select from contact_people kept where kept.${own} = ${to} and kept.contact_id = moved.contact_id)`;
};
const newTag = ({ to, from }: Way) => sql`moved.patient_id = ${from} and not exists
  (select from patient_tags kept where kept.patient_id = ${to} and kept.tag_id = moved.tag_id)`;

/** What `moveRelations` would move. */
export async function countMoves(db: Db, kind: PersonKind, way: Way): Promise<MoveCounts> {
  const { own } = columnsOf(kind);
  const ofPatients = kind === "patients";
  const none = sql`0`;
  const count = (table: string) => sql`(select count(*) from ${sql.table(table)} where ${own} = ${way.from})`;
  const { rows } = await sql<MoveCounts>`
    select (select count(*) from patient_guardians moved where ${newRelative(kind, way)}) as relatives,
      (select count(*) from contact_people moved where ${newContact(kind, way)}) as contacts,
      ${count("lead_handling")} as leads,
      ${ofPatients ? sql`(select count(*) from patient_tags moved where ${newTag(way)})` : none} as tags,
      ${ofPatients ? count("notes") : none} as notes,
      ${ofPatients ? count("appointments") : none} as appointments`.execute(db);
  return rows[0]!;
}

/** Appointments of two patients at the same time: one person cannot keep both, and the schema refuses it. */
export async function mergeClashes(db: Db, { to, from }: Way) {
  const { rows } = await sql<{ keptId: string; otherId: string; startsAt: string }>`
    select kept.id as kept_id, other.id as other_id, other.starts_at
    from appointments kept join appointments other
      on tstzrange(other.starts_at, other.ends_at) && tstzrange(kept.starts_at, kept.ends_at)
    where kept.patient_id = ${to} and other.patient_id = ${from}
      and kept.state not in ('cancelled', 'no-show') and other.state not in ('cancelled', 'no-show')
    order by other.starts_at, other.id limit 20`.execute(db);
  return rows;
}

/** Has whatever pointed to one row point to the other. */
export async function moveRelations(trx: Db, kind: PersonKind, way: Way): Promise<Moved> {
  const { own, other } = columnsOf(kind);
  const { to, from } = way;
  const shared = await mergeShared(trx, kind, way);
  // A patient has one preferred guardian.
  const isTaken =
    kind === "patients"
      ? sql`exists (select from patient_guardians kept
    where kept.patient_id = ${to} and kept.contact_preference = 'preferred')`
      : sql`false`;
  const relatives = await sql<Moved["relatives"][number]>`
    update patient_guardians moved set ${own} = ${to}, contact_preference =
      case when moved.contact_preference = 'preferred' and ${isTaken} then 'allowed' else moved.contact_preference end
    where ${newRelative(kind, way)}
    returning moved.${other} as id, old.contact_preference as before, new.contact_preference as after`.execute(trx);
  const ids = async (query: ReturnType<typeof sql<{ id: string }>>) =>
    (await query.execute(trx)).rows.map(({ id }) => id);
  const contacts = await ids(sql`
    update contact_people moved set ${own} = ${to} where ${newContact(kind, way)} returning moved.contact_id as id`);
  const leads = await ids(sql`update lead_handling set ${own} = ${to} where ${own} = ${from} returning lead_id as id`);
  const moved = { relatives: relatives.rows, shared, contacts, leads };
  if (kind === "guardians") return { ...moved, tags: [], notes: [], appointments: [] };
  // Tags stay with the absorbed record as well: they are words about it, and it is in no list.
  const tags = await ids(sql`
    insert into patient_tags (patient_id, tag_id)
    select ${to}, tag_id from patient_tags moved where ${newTag(way)} returning tag_id as id`);
  const notes = await ids(sql`update notes set patient_id = ${to} where patient_id = ${from} returning id`);
  const appointments = await ids(
    sql`update appointments set patient_id = ${to} where patient_id = ${from} returning id`,
  );
  return { ...moved, tags, notes, appointments };
}

/**
 * Has what a merge moved point to where it did. What came since stays.
 *
 * @returns kinds of which not everything is there any more; the transaction is to be given up then
 */
export async function moveBack(trx: Db, kind: PersonKind, moved: Moved, { to, from }: Way): Promise<(keyof Moved)[]> {
  const { own, other } = columnsOf(kind);
  const lost: (keyof Moved)[] = [];
  const back = async (what: keyof Moved, query: ReturnType<typeof sql>) => {
    const { numAffectedRows } = await query.execute(trx);
    if (Number(numAffectedRows ?? 0) < (moved[what]?.length ?? 0)) lost.push(what);
  };
  const list = (what: "contacts" | "leads" | "notes" | "appointments" | "tags") =>
    sql`any(${[...moved[what]]}::uuid[])`;
  await back(
    "relatives",
    sql`
      update patient_guardians link set ${own} = ${to}, contact_preference = case
        when link.contact_preference = moved.after::contact_preference then moved.before::contact_preference
        else link.contact_preference end
      from jsonb_to_recordset(${JSON.stringify(moved.relatives)}::jsonb) as moved (id uuid, before text, after text)
      where link.${own} = ${from} and link.${other} = moved.id`,
  );
  if (!(await shareBack(trx, kind, moved.shared ?? [], { to, from }))) lost.push("relatives");
  await back(
    "contacts",
    sql`update contact_people set ${own} = ${to} where ${own} = ${from} and contact_id = ${list("contacts")}`,
  );
  await back(
    "leads",
    sql`update lead_handling set ${own} = ${to} where ${own} = ${from} and lead_id = ${list("leads")}`,
  );
  if (kind === "guardians") return lost;
  await back("notes", sql`update notes set patient_id = ${to} where patient_id = ${from} and id = ${list("notes")}`);
  await back(
    "appointments",
    sql`update appointments set patient_id = ${to} where patient_id = ${from} and id = ${list("appointments")}`,
  );
  // A tag that was taken off since is off: nothing is lost.
  await sql`delete from patient_tags where patient_id = ${from} and tag_id = ${list("tags")}`.execute(trx);
  return lost;
}
