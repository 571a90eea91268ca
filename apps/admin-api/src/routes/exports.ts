import {
  type AuditEntity,
  beginExport,
  type Db,
  findExport,
  findSession,
  listAppointments,
  listAudit,
  listBlocks,
  listContacts,
  listConversations,
  listGuardians,
  listLeads,
  listNotes,
  listPatients,
  listProfessionals,
  listServices,
  listUsers,
  type Page,
  type PageRequest,
} from "@acolhe/database";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import type { Account } from "../access/authenticate.ts";
import { mayCall } from "../access/roles.ts";
import { timeZoneOf } from "../clinic.ts";
import {
  APPOINTMENT,
  AUDIT,
  BLOCK,
  CONTACT,
  CONVERSATION,
  GUARDIAN,
  LEAD,
  NOTE,
  PATIENT,
  PROFESSIONAL,
  SERVICE,
  USER,
} from "../files/columns.ts";
import { type Ask, everyRow } from "../files/every-row.ts";
import { type Column, CSV, inZone, XLSX } from "../files/table.ts";
import { writeCsv } from "../files/write-csv.ts";
import { writeXlsx } from "../files/write-xlsx.ts";
import { createPlaces } from "../http/places.ts";
import { Problem } from "../http/problem.ts";
import { addRoute } from "../http/route.ts";
import { EXPORTS_MAX, EXPORTS_OF_USER_MAX } from "../limits.ts";
import { Id } from "../schemas/common.ts";
import { appointmentFilters } from "./appointments.ts";
import { auditFilters } from "./audit.ts";
import { blockFilters } from "./blocks.ts";
import { contactFilters } from "./contacts.ts";
import { conversationFilters, filterOf } from "./conversation-records.ts";
import type { Deps } from "./deps.ts";
import { leadFilters } from "./leads.ts";
import { noteFilters } from "./notes.ts";
import { guardianFilters, patientFilters } from "./people-lists.ts";
import { professionalFilters } from "./professionals.ts";
import { ById } from "./records.ts";
import { serviceFilters } from "./services.ts";
import { userFilters } from "./users.ts";

const Export = z
  .object({
    id: Id,
    entity: z.string(),
    format: z.string(),
    total: z.int().describe("Rows that fitted the filter when it began"),
    written: z.int().describe("Rows handed to the file so far"),
    startedAt: z.string(),
    endedAt: z.string().nullable(),
    outcome: z
      .enum(["done", "failed", "left"])
      .nullable()
      .describe("Null while it is under way; left: the client that asked for it has gone"),
  })
  .meta({ id: "Export" });

/** What a list's function takes for what its route is asked: the text is `q` outside and `search` inside. */
type ListFilter<F extends z.ZodRawShape> = Omit<z.output<z.ZodObject<F>>, "q"> & {
  readonly search?: string | undefined;
};

type Places = ReturnType<typeof createPlaces>;

function addExport<F extends z.ZodRawShape, Row>(
  app: FastifyInstance,
  deps: Deps,
  places: Places,
  list: {
    readonly url: string;
    readonly id: string;
    readonly entity: AuditEntity;
    readonly tag: string;
    readonly filters: F;
    readonly columns: readonly Column<Row>[];
    readonly rows: (db: Db, filter: ListFilter<F>, page: PageRequest, account: Account) => Promise<Page<Row>>;
  },
): void {
  addRoute(app, deps, {
    method: "GET",
    url: `${list.url}/export`,
    id: list.id,
    summary:
      "The filtered list as a file; x-total-rows says how many rows will come, x-export-id where to ask how far it is",
    tag: list.tag,
    query: z.object({ ...list.filters, format: z.enum(["csv", "xlsx"]).default("xlsx") }),
    produces: [CSV, XLSX],
    answer: z.string(),
    async handle({ query, audit, account, reply }) {
      const { format, q, ...filter } = query as { format: "csv" | "xlsx"; q?: string };
      const ask: Ask<Row> = (db, page) => list.rows(db, { ...filter, search: q } as ListFilter<F>, page, account);
      const leave = places.take(account.userId, FEW_AT_A_TIME);
      reply.raw.once("close", leave);
      // The whole list is asked of the pool: a transaction would hold a connection for the whole download.
      const { total } = await ask(deps.db, { limit: 1, descending: false, countMax: Number.MAX_SAFE_INTEGER });
      audit({ action: "export", entity: list.entity, changes: { rows: total, format } });
      const exportId = await beginExport(deps.db, { userId: account.userId, entity: list.entity, format, total });
      const mayGoOn = async () =>
        mayCall((await findSession(deps.db, account.familyId))?.role, `GET ${list.url}/export`);
      const rows = everyRow(deps.db, ask, { exportId, mayGoOn });
      const columns = inZone(list.columns, await timeZoneOf(deps.db));
      reply.headers({
        "content-type": format === "csv" ? `${CSV}; charset=utf-8` : XLSX,
        "content-disposition": `attachment; filename="${list.entity}.${format}"`,
        "x-total-rows": String(total),
        "x-export-id": exportId,
      });
      // A stream in place of the string that the document speaks of.
      return (format === "csv" ? writeCsv(columns, rows) : writeXlsx(columns, rows)) as unknown as string;
    },
  });
}

const FEW_AT_A_TIME = {
  pt: "Outros arquivos seus ainda estão sendo escritos. Aguarde até terminarem.",
  es: "Todavía se están escribiendo otros archivos suyos. Espere a que terminen.",
  en: "Other files of yours are still being written. Wait until they are done.",
};

export function addExportRoutes(app: FastifyInstance, deps: Deps): void {
  const places = createPlaces({ total: EXPORTS_MAX, ofUser: EXPORTS_OF_USER_MAX });
  addGetExport(app, deps);
  addExportsOfPeople(app, deps, places);
  addExportsOfRecords(app, deps, places);
  addExportsOfClinic(app, deps, places);
}

function addGetExport(app: FastifyInstance, deps: Deps): void {
  addRoute(app, deps, {
    method: "GET",
    url: "/api/v1/exports/:id",
    id: "getExport",
    summary: "How far an export of one's own is; told for a week",
    tag: "Exportações",
    params: ById,
    answer: Export,
    async handle({ params, db, account }) {
      const found = await findExport(db, params.id, account.userId);
      if (!found) throw new Problem("not-found");
      return found;
    },
  });
}

/** Who comes, and when. */
function addExportsOfPeople(app: FastifyInstance, deps: Deps, places: Places): void {
  addExport(app, deps, places, {
    url: "/api/v1/patients",
    id: "exportPatients",
    entity: "patient",
    tag: "Pacientes",
    filters: patientFilters,
    columns: PATIENT,
    rows: (db, filter, page) => listPatients(db, filter, "name", page),
  });
  addExport(app, deps, places, {
    url: "/api/v1/guardians",
    id: "exportGuardians",
    entity: "guardian",
    tag: "Responsáveis",
    filters: guardianFilters,
    columns: GUARDIAN,
    rows: (db, filter, page) => listGuardians(db, filter, "name", page),
  });
  addExport(app, deps, places, {
    url: "/api/v1/appointments",
    id: "exportAppointments",
    entity: "appointment",
    tag: "Agendamentos",
    filters: appointmentFilters,
    columns: APPOINTMENT,
    rows: listAppointments,
  });
  addExport(app, deps, places, {
    url: "/api/v1/leads",
    id: "exportLeads",
    entity: "lead",
    tag: "Leads",
    filters: leadFilters,
    columns: LEAD,
    rows: listLeads,
  });
  addExport(app, deps, places, {
    url: "/api/v1/contacts",
    id: "exportContacts",
    entity: "contact",
    tag: "Contatos",
    filters: contactFilters,
    columns: CONTACT,
    rows: (db, filter, page) => listContacts(db, filter, "name", page),
  });
}

/** What was done, decided and noted. */
function addExportsOfRecords(app: FastifyInstance, deps: Deps, places: Places): void {
  addExport(app, deps, places, {
    url: "/api/v1/audit",
    id: "exportAudit",
    entity: "audit",
    tag: "Auditoria",
    filters: auditFilters,
    columns: AUDIT,
    rows: listAudit,
  });
  addExport(app, deps, places, {
    url: "/api/v1/blocks",
    id: "exportBlocks",
    entity: "block",
    tag: "Bloqueios",
    filters: blockFilters,
    columns: BLOCK,
    rows: listBlocks,
  });
  addExport(app, deps, places, {
    url: "/api/v1/notes",
    id: "exportNotes",
    entity: "note",
    tag: "Pacientes",
    filters: noteFilters,
    columns: NOTE,
    rows: listNotes,
  });
}

/** The clinic itself, and its conversations. */
function addExportsOfClinic(app: FastifyInstance, deps: Deps, places: Places): void {
  addExport(app, deps, places, {
    url: "/api/v1/services",
    id: "exportServices",
    entity: "service",
    tag: "Serviços",
    filters: serviceFilters,
    columns: SERVICE,
    rows: (db, filter, page) => listServices(db, filter, "name", page),
  });
  addExport(app, deps, places, {
    url: "/api/v1/professionals",
    id: "exportProfessionals",
    entity: "professional",
    tag: "Profissionais",
    filters: professionalFilters,
    columns: PROFESSIONAL,
    rows: (db, filter, page) => listProfessionals(db, filter, "name", page),
  });
  addExport(app, deps, places, {
    url: "/api/v1/users",
    id: "exportUsers",
    entity: "user",
    tag: "Usuários",
    filters: userFilters,
    columns: USER,
    rows: (db, filter, page) => listUsers(db, filter, "name", page),
  });
  addExport(app, deps, places, {
    url: "/api/v1/conversations",
    id: "exportConversations",
    entity: "conversation",
    tag: "Conversas",
    filters: conversationFilters,
    columns: CONVERSATION,
    rows: (db, { search, ...filter }, page, account) =>
      listConversations(db, filterOf({ ...filter, q: search }, account), "firstTurnSeq", page),
  });
}
