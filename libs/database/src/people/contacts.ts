import { sql } from "kysely";
import type { Db } from "../connection.ts";
import { type PageRequest, readPage } from "../page.ts";
import { partsMatch } from "../search.ts";
import type { PersonKind } from "./person-kind.ts";

export interface ContactRef {
  readonly channel: string;
  readonly contactKey: string;
}

/** Makes a contact; one that was deleted begins anew, with no person linked. Undefined: it is there already. */
export async function insertContact(
  db: Db,
  contact: ContactRef & { readonly displayName?: string | null | undefined },
) {
  const { channel, contactKey, displayName = null } = contact;
  const deleted = db
    .selectFrom("contacts")
    .select("id")
    .where("channel", "=", channel)
    .where("contactKey", "=", contactKey)
    .where("deletedAt", "is not", null);
  await db.deleteFrom("contactPeople").where("contactId", "in", deleted).execute();
  return db
    .insertInto("contacts")
    .values({ channel, contactKey, displayName })
    .onConflict((oc) =>
      oc
        .columns(["channel", "contactKey"])
        .doUpdateSet({ deletedAt: null, displayName })
        .where("contacts.deletedAt", "is not", null),
    )
    .returningAll()
    .executeTakeFirst();
}

/** The contact's row, made when it is not there. */
export async function ensureContact(db: Db, { channel, contactKey }: ContactRef) {
  return (
    (await insertContact(db, { channel, contactKey })) ??
    db
      .selectFrom("contacts")
      .selectAll()
      .where("channel", "=", channel)
      .where("contactKey", "=", contactKey)
      .executeTakeFirstOrThrow()
  );
}

/** Says who writes behind a contact. Repeating it changes nothing. */
export async function linkContact(db: Db, contactId: string, kind: PersonKind, personId: string): Promise<void> {
  const person = kind === "patients" ? { patientId: personId } : { guardianId: personId };
  await db
    .insertInto("contactPeople")
    .values({ contactId, ...person })
    .onConflict((oc) => oc.doNothing())
    .execute();
}

/** A person who writes from one contact writes from the other, too: both are one person's. */
export async function shareContactPeople(db: Db, from: string, to: string): Promise<void> {
  await db
    .insertInto("contactPeople")
    .columns(["contactId", "patientId", "guardianId"])
    .expression((eb) =>
      eb
        .selectFrom("contactPeople")
        .select([eb.val(to).$castTo<string>().as("contactId"), "patientId", "guardianId"])
        .where("contactId", "=", from),
    )
    .onConflict((oc) => oc.doNothing())
    .execute();
}

/** @returns the contact's id; undefined when this person did not write behind it */
export async function unlinkContact(
  db: Db,
  { channel, contactKey }: ContactRef,
  kind: PersonKind,
  personId: string,
): Promise<string | undefined> {
  const contact = db
    .selectFrom("contacts")
    .select("id")
    .where("channel", "=", channel)
    .where("contactKey", "=", contactKey)
    .where("deletedAt", "is", null);
  const gone = await db
    .deleteFrom("contactPeople")
    .where("contactId", "in", contact)
    .where(kind === "patients" ? "patientId" : "guardianId", "=", personId)
    .returning("contactId")
    .executeTakeFirst();
  return gone?.contactId;
}

/** The WhatsApp contacts behind which a person writes. */
export function contactsOf(db: Db, kind: PersonKind, personId: string) {
  return db
    .selectFrom("contactPeople")
    .innerJoin("contacts", "contacts.id", "contactPeople.contactId")
    .select(["contacts.id", "channel", "contactKey", "displayName"])
    .where(kind === "patients" ? "patientId" : "guardianId", "=", personId)
    .where("deletedAt", "is", null)
    .orderBy("channel")
    .orderBy("contactKey")
    .execute();
}

export interface ContactFilter {
  /** A part of the name, or of the number. */
  readonly search?: string | undefined;
  readonly channel?: string | undefined;
  /** Whether a person is known to write from it. */
  readonly linked?: boolean | undefined;
  readonly deleted?: boolean | undefined;
}
const SORTS = { name: "searchName", created: "id", updated: "updatedAt" } as const;

/** Who writes behind a contact, guardians first; those who were deleted are left out. For queries with `contacts`. */
export const peopleBehind = sql<{ kind: "patient" | "guardian"; id: string; name: string }[]>`coalesce((
  select jsonb_agg(jsonb_build_object('kind', kind, 'id', id, 'name', name) order by kind, id) from (
    select 'guardian' as kind, g.id, coalesce(g.social_name, g.name) as name
    from contact_people cp join guardians g on g.id = cp.guardian_id
    where cp.contact_id = contacts.id and cp.guardian_id is not null and g.deleted_at is null
    union all
    select 'patient', p.id, coalesce(p.social_name, p.name)
    from contact_people cp join patients p on p.id = cp.patient_id
    where cp.contact_id = contacts.id and cp.patient_id is not null and p.deleted_at is null
  ) people), '[]')`;
const linked = sql<boolean>`exists (select from contact_people cp where cp.contact_id = contacts.id)`;

const contacts = (db: Db) =>
  db
    .selectFrom("contacts")
    .select(["id", "channel", "contactKey", "displayName", "createdAt", "updatedAt", "version", "deletedAt"])
    .select(peopleBehind.as("people"));

export function listContacts(db: Db, filter: ContactFilter, sort: keyof typeof SORTS, page: PageRequest) {
  let query = contacts(db).where("deletedAt", filter.deleted === true ? "is not" : "is", null);
  const { search } = filter;
  if (search) query = query.where((eb) => eb.and(partsMatch(search, "contacts.searchName", "contacts.contactKey")));
  if (filter.channel) query = query.where("channel", "=", filter.channel);
  if (filter.linked !== undefined) query = query.where(linked, "=", filter.linked);
  return readPage(db, query, { by: `contacts.${SORTS[sort]}`, id: "contacts.id" }, page);
}

export function findContact(db: Db, id: string) {
  return contacts(db).where("id", "=", id).executeTakeFirst();
}
