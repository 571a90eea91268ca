import { findRow, insertRow, type PersonKind, updateRow } from "@acolhe/database";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { assertSeen } from "../access/deleted.ts";
import { addRoute } from "../http/route.ts";
import { Flag } from "../schemas/common.ts";
import {
  Candidates,
  Guardian,
  GuardianInput,
  GuardianPatch,
  Patient,
  PatientInput,
  PatientPatch,
} from "../schemas/people.ts";
import { addDeletionRoutes } from "./deletion.ts";
import type { Deps } from "./deps.ts";
import { assertNoDuplicate, duplicatesOf, WORDS, wholeGuardian, wholePatient } from "./people-records.ts";
import { ById, whyNotChanged, withoutUndefined } from "./records.ts";
import { visitsOf, wardsOf } from "./references.ts";

const AllowDuplicates = z.object({
  allowDuplicates: Flag.describe("Save although the person may already be on record"),
});

export function addPeopleRoutes(app: FastifyInstance, deps: Deps): void {
  for (const people of [peopleOf("patients"), peopleOf("guardians")]) {
    addCreate(app, deps, people);
    addFindDuplicates(app, deps, people);
    addGet(app, deps, people);
    addUpdate(app, deps, people);
    addDeletion(app, deps, people);
  }
}

type People = ReturnType<typeof peopleOf>;

/** The guardian's shapes are the patient's without what only patients have; the database refuses nothing more. */
function peopleOf(kind: PersonKind) {
  const isPatients = kind === "patients";
  return {
    kind,
    ...WORDS[kind],
    at: `/api/v1/${kind}`,
    table: kind as "patients",
    Whole: (isPatients ? Patient : Guardian) as typeof Patient,
    Input: (isPatients ? PatientInput : GuardianInput) as typeof PatientInput,
    Patch: (isPatients ? PatientPatch : GuardianPatch) as typeof PatientPatch,
    whole: (isPatients ? wholePatient : wholeGuardian) as typeof wholePatient,
    references: isPatients ? visitsOf("patientId", "Cadastro do paciente excluído") : wardsOf,
  };
}

function addCreate(app: FastifyInstance, deps: Deps, of: People): void {
  const { kind, one, One, tag, at, table, Whole, Input, whole } = of;
  addRoute(app, deps, {
    method: "POST",
    url: at,
    id: `create${One}`,
    summary: `Create a ${one}; a likely duplicate is refused with its candidates`,
    tag,
    status: 201,
    query: AllowDuplicates,
    body: Input,
    answer: Whole,
    async handle({ query, body, db, audit }) {
      if (query.allowDuplicates !== true) await assertNoDuplicate(db, kind, body);
      const { id } = await insertRow(db, table, withoutUndefined(body));
      audit({ action: "create", entity: one, entityId: id });
      return whole(db, id);
    },
  });
}

function addFindDuplicates(app: FastifyInstance, deps: Deps, of: People): void {
  const { kind, one, One, tag, at, Input } = of;
  addRoute(app, deps, {
    method: "POST",
    url: `${at}/duplicates`,
    id: `find${One}Duplicates`,
    summary: "Who may be the same person",
    tag,
    reads: true,
    body: Input,
    answer: Candidates,
    async handle({ body, db, audit }) {
      const items = await duplicatesOf(db, kind, body);
      const shown = items.map(({ id }) => id);
      audit({
        action: "search-duplicates",
        entity: one,
        changes: { fields: Object.keys(withoutUndefined(body)), shown },
      });
      return { items };
    },
  });
}

function addGet(app: FastifyInstance, deps: Deps, of: People): void {
  const { kind, one, One, tag, at, Whole, whole } = of;
  addRoute(app, deps, {
    method: "GET",
    url: `${at}/:id`,
    id: `get${One}`,
    summary: `Read a ${one}'s record; the audit notes it`,
    tag,
    params: ById,
    answer: Whole,
    async handle({ params, db, account }) {
      const found = await whole(db, params.id);
      assertSeen(account, kind, found.deletedAt);
      return found;
    },
  });
}

function addUpdate(app: FastifyInstance, deps: Deps, of: People): void {
  const { one, One, tag, at, table, Whole, Patch, whole } = of;
  addRoute(app, deps, {
    method: "PATCH",
    url: `${at}/:id`,
    id: `update${One}`,
    summary: `Change a ${one}`,
    tag,
    versioned: true,
    params: ById,
    body: Patch,
    answer: Whole,
    async handle({ params, body, version, db, audit }) {
      const patch = withoutUndefined(body);
      const before = await findRow(db, table, params.id);
      const changed = await updateRow(db, table, { id: params.id, version }, patch);
      if (!changed || !before) throw await whyNotChanged(db, table, params.id);
      // A form sends all it holds; what people read later is what became different.
      const fields = (Object.keys(patch) as (keyof typeof patch)[]).filter((name) => changed[name] !== before[name]);
      audit({ action: "update", entity: one, entityId: params.id, changes: { fields } });
      return whole(db, params.id);
    },
  });
}

function addDeletion(app: FastifyInstance, deps: Deps, of: People): void {
  const { one, One, tag, table, Whole, whole, references } = of;
  addDeletionRoutes(app, deps, { table, one, One, tag, answer: Whole, whole, references });
}
