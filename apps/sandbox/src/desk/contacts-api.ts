import type { FastifyInstance } from "fastify";
import { z } from "zod";
import type { Book } from "./book.ts";
import type { Contact } from "./records.ts";
import { invalid, notFound, unprocessable } from "./reply-error.ts";
import type { Shapes } from "./shapes.ts";

const attributes = z.record(z.string(), z.unknown());
const contactBody = z.looseObject({
  inbox_id: z.number().optional(),
  source_id: z.string().optional(),
  name: z.string().optional(),
  phone_number: z.string().nullish(),
  email: z.string().nullish(),
  identifier: z.string().nullish(),
  additional_attributes: attributes.optional(),
  custom_attributes: attributes.optional(),
});
const linkBody = z.looseObject({ inbox_id: z.number(), source_id: z.string().min(1) });
const filterBody = z.looseObject({
  payload: z.array(
    z.looseObject({ attribute_key: z.string(), filter_operator: z.string(), values: z.array(z.string()) }),
  ),
});
const mergeBody = z.looseObject({ base_contact_id: z.number(), mergee_contact_id: z.number() });

interface Api {
  readonly book: Book;
  readonly shapes: Shapes;
}
type Id = { Params: { id: string } };

export function addContactRoutes(app: FastifyInstance, base: string, api: Api): void {
  addCreate(app, base, api);
  addOne(app, base, api);
  addFilter(app, base, api);
  addLinks(app, base, api);
  addMerge(app, base, api);
}

/** Making one. */
function addCreate(app: FastifyInstance, base: string, { book, shapes }: Api): void {
  app.post(`${base}/contacts`, (request) => {
    const fields = contactBody.parse(request.body);
    check(book, fields);
    const contact: Contact = {
      id: book.nextId(),
      name: fields.name ?? "",
      phone: fields.phone_number ?? null,
      email: fields.email ?? null,
      identifier: fields.identifier ?? null,
      customAttributes: fields.custom_attributes ?? {},
      additionalAttributes: fields.additional_attributes ?? {},
      createdAt: Date.now(),
      lastActivityAt: null,
    };
    book.contacts.set(contact.id, contact);
    const { inbox_id: inboxId, source_id: sourceId } = fields;
    const link = inboxId === undefined ? null : book.addLink(contact.id, inboxId, sourceId ?? crypto.randomUUID());
    const inbox = link ? { inbox: shapes.inboxRow(link.inboxId), source_id: link.sourceId } : null;
    return { payload: { contact: shapes.contactFull(contact), contact_inbox: inbox } };
  });
}

/** Reading, changing and deleting one. */
function addOne(app: FastifyInstance, base: string, { book, shapes }: Api): void {
  const update = async (request: { params: { id: string }; body: unknown }) => {
    const contact = contactOf(book, request.params.id);
    const fields = contactBody.parse(request.body);
    check(book, fields, contact);
    if (fields.name !== undefined) contact.name = fields.name;
    if (fields.phone_number !== undefined) contact.phone = fields.phone_number;
    if (fields.identifier !== undefined) contact.identifier = fields.identifier;
    Object.assign(contact.customAttributes, fields.custom_attributes);
    Object.assign(contact.additionalAttributes, fields.additional_attributes);
    return { payload: shapes.contactFull(contact) };
  };
  app.put<Id>(`${base}/contacts/:id`, update);
  app.patch<Id>(`${base}/contacts/:id`, update);
  app.get<Id>(`${base}/contacts/:id`, (request) => ({
    payload: shapes.contactFull(contactOf(book, request.params.id)),
  }));

  app.delete<Id>(`${base}/contacts/:id`, async (request, reply) => {
    const { id } = contactOf(book, request.params.id);
    book.removeContact(id);
    return reply.code(200).send();
  });
}

/** Finding some. */
function addFilter(app: FastifyInstance, base: string, { book, shapes }: Api): void {
  app.post<{ Querystring: { page?: string } }>(`${base}/contacts/filter`, (request) => {
    const { payload } = filterBody.parse(request.body);
    const wrong = payload.find(({ filter_operator }) => filter_operator !== "equal_to");
    if (wrong) throw unprocessable(`The stand-in only knows equal_to, not ${wrong.filter_operator}`);
    const matches = (contact: Contact) =>
      payload.some(({ attribute_key: key, values: [value = ""] }) =>
        key === "phone_number"
          ? contact.phone === `+${value.replace(/^\+/, "")}`
          : key === "identifier" && contact.identifier?.toLowerCase() === value.toLowerCase(),
      );
    const found = [...book.contacts.values()].filter(matches);
    return {
      meta: { count: found.length, current_page: request.query.page ?? 1 },
      payload: found.map(shapes.contactFull),
    };
  });
}

/** Addresses in inboxes. */
function addLinks(app: FastifyInstance, base: string, { book, shapes }: Api): void {
  app.post(`${base}/contact_inboxes/filter`, (request, reply) => {
    const { inbox_id: inboxId, source_id: sourceId } = linkBody.parse(request.body);
    const link = book.linkByAddress(inboxId, sourceId);
    return link ? shapes.contactFull(book.contact(link.contactId)) : reply.code(404).send();
  });

  app.post<Id>(`${base}/contacts/:id/contact_inboxes`, (request, reply) => {
    const contact = contactOf(book, request.params.id);
    const { inbox_id: inboxId, source_id: sourceId } = linkBody.parse(request.body);
    if (!book.inbox(inboxId)) throw notFound();
    const known = book.linkByAddress(inboxId, sourceId);
    if (known && known.contactId !== contact.id)
      return reply.code(500).send({ status: 500, error: "Internal Server Error" });
    if (!known) book.addLink(contact.id, inboxId, sourceId);
    return { source_id: sourceId, inbox: shapes.inboxSlim(inboxId) };
  });
}

/** Making one of two. */
function addMerge(app: FastifyInstance, base: string, { book, shapes }: Api): void {
  app.post(`${base}/actions/contact_merge`, (request) => {
    const { base_contact_id: baseId, mergee_contact_id: mergeeId } = mergeBody.parse(request.body);
    const [kept, gone] = [contactOf(book, baseId), contactOf(book, mergeeId)];
    for (const link of book.linksOf(gone.id)) link.contactId = kept.id;
    for (const { messages } of book.conversations.values())
      for (const message of messages)
        if (message.author?.kind === "contact" && message.author.id === gone.id)
          message.author = { kind: "contact", id: kept.id };
    kept.phone ??= gone.phone;
    kept.identifier ??= gone.identifier;
    kept.email ??= gone.email;
    book.contacts.delete(gone.id);
    return shapes.contactRest(kept);
  });
}

function contactOf(book: Book, id: string | number): Contact {
  const contact = book.contacts.get(Number(id));
  if (!contact) throw notFound();
  return contact;
}

/** @throws DeskRefusal 422 for a malformed number, or one that another contact has */
function check(book: Book, fields: z.infer<typeof contactBody>, self?: Contact): void {
  const { phone_number: phone, identifier } = fields;
  if (phone && !/^\+[1-9]\d{1,14}$/.test(phone))
    throw invalid("Phone number should be in e164 format", ["phone_number"]);
  for (const other of book.contacts.values()) {
    if (other === self) continue;
    if (phone && other.phone === phone) throw invalid("Phone number has already been taken", ["phone_number"]);
    if (identifier && other.identifier === identifier)
      throw invalid("Identifier has already been taken", ["identifier"]);
  }
}
