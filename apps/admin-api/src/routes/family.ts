import {
  changeTags,
  type Db,
  ensureContact,
  findGuardianLink,
  findRow,
  linkContact,
  linkGuardian,
  type PersonKind,
  tagsOf,
  unlinkContact,
  unlinkGuardian,
} from "@acolhe/database";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { BulkAnswer, BulkIds, eachRow } from "../http/bulk.ts";
import { Problem } from "../http/problem.ts";
import { addRoute } from "../http/route.ts";
import { ChannelId, Id, Nothing, TypedContactKey } from "../schemas/common.ts";
import { Link, LinkInput, TagRef } from "../schemas/people.ts";
import type { Deps } from "./deps.ts";
import { assertContact } from "./known-contact.ts";

const Pair = z.object({ id: Id, guardianId: Id });
const ContactOf = z.object({ id: Id, channel: ChannelId, contact: TypedContactKey });
const Tags = z.object({ items: z.array(TagRef) }).meta({ id: "PatientTags" });

/** What ties people together: guardians, WhatsApp contacts, tags. */
export function addFamilyRoutes(app: FastifyInstance, deps: Deps): void {
  addGuardianLinks(app, deps);
  addContactLinks(app, deps, "patients");
  addContactLinks(app, deps, "guardians");
  addTagLinks(app, deps);
}

/** @throws Problem not-found for a deleted person, too: nothing is tied to them until they are restored */
async function assertThere(db: Db, kind: PersonKind, id: string): Promise<void> {
  const person = await findRow(db, kind, id);
  if (!person || person.deletedAt !== null) throw new Problem("not-found");
}

function addGuardianLinks(app: FastifyInstance, deps: Deps): void {
  addRoute(app, deps, {
    method: "PUT",
    url: "/api/v1/patients/:id/guardians/:guardianId",
    id: "linkGuardian",
    summary: 'Say who answers for a patient, and how; If-Match "0" for two who did not belong together',
    tag: "Pacientes",
    versioned: true,
    params: Pair,
    body: LinkInput,
    answer: Link,
    async handle({ params, body, version, db, audit }) {
      await assertThere(db, "patients", params.id);
      await assertThere(db, "guardians", params.guardianId);
      const pair = { patientId: params.id, guardianId: params.guardianId };
      const link = await linkGuardian(db, { ...pair, ...body }, version);
      if (!link) throw new Problem("version-mismatch");
      audit({
        action: "link-guardian",
        entity: "patient",
        entityId: params.id,
        changes: { guardian: params.guardianId },
      });
      return link;
    },
  });

  addRoute(app, deps, {
    method: "DELETE",
    url: "/api/v1/patients/:id/guardians/:guardianId",
    id: "unlinkGuardian",
    summary: "A guardian no longer answers for a patient",
    tag: "Pacientes",
    versioned: true,
    status: 204,
    params: Pair,
    answer: Nothing,
    async handle({ params, version, db, audit }) {
      const pair = { patientId: params.id, guardianId: params.guardianId };
      if (!(await unlinkGuardian(db, { ...pair, version }))) {
        const isThere = await findGuardianLink(db, params.id, params.guardianId);
        throw new Problem(isThere ? "version-mismatch" : "not-found");
      }
      audit({
        action: "unlink-guardian",
        entity: "patient",
        entityId: params.id,
        changes: { guardian: params.guardianId },
      });
    },
  });
}

function addContactLinks(app: FastifyInstance, deps: Deps, kind: PersonKind): void {
  const [one, One, tag] =
    kind === "patients"
      ? (["patient", "Patient", "Pacientes"] as const)
      : (["guardian", "Guardian", "Responsáveis"] as const);
  const url = `/api/v1/${kind}/:id/contacts/:channel/:contact`;

  addRoute(app, deps, {
    method: "PUT",
    url,
    id: `link${One}Contact`,
    summary: "Say who writes behind a WhatsApp contact",
    tag,
    status: 204,
    params: ContactOf,
    answer: Nothing,
    async handle({ params, db, audit }) {
      await assertThere(db, kind, params.id);
      await assertContact(db, params);
      const contact = await ensureContact(db, { channel: params.channel, contactKey: params.contact });
      await linkContact(db, contact.id, kind, params.id);
      audit({ action: "link-contact", entity: one, entityId: params.id, changes: { contact: contact.id } });
    },
  });

  addRoute(app, deps, {
    method: "DELETE",
    url,
    id: `unlink${One}Contact`,
    summary: "Unlink a WhatsApp contact: another person writes from it",
    tag,
    status: 204,
    params: ContactOf,
    answer: Nothing,
    async handle({ params, db, audit }) {
      const ref = { channel: params.channel, contactKey: params.contact };
      const contact = await unlinkContact(db, ref, kind, params.id);
      if (contact === undefined) throw new Problem("not-found");
      audit({ action: "unlink-contact", entity: one, entityId: params.id, changes: { contact } });
    },
  });
}

function addTagLinks(app: FastifyInstance, deps: Deps): void {
  addRoute(app, deps, {
    method: "PUT",
    url: "/api/v1/patients/:id/tags",
    id: "setPatientTags",
    summary: "Replace a patient's tags",
    tag: "Pacientes",
    params: z.object({ id: Id }),
    body: z.object({ tagIds: z.array(Id).max(50) }).meta({ id: "PatientTagIds" }),
    answer: Tags,
    async handle({ params, body, db, audit }) {
      await assertThere(db, "patients", params.id);
      const before = (await tagsOf(db, params.id)).map(({ id }) => id);
      const remove = before.filter((id) => !body.tagIds.includes(id));
      await changeTags(db, [params.id], { add: body.tagIds, remove });
      audit({ action: "tag", entity: "patient", entityId: params.id, changes: { tags: body.tagIds } });
      return { items: await tagsOf(db, params.id) };
    },
  });

  addRoute(app, deps, {
    method: "POST",
    url: "/api/v1/patients/bulk/tags",
    id: "tagPatients",
    summary: "Put tags on many patients and take others off",
    tag: "Pacientes",
    body: z
      .object({
        patientIds: BulkIds,
        add: z.array(Id).max(20).default([]),
        remove: z.array(Id).max(20).default([]),
      })
      .meta({ id: "BulkTags" }),
    answer: BulkAnswer,
    handle: ({ body, db, audit }) =>
      eachRow(
        db,
        body.patientIds,
        (id) => id,
        async (entityId) => {
          await assertThere(db, "patients", entityId);
          await changeTags(db, [entityId], body);
          audit({ action: "tag", entity: "patient", entityId, changes: { add: body.add, remove: body.remove } });
        },
      ),
  });
}
