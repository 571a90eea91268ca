import { type Db, findContact, insertContact, listContacts, updateRow } from "@acolhe/database";
import type { FastifyInstance } from "fastify";
import { assertListed, assertSeen } from "../access/deleted.ts";
import { Problem } from "../http/problem.ts";
import { addRoute } from "../http/route.ts";
import { ChannelId, Deleted, Flag, Search } from "../schemas/common.ts";
import { listQuery, pageAnswer, pageOf, pageRequest, sortOf } from "../schemas/page.ts";
import { ContactInput, ContactPatch, ContactRecord } from "../schemas/people.ts";
import { addDeletionRoutes } from "./deletion.ts";
import type { Deps } from "./deps.ts";
import { assertContact } from "./known-contact.ts";
import { ById, whyNotChanged, withoutUndefined } from "./records.ts";

const tag = "Contatos";

export const contactFilters = {
  q: Search.describe("A part of the name, or of the number"),
  channel: ChannelId.optional(),
  linked: Flag.describe("Whether a person is known to write from it"),
  deleted: Deleted,
};

async function whole(db: Db, id: string) {
  const contact = await findContact(db, id);
  if (!contact) throw new Problem("not-found");
  return contact;
}

/** WhatsApp identities, and who is known to write behind them. What was said is in the conversation of the same name. */
export function addContactRoutes(app: FastifyInstance, deps: Deps): void {
  addListContacts(app, deps);
  addCreateContact(app, deps);
  addGetContact(app, deps);
  addUpdateContact(app, deps);
  addDeletionRoutes(app, deps, {
    table: "contacts",
    one: "contact",
    One: "Contact",
    tag,
    answer: ContactRecord,
    whole,
  });
}

function addListContacts(app: FastifyInstance, deps: Deps): void {
  addRoute(app, deps, {
    method: "GET",
    url: "/api/v1/contacts",
    id: "listContacts",
    summary: "List and search contacts, with who writes behind each",
    tag,
    query: listQuery(contactFilters, "name", "created", "updated"),
    answer: pageOf(ContactRecord, "ContactsPage"),
    async handle({ query, db, account }) {
      assertListed(account, "contacts", query.deleted);
      const page = await listContacts(db, { ...query, search: query.q }, sortOf(query), pageRequest(query));
      return pageAnswer(page, query);
    },
  });
}

function addCreateContact(app: FastifyInstance, deps: Deps): void {
  addRoute(app, deps, {
    method: "POST",
    url: "/api/v1/contacts",
    id: "createContact",
    summary: "Enter a contact before it writes; linking one to a person makes it, too",
    tag,
    status: 201,
    body: ContactInput,
    answer: ContactRecord,
    async handle({ body, db, audit }) {
      await assertContact(db, { channel: body.channel, contact: body.contactKey });
      const made = await insertContact(db, body);
      if (!made) throw new Problem("already-exists", { detail: "Este contato já está cadastrado." });
      audit({ action: "create", entity: "contact", entityId: made.id });
      return whole(db, made.id);
    },
  });
}

function addGetContact(app: FastifyInstance, deps: Deps): void {
  addRoute(app, deps, {
    method: "GET",
    url: "/api/v1/contacts/:id",
    id: "getContact",
    summary: "Read a contact; the audit notes it",
    tag,
    params: ById,
    answer: ContactRecord,
    async handle({ params, db, account }) {
      const contact = await whole(db, params.id);
      assertSeen(account, "contacts", contact.deletedAt);
      return contact;
    },
  });
}

function addUpdateContact(app: FastifyInstance, deps: Deps): void {
  addRoute(app, deps, {
    method: "PATCH",
    url: "/api/v1/contacts/:id",
    id: "updateContact",
    summary: "Name a contact",
    tag,
    versioned: true,
    params: ById,
    body: ContactPatch,
    answer: ContactRecord,
    async handle({ params: { id }, body, version, db, audit }) {
      const patch = withoutUndefined(body);
      if (!(await updateRow(db, "contacts", { id, version }, patch))) throw await whyNotChanged(db, "contacts", id);
      audit({ action: "update", entity: "contact", entityId: id, changes: { fields: Object.keys(patch) } });
      return whole(db, id);
    },
  });
}
