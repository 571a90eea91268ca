import { type Db, missingRows, type ReferredTable } from "@acolhe/database";
import { type FieldError, Problem } from "./problem.ts";

/*
 * What a request refers to is looked up before its work begins, by the names of its fields, so that a route cannot forget it.
 * What a route is about (`:id`, rows of a bulk action) is for the route: it answers `not-found`, or one result a row.
 */

/** Fields of bodies and queries that name a record, and of which kind. A test compares them with the document. */
export const REFERS_TO: Readonly<Record<string, ReferredTable>> = {
  ...{ patientId: "patients", guardianId: "guardians", professionalId: "professionals" },
  ...{ serviceId: "services", serviceIds: "services", tagId: "tags", tagIds: "tags" },
  ...{ userId: "users", assigneeId: "users", assignee: "users", authorId: "users" },
  ...{ exceptId: "appointments", channel: "channels" },
};
/** The same of one route, where the name says less. */
export const OF_ROUTE: Readonly<Record<string, Readonly<Record<string, ReferredTable>>>> = {
  "POST /api/v1/patients/bulk/tags": { add: "tags", remove: "tags" },
};

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;
const MISSING = "não existe ou foi excluído";

interface Asked {
  readonly query: unknown;
  readonly body: unknown;
}

/**
 * A filter may name what was deleted: what it had is still to be found. A change may not.
 *
 * @throws Problem unknown-reference, which names each field
 */
export async function assertReferences(db: Db, route: string, { query, body }: Asked): Promise<void> {
  const fields = { ...REFERS_TO, ...OF_ROUTE[route] };
  const errors: FieldError[] = [];
  for (const [part, asked] of [
    ["query", query],
    ["body", body],
  ] as const) {
    if (asked === null || typeof asked !== "object" || Array.isArray(asked)) continue;
    for (const [name, value] of Object.entries(asked)) {
      const table = Object.hasOwn(fields, name) ? fields[name] : undefined;
      const named = [value].flat().filter((one): one is string => typeof one === "string");
      const ids = table === "channels" ? named : named.filter((one) => UUID.test(one));
      if (table === undefined || ids.length === 0) continue;
      const missing = await missingRows(db, table, ids, { mayBeDeleted: part === "query" });
      for (const id of missing)
        errors.push({
          path: `${part}.${name}${Array.isArray(value) ? `.${value.indexOf(id)}` : ""}`,
          message: MISSING,
        });
    }
  }
  if (errors.length > 0) throw new Problem("unknown-reference", { errors });
}
