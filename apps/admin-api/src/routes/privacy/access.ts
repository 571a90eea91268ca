import { findRow } from "@acolhe/database";
import { type Consent as ConsentRow, consentsOf, findPerson } from "@acolhe/database/privacy";
import { accessFile, accessText } from "@acolhe/privacy";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { assertSeen } from "../../access/deleted.ts";
import { Problem } from "../../http/problem.ts";
import { addRoute } from "../../http/route.ts";
import type { Deps } from "../deps.ts";
import { ById } from "../records.ts";

const tag = "Privacidade";
const Consent = z
  .object({
    purpose: z.enum(["privacy", "messages", "reminders"]),
    act: z.enum(["informed", "given", "withdrawn"]),
    at: z.string(),
    withdrawnAt: z.string().nullable(),
    channel: z.string(),
    contactKey: z.string(),
    eventId: z.string().describe("The message by which it happened"),
    eventSeq: z.int(),
    turnSeq: z.int(),
    flowVersion: z.string().describe("The version of the words"),
    wording: z.string().nullable(),
  })
  .meta({ id: "Consent" });
const Access = z
  .object({
    madeAt: z.string(),
    kind: z.enum(["patient", "guardian", "contact"]),
    sections: z.record(z.string(), z.array(z.record(z.string(), z.unknown()))),
    consents: z.array(Consent),
    otherConversations: z.int(),
    page: z.string().describe("The same as a page in Portuguese, in Markdown"),
  })
  .meta({ id: "Access" });

/** What a person has a right to see of themselves. */
export function addAccessRoutes(app: FastifyInstance, deps: Deps): void {
  for (const kind of ["patient", "guardian"] as const) {
    const Kind = kind === "patient" ? "Patient" : "Guardian";
    addRoute(app, deps, {
      method: "GET",
      url: `/api/v1/${kind}s/:id/access`,
      id: `get${Kind}Access`,
      summary: `Everything that is kept about a ${kind}, to be handed to them; others' names are masked`,
      tag,
      params: ById,
      answer: Access,
      async handle({ params: { id }, db, audit }) {
        const file = await accessFile(db, kind, id, new Date().toISOString());
        if (!file) throw new Problem("not-found");
        audit({ action: "access", entity: kind, entityId: id });
        const consents = file.consents.map(shownConsent);
        return {
          ...file,
          sections: file.sections as z.input<typeof Access>["sections"],
          consents,
          page: accessText(file),
        };
      },
    });

    addRoute(app, deps, {
      method: "GET",
      url: `/api/v1/${kind}s/:id/consents`,
      id: `list${Kind}Consents`,
      summary: `What a ${kind} was told, agreed to and took back, oldest first`,
      tag,
      params: ById,
      answer: z.object({ items: z.array(Consent) }).meta({ id: `${Kind}Consents` }),
      async handle({ params: { id }, db, account }) {
        const [row, person] = [await findRow(db, `${kind}s`, id), await findPerson(db, kind, id)];
        if (!row || !person) throw new Problem("not-found");
        assertSeen(account, `${kind}s`, row.deletedAt);
        // Of a child, those that a guardian answered for them.
        return { items: (await consentsOf(db, [...person.contacts, ...person.shared])).map(shownConsent) };
      },
    });
  }
}

const shownConsent = ({ rule: _rule, purpose, ...consent }: ConsentRow): z.input<typeof Consent> => ({
  ...consent,
  purpose: purpose as z.input<typeof Consent>["purpose"],
});
