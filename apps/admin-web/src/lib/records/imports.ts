import type { components } from "@acolhe/admin-client";
import { api, ask } from "#lib/api/client.ts";
import { answer } from "#lib/api/problem.ts";
import { type Field, type ImportOptions, queryOf, type ReadAs, readQuery } from "./import-query.ts";

/** A file of patients on its way into the records: looked at, tried, taken. */

type Schemas = components["schemas"];
export type Inspection = Schemas["ImportInspection"];
export type Report = Schemas["ImportReport"];
export type Progress = Schemas["ImportProgress"];

export const IMPORT_FIELDS = [
  "name",
  "socialName",
  "birthDate",
  "cpf",
  "phone",
  "email",
  "language",
  "insurance",
] as const satisfies readonly Field[];

const TYPES = {
  csv: "text/csv",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
} as const;
export const ACCEPTED = ".csv,.xlsx,.txt,.tsv";
export const isAccepted = (file: File): boolean => /\.(?:csv|xlsx|txt|tsv)$/i.test(file.name);
// What it really is, is found out by what is in it.
const typeOf = (file: File) => (/\.xlsx$/i.test(file.name) ? TYPES.xlsx : TYPES.csv);

export const inspect = (file: File, readAs: ReadAs): Promise<Inspection> =>
  send("/api/v1/patients/import/inspect", readQuery(readAs), file);

export const tryImport = (file: File, options: ImportOptions): Promise<Report> =>
  send("/api/v1/patients/import", { ...queryOf(options), dryRun: "true" }, file);

export const takeImport = (file: File, options: ImportOptions, progressId: string): Promise<Report> =>
  send("/api/v1/patients/import", { ...queryOf(options), skipInvalid: "true", progressId }, file);

export const progressOf = (id: string): Promise<Progress> =>
  answer(api.GET("/api/v1/imports/{id}", { params: { path: { id } } }));

/** Why a mapping cannot be tried yet. */
export function mappingProblem(columns: readonly (Field | "")[]): "no-name" | "twice" | undefined {
  const fields = columns.filter((field) => field !== "");
  if (new Set(fields).size < fields.length) return "twice";
  return fields.includes("name") ? undefined : "no-name";
}

// A file is its own body, which the typed client does not send.
function send<T>(path: string, query: Readonly<Record<string, string>>, file: File): Promise<T> {
  const url = new URL(`${path}?${new URLSearchParams(query)}`, location.origin);
  const asked = ask(url, { method: "POST", headers: { "content-type": typeOf(file) }, body: file });
  return answer<T>(
    asked.then(async (response) => {
      const body: unknown = await response.json().catch(() => undefined);
      return response.ok ? { data: body as T, response } : { error: body, response };
    }),
  );
}
