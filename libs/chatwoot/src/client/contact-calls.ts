import type { z } from "zod";
import { ContactAnswer, ContactCreated, ContactList, Nothing } from "./answers.ts";
import { DeskError } from "./desk-error.ts";
import type { Call } from "./http.ts";

export interface DeskContact {
  readonly id: number;
  readonly name: string | null;
  /** Digits. */
  readonly phone: string | null;
}

/** Making, joining and forgetting people at the desk. */
export const contactCalls = (call: Call) => ({
  ...finding(call),
  async createContact(fields: { name: string; phone: string | null; identifier: string }): Promise<DeskContact> {
    const body = contactBody(fields);
    const answer = await call({
      operation: "create contact",
      method: "POST",
      path: "/contacts",
      body,
      answer: ContactCreated,
    });
    return contactOf(answer.payload.contact);
  },
  updateContact: (id: number, fields: { name?: string; phone?: string }) =>
    call({
      operation: "update contact",
      method: "PUT",
      path: `/contacts/${id}`,
      body: contactBody(fields),
      answer: Nothing,
    }),
  /** With all conversations and messages, which the desk removes a moment later. Safe to repeat. */
  async deleteContact(id: number): Promise<void> {
    try {
      await call({ operation: "delete contact", method: "DELETE", path: `/contacts/${id}`, answer: Nothing });
    } catch (error) {
      if (!(error instanceof DeskError) || error.kind !== "gone") throw error;
    }
  },
  /** Safe to repeat. */
  linkContact: (id: number, inboxId: number, address: string) =>
    call({
      operation: "link contact",
      method: "POST",
      path: `/contacts/${id}/contact_inboxes`,
      body: { inbox_id: inboxId, source_id: address },
      answer: Nothing,
    }),
  mergeContacts: (baseId: number, mergeeId: number) =>
    call({
      operation: "merge contacts",
      method: "POST",
      path: "/actions/contact_merge",
      body: { base_contact_id: baseId, mergee_contact_id: mergeeId },
      answer: Nothing,
    }),
});

/** Who is at the desk already. */
const finding = (call: Call) => ({
  /** Null when no contact has this address in the inbox. */
  async contactByAddress(inboxId: number, address: string): Promise<DeskContact | null> {
    try {
      const body = { inbox_id: inboxId, source_id: address };
      return contactOf(
        await call({
          operation: "find contact",
          method: "POST",
          path: "/contact_inboxes/filter",
          body,
          answer: ContactAnswer,
        }),
      );
    } catch (error) {
      if (error instanceof DeskError && error.kind === "gone") return null;
      throw error;
    }
  },
  /** Exact matches of any of the forms of a number, oldest first. */
  async contactsByPhone(forms: readonly string[]): Promise<DeskContact[]> {
    // A filter without a condition would be answered with everybody.
    if (forms.length === 0) return [];
    const payload = forms.map((form, index) => ({
      attribute_key: "phone_number",
      filter_operator: "equal_to",
      values: [form],
      ...(index < forms.length - 1 ? { query_operator: "OR" } : {}),
    }));
    const found = await call({
      operation: "filter contacts",
      method: "POST",
      path: "/contacts/filter",
      query: { page: "1" },
      body: { payload },
      answer: ContactList,
    });
    return found.payload.map(contactOf).sort((a, b) => a.id - b.id);
  },
});

const contactBody = (fields: { name?: string; phone?: string | null; identifier?: string }) => ({
  ...(fields.name === undefined ? {} : { name: fields.name }),
  ...(fields.phone ? { phone_number: `+${fields.phone}` } : {}),
  ...(fields.identifier === undefined ? {} : { identifier: fields.identifier }),
});

function contactOf(answer: z.infer<typeof ContactAnswer>): DeskContact {
  const phone = answer.phone_number?.replace(/^\+/, "");
  return { id: answer.id, name: answer.name ?? null, phone: phone ? phone : null };
}
