import {
  type Db,
  findRow,
  insertRow,
  listServices,
  type ServiceInsurance,
  type ServiceTexts,
  updateRow,
} from "@acolhe/database";
import type { FastifyInstance } from "fastify";
import type { z } from "zod";
import { assertListed } from "../access/deleted.ts";
import { Problem } from "../http/problem.ts";
import { addRoute } from "../http/route.ts";
import { Service, ServiceInput, ServicePatch, ServicesPage } from "../schemas/care.ts";
import { Deleted, Flag, Search } from "../schemas/common.ts";
import { listQuery, pageAnswer, pageRequest, sortOf } from "../schemas/page.ts";
import { addDeletionRoutes } from "./deletion.ts";
import type { Deps } from "./deps.ts";
import { ById, whyNotChanged, withoutUndefined } from "./records.ts";
import { visitsOf } from "./references.ts";

export const serviceFilters = { q: Search, active: Flag, deleted: Deleted };

const tag = "Serviços";
/** The schema of a column is the schema of the request, so what is stored has this shape. */
const shown = <R extends { texts: unknown; insurances: unknown }>({ texts, insurances, ...row }: R) => ({
  ...row,
  texts: texts as ServiceTexts,
  insurances: insurances as ServiceInsurance[] | null,
});

/** What a request names, with the columns that hold JSON as the database takes them. */
function stored(body: z.output<typeof ServicePatch>) {
  const { texts, insurances, ...rest } = body;
  return {
    ...withoutUndefined(rest),
    ...(texts ? { texts: JSON.stringify(texts) } : {}),
    ...(insurances === undefined ? {} : { insurances: insurances && JSON.stringify(insurances) }),
  };
}

async function whole(db: Db, id: string) {
  const service = await findRow(db, "services", id);
  if (!service || service.deletedAt !== null) throw new Problem("not-found");
  return shown(service);
}

export function addServiceRoutes(app: FastifyInstance, deps: Deps): void {
  addListServices(app, deps);
  addCreateService(app, deps);
  addGetService(app, deps);
  addUpdateService(app, deps);
  addDeletionRoutes(app, deps, {
    ...{ table: "services", one: "service", One: "Service", tag, answer: Service, whole },
    references: visitsOf("serviceId", "Serviço excluído"),
  });
}

function addListServices(app: FastifyInstance, deps: Deps): void {
  addRoute(app, deps, {
    method: "GET",
    url: "/api/v1/services",
    id: "listServices",
    summary: "What the clinic offers",
    tag,
    query: listQuery(serviceFilters, "name", "created"),
    answer: ServicesPage,
    async handle({ query, db, account }) {
      assertListed(account, "services", query.deleted);
      const filter = { search: query.q, active: query.active, deleted: query.deleted };
      return pageAnswer(await listServices(db, filter, sortOf(query), pageRequest(query)), query);
    },
  });
}

function addCreateService(app: FastifyInstance, deps: Deps): void {
  addRoute(app, deps, {
    method: "POST",
    url: "/api/v1/services",
    id: "createService",
    summary: "Create a service",
    tag,
    status: 201,
    body: ServiceInput,
    answer: Service,
    async handle({ body, db, audit }) {
      const service = await insertRow(db, "services", {
        ...stored(body),
        slug: body.slug,
        texts: JSON.stringify(body.texts),
        durationMinutes: body.durationMinutes,
        modality: body.modality,
      });
      audit({ action: "create", entity: "service", entityId: service.id });
      return shown(service);
    },
  });
}

function addGetService(app: FastifyInstance, deps: Deps): void {
  addRoute(app, deps, {
    method: "GET",
    url: "/api/v1/services/:id",
    id: "getService",
    summary: "Read a service",
    tag,
    params: ById,
    answer: Service,
    handle: ({ params, db }) => whole(db, params.id),
  });
}

function addUpdateService(app: FastifyInstance, deps: Deps): void {
  addRoute(app, deps, {
    method: "PATCH",
    url: "/api/v1/services/:id",
    id: "updateService",
    summary: "Change a service",
    tag,
    versioned: true,
    params: ById,
    body: ServicePatch,
    answer: Service,
    async handle({ params, body, version, db, audit }) {
      const patch = stored(body);
      const changed = await updateRow(db, "services", { id: params.id, version }, patch);
      if (!changed) throw await whyNotChanged(db, "services", params.id);
      audit({ action: "update", entity: "service", entityId: params.id, changes: { fields: Object.keys(patch) } });
      return shown(changed);
    },
  });
}
