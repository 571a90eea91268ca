import { sql } from "kysely";
import type { Db } from "../connection.ts";
import { type PageRequest, readPage } from "../page.ts";
import { wordsMatch } from "../search.ts";

const notes = (db: Db) =>
  db
    .selectFrom("notes")
    .innerJoin("users", "users.id", "notes.authorId")
    .select(["notes.id", "text", "pinned", "authorId", "users.name as author"])
    .select(["notes.createdAt", "notes.updatedAt", "notes.version"]);

/** A patient's notes, pinned ones first, then the newest. */
export function notesOf(db: Db, patientId: string) {
  return notes(db)
    .where("patientId", "=", patientId)
    .where("deletedAt", "is", null)
    .orderBy("pinned", "desc")
    .orderBy("notes.id", "desc")
    .execute();
}

export interface NoteFilter {
  /** Words of the text, in any order. */
  readonly search?: string | undefined;
  readonly patientId?: string | undefined;
  readonly authorId?: string | undefined;
  readonly pinned?: boolean | undefined;
  readonly deleted?: boolean | undefined;
}

const withPatient = (db: Db) =>
  notes(db)
    .innerJoin("patients", "patients.id", "notes.patientId")
    .select("patientId")
    .select(sql<string>`coalesce(patients.social_name, patients.name)`.as("patient"));

/** Notes of all patients that are there, in the order they were written. */
export function listNotes(db: Db, filter: NoteFilter, page: PageRequest) {
  let query = withPatient(db).where("patients.deletedAt", "is", null);
  query = query.where("notes.deletedAt", filter.deleted === true ? "is not" : "is", null);
  if (filter.search) query = query.where((eb) => eb.and(wordsMatch(sql`fold(notes.text)`, filter.search ?? "")));
  if (filter.patientId) query = query.where("notes.patientId", "=", filter.patientId);
  if (filter.authorId) query = query.where("notes.authorId", "=", filter.authorId);
  if (filter.pinned !== undefined) query = query.where("pinned", "=", filter.pinned);
  return readPage(db, query, { by: "notes.id", id: "notes.id" }, page);
}

/** A note, also one that was deleted. */
export function findNote(db: Db, id: string) {
  return withPatient(db)
    .select(["notes.deletedAt", "patients.deletedAt as patientDeletedAt"])
    .where("notes.id", "=", id)
    .executeTakeFirst();
}
