import { addDays, startOfDay } from "#lib/format/calendar.ts";
import type { GuardianQuery, PatientQuery } from "./people.ts";

/** What the address of a list says, as the API's query. The names in the address are what people see in bookmarks. */

export const PATIENT_MISSING = ["cpf", "birthDate", "phone", "guardian", "insurance"] as const;
export const GUARDIAN_MISSING = ["cpf", "birthDate", "phone", "patient"] as const;
export const QUIET_DAYS = ["30", "60", "90", "180", "365"] as const;
const SORTS = ["name", "-name", "created", "-created", "updated", "-updated"] as const;

/** Of a list's address: everything that a saved view keeps. */
const LIST_PARAMS = [
  "busca",
  "etiqueta",
  "convenio",
  "falta",
  "semcontato",
  "proximo",
  "excluidos",
  "ordem",
  "colunas",
] as const;
/** Those that leave rows out. */
export const FILTER_PARAMS = ["etiqueta", "convenio", "falta", "semcontato", "proximo", "excluidos"] as const;

interface Today {
  /** In the clinic's zone, 2026-11-29. */
  readonly day: string;
  readonly timeZone: string;
}

/** An address's query, to be read alone. */
type Params = Pick<URLSearchParams, "get">;

const oneOf = <T extends string>(known: readonly T[], text: string | null): T | undefined =>
  known.find((value) => value === text);

function common(params: Params, today: Today) {
  const q = params.get("busca")?.trim().slice(0, 100);
  const quiet = oneOf(QUIET_DAYS, params.get("semcontato"));
  const sort = oneOf(SORTS, params.get("ordem"));
  return {
    ...(q ? { q } : {}),
    ...(quiet ? { noContactSince: startOfDay(addDays(today.day, -Number(quiet)), today.timeZone) } : {}),
    ...(params.get("excluidos") === "1" ? { deleted: "true" } : {}),
    ...(sort ? { sort } : {}),
  };
}

export function patientQuery(params: Params, today: Today): PatientQuery {
  const tagId = params.get("etiqueta");
  const insurance = params.get("convenio")?.trim().slice(0, 120);
  const missing = oneOf(PATIENT_MISSING, params.get("falta"));
  const next = oneOf(["sim", "nao"], params.get("proximo"));
  return {
    ...common(params, today),
    ...(tagId && /^[0-9a-f-]{36}$/.test(tagId) ? { tagId } : {}),
    ...(insurance ? { insurance } : {}),
    ...(missing ? { missing } : {}),
    ...(next ? { nextAppointment: String(next === "sim") } : {}),
  };
}

export function guardianQuery(params: Params, today: Today): GuardianQuery {
  const missing = oneOf(GUARDIAN_MISSING, params.get("falta"));
  return { ...common(params, today), ...(missing ? { missing } : {}) };
}

/** What of an address a view keeps, in one order, so that two addresses of the same list are one view. */
export function viewQuery(params: Params): string {
  const kept = new URLSearchParams();
  for (const name of LIST_PARAMS) {
    const value = params.get(name);
    if (value) kept.set(name, value);
  }
  return kept.toString();
}

/** The address's order after a click on a column's title: up, down, and back to the list's own. */
export function nextSort(current: string, column: string): string {
  if (current === column) return `-${column}`;
  return current === `-${column}` ? "" : column;
}
