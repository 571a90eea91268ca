import { canonicalPhone } from "@acolhe/phone";
import { sql } from "kysely";
import type { Db } from "../connection.ts";

export type SubjectKind = "patient" | "guardian" | "contact";

/** One person, wherever records know them. */
export interface Person {
  readonly kind: SubjectKind;
  /** Records of this person, with those that were merged into them. */
  readonly patients: readonly string[];
  readonly guardians: readonly string[];
  /** Keys from which only this person writes: their conversations are this person's. */
  readonly contacts: readonly string[];
  /** Keys of another person, who stays and wrote for this person too, or shares the phone. */
  readonly shared: readonly string[];
  readonly names: readonly string[];
  /** Another record has one of these names: finding it proves nothing. */
  readonly namesakes: boolean;
  readonly cpfs: readonly string[];
  readonly emails: readonly string[];
  /** Digits; without those of a phone that is in another person's record, too. */
  readonly phones: readonly string[];
}

/** A contact from which several people write: which of them is meant has to be said. */
export class AmbiguousPerson extends Error {
  override readonly name = "AmbiguousPerson";
  readonly ids: readonly string[];
  constructor(ids: readonly string[]) {
    super(`several people write from this contact: say which (${ids.join(", ")})`);
    this.ids = ids;
  }
}

interface Holder {
  readonly contactKey: string;
  readonly kind: "patient" | "guardian";
  readonly id: string;
  readonly isMinor: boolean;
}

/**
 * The person a request is about. Null: there is no such record, and for a contact no row either. The caller still looks
 * into the streams, because a contact may be known there alone.
 *
 * @throws AmbiguousPerson
 */
export async function findPerson(db: Db, kind: SubjectKind, id: string): Promise<Person | null> {
  if (kind !== "contact") return personOf(db, kind, id);
  const holders = await holdersOf(db, [id]);
  const people = await personsIn(db, holders);
  if (people.length > 1) throw new AmbiguousPerson(people.map((one) => one.id));
  const [only] = people;
  return only ? personOf(db, only.kind, only.id) : unknownContact(db, id);
}

async function unknownContact(db: Db, key: string): Promise<Person> {
  const named = await sql<{ name: string }>`
    select distinct name from (
      select name from read.conversations where contact_key = ${key}
      union all select name from read.leads where contact_key = ${key}
      union all select display_name from contacts where contact_key = ${key}) n
    where name is not null`.execute(db);
  const names = named.rows.map(({ name }) => name);
  const common = { patients: [], guardians: [], shared: [], cpfs: [], emails: [] };
  const namesakes = await haveNamesakes(db, names, { patients: [], guardians: [] });
  return { kind: "contact", ...common, contacts: [key], names, namesakes, phones: key.startsWith("lid-") ? [] : [key] };
}

/** A ward with the guardian's phone in their record is no second writer; records merged into one are one. */
async function personsIn(db: Db, holders: readonly Holder[]): Promise<readonly Holder[]> {
  const guardians = holders.filter(({ kind }) => kind === "guardian");
  const found: Holder[] = [];
  for (const holder of holders) {
    const isWard = holder.kind === "patient" && holder.isMinor && guardians.length > 0;
    if (!isWard && !(await isAmong(db, found, holder))) found.push(holder);
  }
  return found;
}

async function isAmong(db: Db, found: readonly Holder[], { kind, id }: Holder): Promise<boolean> {
  const ids = await mergedWith(db, kind, id);
  return found.some((other) => other.kind === kind && ids.includes(other.id));
}

async function personOf(db: Db, kind: "patient" | "guardian", id: string): Promise<Person | null> {
  const ids = await mergedWith(db, kind, id);
  if (ids.length === 0) return null;
  const table = sql.id(`${kind}s`);
  const { rows } = await sql<{ name: string; socialName: string | null; cpf: string | null; email: string | null }>`
    select name, social_name, cpf_digits as cpf, email from ${table} where id = any(${ids}::uuid[])`.execute(db);
  const own = await keysOf(db, kind, ids);
  const holders = await holdersOf(db, own);
  const wards = kind === "guardian" ? await wardsOf(db, ids) : [];
  const isOther = ({ kind: other, id: otherId, isMinor }: Holder) =>
    !(other === kind && ids.includes(otherId)) && !(isMinor && wards.includes(otherId));
  const withOthers = new Set(holders.filter(isOther).map(({ contactKey }) => contactKey));
  const family = kind === "patient" ? await guardiansKeysOf(db, ids) : [];
  const shared = new Set([...own.filter((key) => withOthers.has(key)), ...family]);
  const contacts = own.filter((key) => !shared.has(key));
  const names = unique(rows.flatMap(({ name, socialName }) => [name, socialName]));
  const patients = kind === "patient" ? ids : [];
  const guardians = kind === "guardian" ? ids : [];
  return {
    kind,
    patients,
    guardians,
    contacts,
    shared: [...shared],
    names,
    namesakes: await haveNamesakes(db, names, { patients, guardians }),
    cpfs: unique(rows.map(({ cpf }) => cpf)),
    emails: await notOfOthers(db, unique(rows.map(({ email }) => email)), ids),
    phones: contacts.filter((key) => !key.startsWith("lid-")),
  };
}

const unique = (values: readonly (string | null)[]): string[] => [
  ...new Set(values.filter((value): value is string => value !== null && value !== "")),
];

/** The record, those merged into it, and the one it was merged into. */
async function mergedWith(db: Db, kind: "patient" | "guardian", id: string): Promise<string[]> {
  const table = sql.id(`${kind}s`);
  const { rows } = await sql<{ id: string }>`
    with recursive one(id) as (
      select id from ${table} where id = ${id}
      union
      select p.id from one join ${table} me on me.id = one.id
        join ${table} p on p.merged_into = one.id or p.id = me.merged_into
    ) select id from one order by id`.execute(db);
  return rows.map((row) => row.id);
}

async function keysOf(db: Db, kind: "patient" | "guardian", ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ key: string }>`
    select phone_digits as key from ${sql.id(`${kind}s`)} where id = any(${ids}::uuid[]) and phone_digits is not null
    union
    select contact_key from contact_people people join contacts on contacts.id = people.contact_id
      where people.${sql.id(`${kind}_id`)} = any(${ids}::uuid[])`.execute(db);
  return rows.map(({ key }) => key);
}

async function guardiansKeysOf(db: Db, patients: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct guardian_id as id from patient_guardians where patient_id = any(${patients}::uuid[])`.execute(db);
  return rows.length === 0
    ? []
    : keysOf(
        db,
        "guardian",
        rows.map(({ id }) => id),
      );
}

async function wardsOf(db: Db, guardians: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct patient_id as id from patient_guardians where guardian_id = any(${guardians}::uuid[])`.execute(db);
  return rows.map(({ id }) => id);
}

/** Everybody whose record has one of these keys, deleted ones included. */
async function holdersOf(db: Db, keys: readonly string[]): Promise<Holder[]> {
  const minor = sql`(birth_date is not null and birth_date > current_date - interval '18 years')`;
  const { rows } = await sql<Holder>`
    select phone_digits as contact_key, 'guardian' as kind, id, false as is_minor from guardians
      where phone_digits = any(${keys}::text[])
    union
    select contact_key, 'guardian', guardian_id, false from contact_people people
      join contacts on contacts.id = people.contact_id
      where contact_key = any(${keys}::text[]) and guardian_id is not null
    union
    select phone_digits, 'patient', id, ${minor} from patients where phone_digits = any(${keys}::text[])
    union
    select contact_key, 'patient', patient_id, ${minor} from contact_people people
      join contacts on contacts.id = people.contact_id join patients on patients.id = people.patient_id
      where contact_key = any(${keys}::text[])`.execute(db);
  return rows;
}

async function haveNamesakes(
  db: Db,
  names: readonly string[],
  { patients, guardians }: Pick<Person, "patients" | "guardians">,
): Promise<boolean> {
  const { rows } = await sql<{ some: boolean }>`
    select exists (
      select from patients where fold(name) in (select fold(n) from unnest(${names}::text[]) n)
        and not id = any(${patients}::uuid[])
      union all
      select from guardians where fold(name) in (select fold(n) from unnest(${names}::text[]) n)
        and not id = any(${guardians}::uuid[])) as some`.execute(db);
  return rows[0]?.some ?? false;
}

async function notOfOthers(db: Db, emails: readonly string[], ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ email: string }>`
    select email from unnest(${emails}::text[]) email
    where not exists (select from patients p where lower(p.email) = lower(email) and not p.id = any(${ids}::uuid[]))
      and not exists (select from guardians g where lower(g.email) = lower(email) and not g.id = any(${ids}::uuid[]))
      and not exists (select from professionals d where lower(d.email) = lower(email))
      and not exists (select from users u where lower(u.email) = lower(email))`.execute(db);
  return rows.map(({ email }) => email);
}

/** Numbers of the clinic on which records or the read side know a contact. */
export async function channelsOfContacts(db: Db, contactKey: string): Promise<string[]> {
  const { rows } = await sql<{ channel: string }>`
    select channel from contacts where contact_key = ${contactKey}
    union select channel from read.conversations where contact_key = ${contactKey}
    union select channel from read.messages where contact_key = ${contactKey}
    union select channel from blocks where contact_key = ${contactKey}
    union select channel from conversation_notes where contact_key = ${contactKey}`.execute(db);
  return rows.map(({ channel }) => channel);
}

const CONTACT = /^(?:\d{5,20}|lid-\d{5,20})$/;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * What an operator typed: the id of a patient, a guardian or a contact, or a contact's key. Null: no one has this id.
 */
export async function subjectOf(db: Db, typed: string): Promise<{ kind: SubjectKind; subject: string } | null> {
  if (!UUID.test(typed)) return CONTACT.test(typed) ? { kind: "contact", subject: canonicalPhone(typed) } : null;
  const { rows } = await sql<{ kind: SubjectKind; subject: string }>`
    select 'patient' as kind, id::text as subject from patients where id = ${typed}
    union all select 'guardian', id::text from guardians where id = ${typed}
    union all select 'contact', contact_key from contacts where id = ${typed}`.execute(db);
  return rows[0] ?? null;
}
