import { beginImport, type Db, findImport, noteImport } from "@acolhe/database";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";
import { alikeRows } from "../files/alike-rows.ts";
import { dateOrderOf, orderToRead } from "../files/birth-dates.ts";
import {
  fieldTitled,
  IMPORT_FIELDS,
  type ImportField,
  type ImportMapping,
  rivalsOf,
  suggestedMapping,
  titledMapping,
  titleOf,
  valuesAt,
} from "../files/import-columns.ts";
import { parseFile } from "../files/parse-file.ts";
import type { RowPlan } from "../files/plan-import.ts";
import type { ParsedFile, ReadAs } from "../files/read-rows.ts";
import { type Column, CSV, XLSX } from "../files/table.ts";
import { writeCsv } from "../files/write-csv.ts";
import { writeXlsx } from "../files/write-xlsx.ts";
import { createPlaces } from "../http/places.ts";
import { Problem } from "../http/problem.ts";
import { addRoute } from "../http/route.ts";
import { IMPORT_BYTES_MAX, IMPORT_CHANGES_TOLD, IMPORT_ROWS_MAX, IMPORTS_MAX, IMPORTS_OF_USER_MAX } from "../limits.ts";
import { ImportProgress, ImportQuery, ImportReport, Inspection, InspectQuery } from "../schemas/imports.ts";
import type { Deps } from "./deps.ts";
import { planImport, writeImport } from "./import-rows.ts";
import { ById } from "./records.ts";

const tag = "Pacientes";
const SHOWN_ROWS = 5;
const SHOWN_SAMPLES = 3;
const file = { consumes: [CSV, XLSX], bodyLimit: IMPORT_BYTES_MAX } as const;

const ONE_AT_A_TIME = {
  pt: "Um arquivo seu ainda está sendo lido. Aguarde até ele terminar.",
  es: "Todavía se está leyendo un archivo suyo. Espere a que termine.",
  en: "A file of yours is still being read. Wait until it is done.",
};

export function addImportRoutes(app: FastifyInstance, deps: Deps): void {
  // Files are taken by these routes alone.
  app.register(async (files) => {
    files.addContentTypeParser(
      [CSV, XLSX],
      { parseAs: "buffer", bodyLimit: IMPORT_BYTES_MAX },
      (_request, body, done) => done(null, body),
    );
    // Before the body is read: a file takes memory from its first byte on.
    const places = createPlaces({ total: IMPORTS_MAX, ofUser: IMPORTS_OF_USER_MAX });
    files.addHook("preParsing", async (request, reply) => {
      if (request.account) reply.raw.once("close", places.take(request.account.userId, ONE_AT_A_TIME));
    });
    // Read before a route opens its transaction: no connection waits for a spreadsheet.
    files.addHook("preHandler", async (request) => {
      if (!Buffer.isBuffer(request.body))
        throw new Problem("unsupported-media-type", {
          detail: {
            pt: `Envie um arquivo CSV ou XLSX, com content-type ${CSV} ou ${XLSX}.`,
            es: `Envíe un archivo CSV o XLSX, con content-type ${CSV} o ${XLSX}.`,
            en: `Send a CSV or XLSX file, with content-type ${CSV} or ${XLSX}.`,
          },
        });
      request.body = await parseFile(request.body, request.query as ReadAs);
    });
    addInspect(files, deps);
    addImport(files, deps);
  });
  addTemplate(app, deps);
  addProgress(app, deps);
}

/** What the hook above made of the body. */
const parsedOf = (request: FastifyRequest) => request.body as ParsedFile;

function addInspect(app: FastifyInstance, deps: Deps): void {
  addRoute(app, deps, {
    method: "POST",
    url: "/api/v1/patients/import/inspect",
    id: "inspectImport",
    summary: "What a file holds, and which field each column seems to be; nothing of it is kept",
    tag,
    reads: true,
    query: InspectQuery,
    ...file,
    answer: Inspection,
    async handle({ request, audit }) {
      const parsed = parsedOf(request);
      const { titles, rows, format, encoding = null, delimiter = null, sheet = null } = parsed;
      audit({ action: "inspect-import", entity: "patient", changes: { rows: rows.length } });
      const mapping = suggestedMapping(parsed);
      const rivals = rivalsOf(titles);
      return {
        ...{ format, encoding, delimiter, sheet, sheets: [...parsed.sheets], titlesLine: parsed.titlesLine },
        notices: parsed.notices.map(({ kind, count, lines }) => ({ kind, count, lines: [...lines] })),
        rows: rows.length,
        columns: titles.map((title, place) => {
          const values = valuesAt(rows, place);
          const suggested = mapping[place] ?? null;
          const samples = values.slice(0, SHOWN_SAMPLES);
          const found = { rival: rivals[place] ?? null, dateOrder: dateOrderOf(values) };
          return { title, suggested, ...found, filled: values.length, samples };
        }),
        firstRows: rows.slice(0, SHOWN_ROWS).map(({ number, cells }) => ({ row: number, cells: [...cells] })),
      };
    },
  });
}

function addImport(app: FastifyInstance, deps: Deps): void {
  addRoute(app, deps, {
    method: "POST",
    url: "/api/v1/patients/import",
    id: "importPatients",
    summary: `Patients from a file of up to ${IMPORT_ROWS_MAX} rows. Rows with a problem are told one by one; without skipInvalid they stop the whole`,
    tag,
    query: ImportQuery,
    ...file,
    answer: ImportReport,
    async handle({ query, db, audit, account, request }) {
      const { titles, rows } = parsedOf(request);
      const mapping = mappingOf(query.columns, titles);
      const { progressId: id, onExisting, allowDuplicates = false, bringBackReason } = query;
      const bringBack = bringBackReason !== undefined;
      const dateOrder = orderToRead(query.dateOrder, valuesAt(rows, mapping.indexOf("birthDate")));
      const today = new Date(Date.now()).toISOString().slice(0, "2000-12-31".length);
      const begun =
        id === undefined || (await beginImport(deps.db, { id, userId: account.userId, total: rows.length }));
      if (!begun) throw new Problem("already-exists", { detail: "Este progressId já é de outra importação." });
      const progress = async (now: Parameters<typeof noteImport>[2], on: Db = deps.db) => {
        if (id !== undefined) await noteImport(on, id, now);
      };
      try {
        const plans = await planImport(
          db,
          rows,
          { mapping, onExisting, allowDuplicates, bringBack, dateOrder, today },
          progress,
        );
        const hasProblems = plans.some(({ does }) => does === "problem");
        const goes = query.dryRun !== true && (!hasProblems || query.skipInvalid === true);
        if (goes) await writeImport(db, plans, audit, progress);
        const report = reportOf(plans, goes);
        const why = bringBack ? { bringBackReason } : {};
        audit({
          action: "import",
          entity: "patient",
          changes: { rows: rows.length, imported: report.imported, ...why },
        });
        // With the rest of the transaction: it is done when the rows are there.
        await progress({ outcome: goes || query.dryRun === true ? "done" : "refused" }, db);
        return { ...report, ignoredColumns: titles.filter((title, place) => title !== "" && !mapping[place]) };
      } catch (error) {
        await progress({ outcome: "failed" }).catch(() => undefined);
        throw error;
      }
    },
  });
}

/** @throws Problem invalid-request for what is no mapping, or has no name */
function mappingOf(columns: string | undefined, titles: readonly string[]): ImportMapping {
  const wrong = (message: string) => new Problem("invalid-request", { errors: [{ path: "query.columns", message }] });
  if (columns === undefined) {
    const mapping = titledMapping(titles);
    const rival = rivalsOf(titles).findIndex((earlier) => earlier !== null);
    if (rival >= 0) throw twice(titles[rival] ?? "");
    if (mapping.includes("name")) return mapping;
    throw new Problem("invalid-request", { detail: "A primeira linha precisa dar nome às colunas, uma delas Nome." });
  }
  const mapping = columns.split(",").map((name) => {
    if (name === "" || name === "-") return null;
    if (!IMPORT_FIELDS.includes(name as ImportField)) throw wrong(`um destes: ${IMPORT_FIELDS.join(", ")}`);
    return name as ImportField;
  });
  const fields = mapping.filter((field) => field !== null);
  if (new Set(fields).size < fields.length) throw wrong("cada campo em uma só coluna");
  if (!fields.includes("name")) throw wrong("uma das colunas é name");
  return mapping;
}

function twice(title: string): Problem {
  const field = titleOf(fieldTitled(title)!);
  return new Problem("invalid-request", {
    detail: {
      pt: `Mais de uma coluna parece ser ${field}. Diga qual delas vale, em columns.`,
      es: `Más de una columna parece ser ${field}. Diga cuál de ellas vale, en columns.`,
      en: `More than one column seems to be ${field}. Say which of them counts, in columns.`,
    },
  });
}

function reportOf(plans: readonly RowPlan[], goes: boolean) {
  const count = (does: RowPlan["does"]) => plans.filter((plan) => plan.does === does).length;
  const planned = { create: count("create"), update: count("update"), skip: count("skip") };
  return {
    rows: plans.length,
    planned,
    imported: goes ? planned.create : 0,
    updated: goes ? planned.update : 0,
    skipped: goes ? planned.skip : 0,
    changes: plans
      .flatMap((plan) =>
        plan.does === "update"
          ? [{ row: plan.row, patientId: plan.id, fields: Object.keys(plan.patch) as ImportField[] }]
          : [],
      )
      .slice(0, IMPORT_CHANGES_TOLD),
    problems: plans.flatMap((plan) =>
      plan.does === "problem" ? [{ row: plan.row, messages: [...plan.messages] }] : [],
    ),
    erased: plans.filter((plan) => plan.does === "problem" && plan.erased).length,
    warnings: alikeRows(
      plans.flatMap((plan) => (plan.does === "create" ? [{ row: plan.row, ...plan.person }] : [])),
    ).map(({ row, messages }) => ({ row, messages: [...messages] })),
  };
}

function addTemplate(app: FastifyInstance, deps: Deps): void {
  const columns: Column<never>[] = IMPORT_FIELDS.map((field) => ({ title: titleOf(field), value: () => null }));
  addRoute(app, deps, {
    method: "GET",
    url: "/api/v1/patients/import/template",
    id: "getImportTemplate",
    summary: "An empty file with the titles an import knows",
    tag,
    query: z.object({ format: z.enum(["csv", "xlsx"]).default("xlsx") }),
    produces: [CSV, XLSX],
    answer: z.string(),
    async handle({ query: { format }, reply }) {
      reply.headers({
        "content-type": format === "csv" ? `${CSV}; charset=utf-8` : XLSX,
        "content-disposition": `attachment; filename="pacientes.${format}"`,
      });
      const none = (async function* () {})();
      // A stream in place of the string that the document speaks of.
      return (format === "csv" ? writeCsv(columns, none) : writeXlsx(columns, none)) as unknown as string;
    },
  });
}

function addProgress(app: FastifyInstance, deps: Deps): void {
  addRoute(app, deps, {
    method: "GET",
    url: "/api/v1/imports/:id",
    id: "getImport",
    summary: "How far an import of one's own is; told for a week",
    tag,
    params: ById,
    answer: ImportProgress,
    async handle({ params, db, account }) {
      const found = await findImport(db, params.id, account.userId);
      if (!found) throw new Problem("not-found");
      return { ...found, outcome: found.outcome as z.output<typeof ImportProgress>["outcome"] };
    },
  });
}
