import { type Db, findImportMatches, type ImportMatch, insertPatients, updateRow } from "@acolhe/database";
import { erasedAmong } from "@acolhe/database/privacy";
import type { AuditEntry } from "../audit/entries.ts";
import type { ImportMapping } from "../files/import-columns.ts";
import type { FileRow } from "../files/line.ts";
import { ERASED, type OnExisting, planRow, type RowPlan, rowReader, withoutRepeats } from "../files/plan-import.ts";
import type { ReadValues } from "../files/read-person.ts";
import { Problem } from "../http/problem.ts";
import { IMPORT_BATCH } from "../limits.ts";
import { withoutUndefined } from "./records.ts";

/** Told how far it is, beside the transaction. */
export type Progress = (now: { readonly checked?: number; readonly written?: number }) => Promise<void>;

interface ImportOptions extends ReadValues {
  readonly mapping: ImportMapping;
  readonly onExisting: OnExisting;
  readonly allowDuplicates: boolean;
  /** People who had their data erased are entered again. */
  readonly bringBack: boolean;
}

/** Reads every row and compares it with who is there, a batch with one question; between them other requests go on. */
export async function planImport(
  db: Db,
  rows: readonly FileRow[],
  options: ImportOptions,
  progress: Progress,
): Promise<RowPlan[]> {
  const read = rowReader(options.mapping, options);
  const plans: RowPlan[] = [];
  for (const lines of batchesOf(rows)) {
    const batch = lines.map(read);
    const fitting = batch.flatMap(({ person }) => person ?? []);
    const matches = Map.groupBy(await findImportMatches(db, fitting), ({ n }) => n);
    let n = 0;
    const planned: RowPlan[] = [];
    for (const row of batch) {
      const found: ImportMatch[] = row.person ? (matches.get(n) ?? []) : [];
      if (row.person) n += 1;
      planned.push(planRow(row, found, options));
    }
    plans.push(...(options.bringBack ? planned : await withoutErased(db, planned)));
    await progress({ checked: plans.length });
  }
  return withoutRepeats(plans);
}

/** A file may be older than the request of a person in it to be forgotten. */
async function withoutErased(db: Db, plans: readonly RowPlan[]): Promise<RowPlan[]> {
  const entered = plans.flatMap((plan) => (plan.does === "create" ? [plan] : []));
  const erased = await erasedAmong(
    db,
    entered.map(({ person }) => person),
  );
  const rows = new Set(entered.filter((_plan, place) => erased.has(place)).map(({ row }) => row));
  return plans.map((plan) =>
    rows.has(plan.row) ? { row: plan.row, does: "problem", messages: [ERASED], erased: true } : plan,
  );
}

/** Writes what was planned. A record that another user changed just now stops the whole import. */
export async function writeImport(
  trx: Db,
  plans: readonly RowPlan[],
  audit: (entry: AuditEntry) => void,
  progress: Progress,
): Promise<void> {
  let written = 0;
  const creates = plans.flatMap((plan) => (plan.does === "create" ? [plan.person] : []));
  for (const batch of batchesOf(creates)) {
    for (const entityId of await insertPatients(trx, batch.map(withoutUndefined)))
      audit({ action: "import-create", entity: "patient", entityId });
    written += batch.length;
    await progress({ written });
  }
  const updates = plans.flatMap((plan) => (plan.does === "update" ? [plan] : []));
  for (const batch of batchesOf(updates)) {
    for (const { id, version, patch } of batch) {
      const changed = await updateRow(trx, "patients", { id, version }, withoutUndefined(patch));
      if (!changed) throw new Problem("version-mismatch");
      audit({ action: "import-update", entity: "patient", entityId: id, changes: { fields: Object.keys(patch) } });
    }
    written += batch.length;
    await progress({ written });
  }
}

function* batchesOf<T>(all: readonly T[]): Generator<T[]> {
  for (let from = 0; from < all.length; from += IMPORT_BATCH) yield all.slice(from, from + IMPORT_BATCH);
}
