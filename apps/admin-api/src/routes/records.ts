import { type Db, findRow } from "@acolhe/database";
import { z } from "zod";
import { Problem } from "../http/problem.ts";
import { Id } from "../schemas/common.ts";

export const ById = z.object({ id: Id });

/** Optional keys of a schema may be there without a value; the database takes only values and nulls. */
export function withoutUndefined<T extends object>(given: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as never;
}

/** Why a change of a row with a known version did not happen. */
export async function whyNotChanged(db: Db, table: Parameters<typeof findRow>[1], id: string): Promise<Problem> {
  const row = await findRow(db, table, id);
  const isThere = row !== undefined && !("deletedAt" in row && row.deletedAt !== null);
  return new Problem(isThere ? "version-mismatch" : "not-found");
}
