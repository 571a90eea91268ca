import type { Book } from "../book.ts";
import type { Contact } from "../records.ts";
import { seconds } from "./times.ts";

/** Contacts and their inboxes. */
export function contactShapes(book: Book) {
  const contactBase = (contact: Contact) => ({
    additional_attributes: contact.additionalAttributes,
    custom_attributes: contact.customAttributes,
    email: contact.email,
    id: contact.id,
    identifier: contact.identifier,
    name: contact.name,
    phone_number: contact.phone,
    thumbnail: "",
    blocked: false,
  });
  const contactPush = (contact: Contact) => ({ ...contactBase(contact), type: "contact" });
  const contactHook = (contact: Contact) => ({ account: book.account, ...contactBase(contact), avatar: "" });
  const contactRest = (contact: Contact) => ({
    ...contactBase(contact),
    availability_status: "offline",
    ...(contact.lastActivityAt === null ? {} : { last_activity_at: seconds(contact.lastActivityAt) }),
    created_at: seconds(contact.createdAt),
  });
  const inboxSlim = (inboxId: number) => ({
    id: inboxId,
    avatar_url: "",
    channel_id: inboxId,
    name: book.inbox(inboxId).name,
    channel_type: "Channel::Api",
    provider: null,
  });
  /** The raw row, which creating a contact answers with; columns that we never read are left out. */
  const inboxRow = (inboxId: number) => ({
    id: inboxId,
    channel_id: inboxId,
    account_id: book.account.id,
    name: book.inbox(inboxId).name,
    channel_type: "Channel::Api",
  });
  const contactFull = (contact: Contact) => ({
    ...contactRest(contact),
    contact_inboxes: book
      .linksOf(contact.id)
      .map((link) => ({ source_id: link.sourceId, inbox: inboxSlim(link.inboxId) })),
  });

  return { contactFull, contactHook, contactPush, contactRest, inboxRow, inboxSlim };
}
