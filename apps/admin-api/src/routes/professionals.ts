import {
  type Db,
  findRow,
  insertRow,
  listProfessionals,
  servicesOfProfessional,
  setServicesOfProfessional,
  updateRow,
} from "@acolhe/database";
import type { FastifyInstance } from "fastify";
import { Problem } from "../http/problem.ts";
import { addRoute } from "../http/route.ts";
import { Professional, ProfessionalInput, ProfessionalPatch, ProfessionalsPage } from "../schemas/care.ts";
import { Deleted, Flag, Id, Search } from "../schemas/common.ts";
import { listQuery, pageAnswer, pageRequest, sortOf } from "../schemas/page.ts";
import { addDeletionRoutes } from "./deletion.ts";
import type { Deps } from "./deps.ts";
import { ById, whyNotChanged, withoutUndefined } from "./records.ts";

export const professionalFilters = { q: Search, active: Flag, serviceId: Id.optional(), deleted: Deleted };

const tag = "Profissionais";

async function whole(db: Db, id: string) {
  const row = await findRow(db, "professionals", id);
  if (!row || row.deletedAt !== null) throw new Problem("not-found");
  return { ...row, serviceIds: await servicesOfProfessional(db, id) };
}

export function addProfessionalRoutes(app: FastifyInstance, deps: Deps): void {
  addRoute(app, deps, {
    method: "GET",
    url: "/api/v1/professionals",
    id: "listProfessionals",
    summary: "Who works at the clinic",
    tag,
    query: listQuery(professionalFilters, "name", "created"),
    answer: ProfessionalsPage,
    async handle({ query, db }) {
      const { q, active, serviceId, deleted } = query;
      const filter = { search: q, active, serviceId, deleted };
      return pageAnswer(await listProfessionals(db, filter, sortOf(query), pageRequest(query)), query);
    },
  });

  addRoute(app, deps, {
    method: "POST",
    url: "/api/v1/professionals",
    id: "createProfessional",
    summary: "Create a professional",
    tag,
    status: 201,
    body: ProfessionalInput,
    answer: Professional,
    async handle({ body, db, audit }) {
      const { serviceIds = [], ...row } = withoutUndefined(body);
      const { id } = await insertRow(db, "professionals", row);
      await setServicesOfProfessional(db, id, serviceIds);
      audit({ action: "create", entity: "professional", entityId: id });
      return whole(db, id);
    },
  });

  addRoute(app, deps, {
    method: "GET",
    url: "/api/v1/professionals/:id",
    id: "getProfessional",
    summary: "Read a professional",
    tag,
    params: ById,
    answer: Professional,
    handle: ({ params, db }) => whole(db, params.id),
  });

  addRoute(app, deps, {
    method: "PATCH",
    url: "/api/v1/professionals/:id",
    id: "updateProfessional",
    summary: "Change a professional",
    tag,
    versioned: true,
    params: ById,
    body: ProfessionalPatch,
    answer: Professional,
    async handle({ params, body, version, db, audit }) {
      const { serviceIds, ...patch } = withoutUndefined(body);
      const changed = await updateRow(db, "professionals", { id: params.id, version }, patch);
      if (!changed) throw await whyNotChanged(db, "professionals", params.id);
      if (serviceIds) await setServicesOfProfessional(db, params.id, serviceIds);
      audit({ action: "update", entity: "professional", entityId: params.id, changes: { fields: Object.keys(body) } });
      return whole(db, params.id);
    },
  });

  addDeletionRoutes(app, deps, {
    table: "professionals",
    one: "professional",
    One: "Professional",
    tag,
    answer: Professional,
    whole,
  });
}
