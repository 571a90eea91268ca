import {
  type Absence,
  type Db,
  findProfessional,
  insertRow,
  listProfessionals,
  setPartsOfProfessional,
  type UserRole,
  updateRow,
  type WorkingHours,
} from "@acolhe/database";
import type { FastifyInstance } from "fastify";
import type { z } from "zod";
import { assertListed } from "../access/deleted.ts";
import { ROUTE_ACCESS } from "../access/roles.ts";
import { Problem } from "../http/problem.ts";
import { addRoute } from "../http/route.ts";
import { Professional, ProfessionalInput, ProfessionalPatch, ProfessionalsPage } from "../schemas/care.ts";
import { Deleted, Flag, Id, Search } from "../schemas/common.ts";
import { listQuery, pageAnswer, pageRequest, sortOf } from "../schemas/page.ts";
import { WEEKDAYS } from "../schemas/working-hours.ts";
import { addDeletionRoutes } from "./deletion.ts";
import type { Deps } from "./deps.ts";
import { ById, whyNotChanged, withoutUndefined } from "./records.ts";
import { assertReleased, ReleaseQuery, visitsOf } from "./references.ts";

export const professionalFilters = { q: Search, active: Flag, serviceId: Id.optional(), deleted: Deleted };

const tag = "Profissionais";

/** Why a colleague is away is told to those alone who see appointments. */
const seesWhy = (role: UserRole) => ROUTE_ACCESS["GET /api/v1/appointments"]?.includes(role) === true;

interface Parts {
  readonly workingHours: readonly WorkingHours[];
  readonly absences: readonly Absence[];
}

const shown = <R extends Parts>(row: R, role: UserRole) => ({
  ...row,
  workingHours: row.workingHours.map((hours) => ({ ...hours, weekday: WEEKDAYS[hours.weekday - 1]! })),
  absences: row.absences.map((absence) => (seesWhy(role) ? absence : { ...absence, reason: null })),
});

async function whole(db: Db, id: string, role: UserRole) {
  const row = await findProfessional(db, id);
  if (!row) throw new Problem("not-found");
  return shown(row, role);
}

/** What of a request lies in tables of its own, and what in the professional's row. */
function apart({ serviceIds, workingHours, absences, ...row }: z.output<typeof ProfessionalPatch>) {
  const hours = workingHours?.map((span) => ({ ...span, weekday: WEEKDAYS.indexOf(span.weekday) + 1 }));
  return { row: withoutUndefined(row), parts: { serviceIds, workingHours: hours, absences } };
}

/** Who works here no longer sees no one, either. */
const LEAVING = visitsOf("professionalId", "O profissional não atende mais");

export function addProfessionalRoutes(app: FastifyInstance, deps: Deps): void {
  addListProfessionals(app, deps);
  addCreateProfessional(app, deps);
  addGetProfessional(app, deps);
  addUpdateProfessional(app, deps);
  addDeletionRoutes(app, deps, {
    table: "professionals",
    one: "professional",
    One: "Professional",
    tag,
    answer: Professional,
    references: visitsOf("professionalId", "Profissional excluído"),
    // Who may delete is an administrator, and sees all.
    whole: (db, id) => whole(db, id, "admin"),
  });
}

function addListProfessionals(app: FastifyInstance, deps: Deps): void {
  addRoute(app, deps, {
    method: "GET",
    url: "/api/v1/professionals",
    id: "listProfessionals",
    summary: "Who works at the clinic",
    tag,
    query: listQuery(professionalFilters, "name", "created"),
    answer: ProfessionalsPage,
    async handle({ query, db, account }) {
      const { q, active, serviceId, deleted } = query;
      assertListed(account, "professionals", deleted);
      const filter = { search: q, active, serviceId, deleted };
      const page = await listProfessionals(db, filter, sortOf(query), pageRequest(query));
      return pageAnswer({ ...page, items: page.items.map((row) => shown(row, account.role)) }, query);
    },
  });
}

function addCreateProfessional(app: FastifyInstance, deps: Deps): void {
  addRoute(app, deps, {
    method: "POST",
    url: "/api/v1/professionals",
    id: "createProfessional",
    summary: "Create a professional",
    tag,
    status: 201,
    body: ProfessionalInput,
    answer: Professional,
    async handle({ body, db, account, audit }) {
      const { row, parts } = apart(body);
      const { id } = await insertRow(db, "professionals", { ...row, name: body.name });
      await setPartsOfProfessional(db, id, parts);
      audit({ action: "create", entity: "professional", entityId: id });
      return whole(db, id, account.role);
    },
  });
}

function addGetProfessional(app: FastifyInstance, deps: Deps): void {
  addRoute(app, deps, {
    method: "GET",
    url: "/api/v1/professionals/:id",
    id: "getProfessional",
    summary: "Read a professional",
    tag,
    params: ById,
    answer: Professional,
    handle: ({ params, db, account }) => whole(db, params.id, account.role),
  });
}

function addUpdateProfessional(app: FastifyInstance, deps: Deps): void {
  addRoute(app, deps, {
    method: "PATCH",
    url: "/api/v1/professionals/:id",
    id: "updateProfessional",
    summary: "Change a professional",
    tag,
    versioned: true,
    params: ById,
    query: ReleaseQuery,
    body: ProfessionalPatch,
    answer: Professional,
    async handle({ params, query, body, version, db, account, audit }) {
      const { row, parts } = apart(body);
      const changed = await updateRow(db, "professionals", { id: params.id, version }, row);
      if (!changed) throw await whyNotChanged(db, "professionals", params.id);
      await setPartsOfProfessional(db, params.id, parts);
      if (body.active === false) {
        const left = { db, id: params.id, by: account.userId, isMeant: query.release === true };
        for (const entry of await assertReleased(LEAVING, left)) audit(entry);
      }
      audit({ action: "update", entity: "professional", entityId: params.id, changes: { fields: Object.keys(body) } });
      return whole(db, params.id, account.role);
    },
  });
}
