import { type Db, inSavepoint } from "@acolhe/database";
import { z } from "zod";
import { BULK_MAX } from "../limits.ts";
import { Id, Version } from "../schemas/common.ts";
import { inLanguage } from "../sentences/catalogue.ts";
import { readerLanguage } from "../sentences/language.ts";
import { PROBLEM_CODES } from "./problem.ts";
import { toProblem } from "./to-problem.ts";

/** The rows of a bulk action, each with the version that was seen. */
export const BulkRows = z
  .array(z.object({ id: Id, version: Version.min(0).max(1_000_000_000) }))
  .min(1)
  .max(BULK_MAX);
/** The same of things that have no version. */
export const BulkIds = z.array(Id).min(1).max(BULK_MAX);

const RowResult = z.object({
  id: z.string(),
  ok: z.boolean(),
  code: z.enum(PROBLEM_CODES).optional().describe("Of the problem, where there was one"),
  detail: z.string().optional(),
});
export const BulkAnswer = z.object({ done: z.int(), failed: z.int(), results: z.array(RowResult) }).meta({
  id: "BulkAnswer",
  description:
    "One result a row, in the order asked; a row that fails undoes only itself. Rows that say `unavailable` are to be sent again, under another key",
});

/**
 * Does the same to each row. A server that goes away ends it. What was done before stays done, because its orders are
 * in logs and cannot be taken back; the other rows say so. Where nothing was done, or the mistake is ours, the request
 * fails as a whole. A row that another transaction holds too long fails alone.
 */
export async function eachRow<R>(
  trx: Db,
  rows: readonly R[],
  idOf: (row: R) => string,
  work: (row: R) => Promise<void>,
): Promise<z.input<typeof BulkAnswer>> {
  const results: z.input<typeof RowResult>[] = [];
  let away: unknown = null;
  for (const row of rows) {
    const id = idOf(row);
    try {
      if (away) throw away;
      await inSavepoint(trx, () => work(row));
      results.push({ id, ok: true });
    } catch (error) {
      const problem = toProblem(error);
      if (problem.code === "unavailable" && results.some(({ ok }) => ok)) away = isOfRow(error) ? null : problem;
      else if (problem.status >= 500) throw error;
      results.push({ id, ok: false, code: problem.code, detail: inLanguage(problem.detail, readerLanguage()) });
    }
  }
  const done = results.filter(({ ok }) => ok).length;
  return { done, failed: results.length - done, results };
}

/** PostgreSQL gave up on the row's statement, for its time or for a deadlock: it is there, and the next row may pass. */
const isOfRow = (error: unknown): boolean => /^(?:57014|40)/.test(String((error as { code?: unknown }).code));
