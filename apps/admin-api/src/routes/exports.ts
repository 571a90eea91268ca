import {
  beginExport,
  findExport,
  listAppointments,
  listAudit,
  listBlocks,
  listContacts,
  listConversations,
  listLeads,
  listNotes,
  listPeople,
  listProfessionals,
  listServices,
  listUsers,
  type PersonKind,
} from "@acolhe/database";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import {
  APPOINTMENT,
  AUDIT,
  BLOCK,
  CONTACT,
  CONVERSATION,
  LEAD,
  NOTE,
  PERSON,
  PROFESSIONAL,
  SERVICE,
  USER,
} from "../files/columns.ts";
import { type Ask, everyRow } from "../files/every-row.ts";
import { CSV, XLSX } from "../files/read-rows.ts";
import type { Column } from "../files/table.ts";
import { writeCsv } from "../files/write-csv.ts";
import { writeXlsx } from "../files/write-xlsx.ts";
import { Problem } from "../http/problem.ts";
import { addRoute } from "../http/route.ts";
import { Id } from "../schemas/common.ts";
import { appointmentFilters } from "./appointments.ts";
import { auditFilters } from "./audit.ts";
import { blockFilters } from "./blocks.ts";
import { contactFilters } from "./contacts.ts";
import { conversationFilters } from "./conversation-records.ts";
import type { Deps } from "./deps.ts";
import { leadFilters } from "./leads.ts";
import { noteFilters } from "./notes.ts";
import { peopleFilters } from "./people.ts";
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
      .describe("Null while it is under way; left: whoever asked for it has gone"),
  })
  .meta({ id: "Export" });

function addExport<F extends z.ZodRawShape, Row>(
  app: FastifyInstance,
  deps: Deps,
  list: {
    readonly url: string;
    readonly id: string;
    readonly entity: string;
    readonly tag: string;
    readonly filters: F;
    readonly columns: readonly Column<Row>[];
    readonly ask: (filter: z.output<z.ZodObject<F>>) => Ask<Row>;
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
      const { format, ...filter } = query as { format: "csv" | "xlsx" };
      const ask = list.ask(filter as z.output<z.ZodObject<F>>);
      // The whole list is asked of the pool: a transaction would hold a connection as long as somebody downloads.
      const { total } = await ask(deps.db, { limit: 1, descending: false, countMax: Number.MAX_SAFE_INTEGER });
      audit({ action: "export", entity: list.entity, changes: { rows: total, format } });
      const exportId = await beginExport(deps.db, { userId: account.userId, entity: list.entity, format, total });
      const rows = everyRow(deps.db, ask, exportId);
      reply.headers({
        "content-type": format === "csv" ? `${CSV}; charset=utf-8` : XLSX,
        "content-disposition": `attachment; filename="${list.entity}.${format}"`,
        "x-total-rows": String(total),
        "x-export-id": exportId,
      });
      // A stream in place of the string that the document speaks of.
      return (format === "csv" ? writeCsv(list.columns, rows) : writeXlsx(list.columns, rows)) as unknown as string;
    },
  });
}

export function addExportRoutes(app: FastifyInstance, deps: Deps): void {
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

  addPeopleExport(app, deps, "patients");
  addPeopleExport(app, deps, "guardians");
  addExport(app, deps, {
    url: "/api/v1/appointments",
    id: "exportAppointments",
    entity: "appointment",
    tag: "Agendamentos",
    filters: appointmentFilters,
    columns: APPOINTMENT,
    ask: (filter) => (db, page) => listAppointments(db, filter, page),
  });
  addExport(app, deps, {
    url: "/api/v1/leads",
    id: "exportLeads",
    entity: "lead",
    tag: "Leads",
    filters: leadFilters,
    columns: LEAD,
    ask:
      ({ q, ...filter }) =>
      (db, page) =>
        listLeads(db, { ...filter, search: q }, page),
  });
  addExport(app, deps, {
    url: "/api/v1/contacts",
    id: "exportContacts",
    entity: "contact",
    tag: "Contatos",
    filters: contactFilters,
    columns: CONTACT,
    ask:
      ({ q, ...filter }) =>
      (db, page) =>
        listContacts(db, { ...filter, search: q }, "name", page),
  });
  addExport(app, deps, {
    url: "/api/v1/audit",
    id: "exportAudit",
    entity: "audit",
    tag: "Auditoria",
    filters: auditFilters,
    columns: AUDIT,
    ask: (filter) => (db, page) => listAudit(db, filter, page),
  });
  addExport(app, deps, {
    url: "/api/v1/blocks",
    id: "exportBlocks",
    entity: "block",
    tag: "Bloqueios",
    filters: blockFilters,
    columns: BLOCK,
    ask: (filter) => (db, page) => listBlocks(db, filter, page),
  });
  addExport(app, deps, {
    url: "/api/v1/notes",
    id: "exportNotes",
    entity: "note",
    tag: "Pacientes",
    filters: noteFilters,
    columns: NOTE,
    ask:
      ({ q, ...filter }) =>
      (db, page) =>
        listNotes(db, { ...filter, search: q }, page),
  });
  addExport(app, deps, {
    url: "/api/v1/services",
    id: "exportServices",
    entity: "service",
    tag: "Serviços",
    filters: serviceFilters,
    columns: SERVICE,
    ask:
      ({ q, ...filter }) =>
      (db, page) =>
        listServices(db, { ...filter, search: q }, "name", page),
  });
  addExport(app, deps, {
    url: "/api/v1/professionals",
    id: "exportProfessionals",
    entity: "professional",
    tag: "Profissionais",
    filters: professionalFilters,
    columns: PROFESSIONAL,
    ask:
      ({ q, ...filter }) =>
      (db, page) =>
        listProfessionals(db, { ...filter, search: q }, "name", page),
  });
  addExport(app, deps, {
    url: "/api/v1/users",
    id: "exportUsers",
    entity: "user",
    tag: "Usuários",
    filters: userFilters,
    columns: USER,
    ask:
      ({ q, ...filter }) =>
      (db, page) =>
        listUsers(db, { ...filter, search: q }, "name", page),
  });
  addExport(app, deps, {
    url: "/api/v1/conversations",
    id: "exportConversations",
    entity: "conversation",
    tag: "Conversas",
    filters: conversationFilters,
    columns: CONVERSATION,
    ask:
      ({ q, ...filter }) =>
      (db, page) =>
        listConversations(db, { ...filter, search: q }, "firstTurnSeq", page),
  });
}

function addPeopleExport(app: FastifyInstance, deps: Deps, kind: PersonKind): void {
  const isPatients = kind === "patients";
  addExport(app, deps, {
    url: `/api/v1/${kind}`,
    id: isPatients ? "exportPatients" : "exportGuardians",
    entity: isPatients ? "patient" : "guardian",
    tag: isPatients ? "Pacientes" : "Responsáveis",
    filters: { ...peopleFilters, tagId: Id.optional() },
    columns: PERSON,
    ask:
      ({ q, ...filter }) =>
      (db, page) =>
        listPeople(db, kind, { ...filter, search: q }, "name", page),
  });
}
