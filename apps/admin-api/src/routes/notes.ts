import { type Db, deleteTag, findNote, findRow, insertRow, listNotes, listTags, updateRow } from "@acolhe/database";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { assertListed, assertSeen } from "../access/deleted.ts";
import { Problem } from "../http/problem.ts";
import { addRoute } from "../http/route.ts";
import { Deleted, Flag, Id, line, Nothing, prose, Search, stamps } from "../schemas/common.ts";
import { listQuery, pageAnswer, pageOf, pageRequest } from "../schemas/page.ts";
import { NoteListed } from "../schemas/people.ts";
import { addDeletionRoutes } from "./deletion.ts";
import type { Deps } from "./deps.ts";
import { ById, whyNotChanged, withoutUndefined } from "./records.ts";

export const noteFilters = {
  q: Search.describe("Words of the text, in any order, without accents"),
  patientId: Id.optional(),
  authorId: Id.optional(),
  pinned: Flag,
  deleted: Deleted,
};

const NoteInput = z.object({ text: prose(4000), pinned: z.boolean().optional() }).meta({ id: "NewNote" });
const NotePatch = z
  .object({ text: prose(4000), pinned: z.boolean() })
  .partial()
  .meta({ id: "NotePatch" });
const Tag = z.object({ id: Id, name: z.string(), color: z.string(), ...stamps }).meta({ id: "Tag" });
const color = z.string().regex(/^#[0-9a-f]{6}$/, "uma cor como #1d4ed8");
const TagInput = z.object({ name: line(40), color: color.optional() }).meta({ id: "NewTag" });
const TagPatch = z
  .object({ name: line(40), color })
  .partial()
  .meta({ id: "TagPatch" });

async function whole(db: Db, id: string) {
  const note = await findNote(db, id);
  if (!note) throw new Problem("not-found");
  return note;
}

export function addNoteRoutes(app: FastifyInstance, deps: Deps): void {
  addListNotes(app, deps);
  addGetNote(app, deps);
  addAddNote(app, deps);
  addUpdateNote(app, deps);
  addDeletionRoutes(app, deps, {
    table: "notes",
    one: "note",
    One: "Note",
    tag: "Pacientes",
    answer: NoteListed,
    whole,
    noted: (action, { id, patientId }) => ({
      action: `${action}-note`,
      entity: "patient",
      entityId: patientId,
      changes: { note: id },
    }),
  });
}

function addListNotes(app: FastifyInstance, deps: Deps): void {
  addRoute(app, deps, {
    method: "GET",
    url: "/api/v1/notes",
    id: "listNotes",
    summary: "List and search the notes of all patients; a patient's own come with the record",
    tag: "Pacientes",
    query: listQuery(noteFilters, "created"),
    answer: pageOf(NoteListed, "NotesPage"),
    async handle({ query, db, account }) {
      assertListed(account, "notes", query.deleted);
      const page = await listNotes(db, { ...query, search: query.q }, pageRequest(query));
      return pageAnswer(page, query);
    },
  });
}

function addGetNote(app: FastifyInstance, deps: Deps): void {
  addRoute(app, deps, {
    method: "GET",
    url: "/api/v1/notes/:id",
    id: "getNote",
    summary: "Read a note; the audit notes it",
    tag: "Pacientes",
    params: ById,
    answer: NoteListed,
    async handle({ params, db, account, audit }) {
      const note = await whole(db, params.id);
      assertSeen(account, "notes", note.deletedAt);
      assertSeen(account, "patients", note.patientDeletedAt);
      audit({ action: "read-note", entity: "patient", entityId: note.patientId, changes: { note: note.id } });
      return note;
    },
  });
}

function addAddNote(app: FastifyInstance, deps: Deps): void {
  addRoute(app, deps, {
    method: "POST",
    url: "/api/v1/patients/:id/notes",
    id: "addNote",
    summary: "Write a note into a patient's record",
    tag: "Pacientes",
    status: 201,
    params: ById,
    body: NoteInput,
    answer: NoteListed,
    async handle({ params, body, db, account, audit }) {
      const patient = await findRow(db, "patients", params.id);
      if (!patient || patient.deletedAt !== null) throw new Problem("not-found");
      const { text, pinned = false } = body;
      const { id } = await insertRow(db, "notes", { patientId: params.id, authorId: account.userId, text, pinned });
      audit({ action: "add-note", entity: "patient", entityId: params.id, changes: { note: id } });
      return whole(db, id);
    },
  });
}

function addUpdateNote(app: FastifyInstance, deps: Deps): void {
  addRoute(app, deps, {
    method: "PATCH",
    url: "/api/v1/notes/:id",
    id: "updateNote",
    summary: "Change a note",
    tag: "Pacientes",
    versioned: true,
    params: ById,
    body: NotePatch,
    answer: NoteListed,
    async handle({ params, body, version, db, audit }) {
      const changed = await updateRow(db, "notes", { id: params.id, version }, withoutUndefined(body));
      if (!changed) throw await whyNotChanged(db, "notes", params.id);
      audit({ action: "update-note", entity: "patient", entityId: changed.patientId, changes: { note: params.id } });
      return whole(db, params.id);
    },
  });
}

export function addTagRoutes(app: FastifyInstance, deps: Deps): void {
  addRoute(app, deps, {
    method: "GET",
    url: "/api/v1/tags",
    id: "listTags",
    summary: "Tags by their names",
    tag: "Etiquetas",
    query: listQuery({ q: Search }, "name"),
    answer: pageOf(Tag, "TagsPage"),
    handle: async ({ query, db }) => pageAnswer(await listTags(db, { search: query.q }, pageRequest(query)), query),
  });

  addRoute(app, deps, {
    method: "POST",
    url: "/api/v1/tags",
    id: "createTag",
    summary: "Create a tag",
    tag: "Etiquetas",
    status: 201,
    body: TagInput,
    answer: Tag,
    async handle({ body, db, audit }) {
      const tag = await insertRow(db, "tags", withoutUndefined(body));
      audit({ action: "create", entity: "tag", entityId: tag.id });
      return tag;
    },
  });

  addRoute(app, deps, {
    method: "PATCH",
    url: "/api/v1/tags/:id",
    id: "updateTag",
    summary: "Change a tag",
    tag: "Etiquetas",
    versioned: true,
    params: ById,
    body: TagPatch,
    answer: Tag,
    async handle({ params, body, version, db, audit }) {
      const changed = await updateRow(db, "tags", { id: params.id, version }, withoutUndefined(body));
      if (!changed) throw await whyNotChanged(db, "tags", params.id);
      audit({ action: "update", entity: "tag", entityId: params.id });
      return changed;
    },
  });

  addRoute(app, deps, {
    method: "DELETE",
    url: "/api/v1/tags/:id",
    id: "deleteTag",
    summary: "Delete a tag, and take it off every patient",
    tag: "Etiquetas",
    versioned: true,
    status: 204,
    params: ById,
    answer: Nothing,
    async handle({ params, version, db, audit }) {
      if (!(await deleteTag(db, { id: params.id, version }))) throw await whyNotChanged(db, "tags", params.id);
      audit({ action: "delete", entity: "tag", entityId: params.id });
    },
  });
}
