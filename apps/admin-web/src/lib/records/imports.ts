import type { components } from "@acolhe/admin-client";
import { api, ask } from "#lib/api/client.ts";
import { answer } from "#lib/api/problem.ts";

/** A file of patients on its way into the records: looked at, tried, taken. */

type Schemas = components["schemas"];
export type Inspection = Schemas["ImportInspection"];
export type Report = Schemas["ImportReport"];
export type Progress = Schemas["ImportProgress"];
export type Field = NonNullable<Inspection["columns"][number]["suggested"]>;

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

export interface ImportOptions {
  /** Which field each column holds, in the order of the file; "": none. */
  readonly columns: readonly (Field | "")[];
  readonly onExisting: "refuse" | "skip" | "update";
  readonly allowDuplicates: boolean;
}

const TYPES = {
  csv: "text/csv",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
} as const;
export const ACCEPTED = ".csv,.xlsx";
export const isAccepted = (file: File): boolean => /\.(?:csv|xlsx)$/i.test(file.name);
const typeOf = (file: File) => (/\.csv$/i.test(file.name) ? TYPES.csv : TYPES.xlsx);

export const inspect = (file: File): Promise<Inspection> => send("/api/v1/patients/import/inspect", {}, file);

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

const queryOf = ({ columns, onExisting, allowDuplicates }: ImportOptions): Record<string, string> => ({
  columns: columns.join(","),
  onExisting,
  ...(allowDuplicates ? { allowDuplicates: "true" } : {}),
});

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
