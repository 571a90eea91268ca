import { sql } from "kysely";
import type { Db } from "../connection.ts";
import { type FieldValues, type MergeField, mergeFields } from "./merge.ts";
import { type Moved, moveBack } from "./merge-relations.ts";
import type { PersonKind } from "./person-kind.ts";

export type UndoOutcome =
  | { readonly outcome: "undone"; readonly survivorId: string; readonly absorbedId: string }
  | { readonly outcome: "unknown" | "undone-before" | "too-late" | "merged-again" | "person-gone" }
  /** These were changed since the merge, and are not what it made of them. */
  | {
      readonly outcome: "changed";
      readonly fields: readonly MergeField[];
      readonly relations: readonly (keyof Moved)[];
    };

/**
 * Makes two of what a merge made one: either has its own fields and relations again, and what was written since stays with
 * the survivor. To be called in a transaction that is given up unless it was undone.
 */
export async function undoMerge(
  trx: Db,
  kind: PersonKind,
  { mergeId, undoneBy, daysMax }: { readonly mergeId: string; readonly undoneBy: string; readonly daysMax: number },
): Promise<UndoOutcome> {
  const table = kind as "patients";
  const merge = await findMerge(trx, kind, mergeId, daysMax);
  if (!merge) return { outcome: "unknown" };
  const { survivorId, absorbedId } = merge;
  // Both, in the order a merge takes them, before anything is looked at.
  const rows = await trx
    .selectFrom(table)
    .selectAll()
    .where("id", "in", [survivorId, absorbedId])
    .orderBy("id")
    .forUpdate()
    .execute();
  const survivor = rows.find(({ id }) => id === survivorId);
  const absorbed = rows.find(({ id }) => id === absorbedId);
  const { moved, taken, before } = merge;
  if (await wasUndone(trx, mergeId)) return { outcome: "undone-before" };
  if (!merge.isInTime || !moved || !taken || !before) return { outcome: "too-late" };
  if (!survivor || survivor.deletedAt !== null || absorbed?.mergedInto !== survivorId)
    return { outcome: "person-gone" };
  if (await mergedSince(trx, survivorId, mergeId)) return { outcome: "merged-again" };
  const values: FieldValues = survivor;
  const fields = mergeFields(kind).filter((name) => name in taken && (values[name] ?? null) !== taken[name]);
  const relations = await moveBack(trx, kind, moved, { to: absorbedId, from: survivorId });
  if (fields.length > 0 || relations.length > 0) return { outcome: "changed", fields, relations };
  const own = Object.fromEntries(Object.keys(taken).map((name) => [name, before[name as MergeField] ?? null]));
  // First, so that the other may have its CPF again.
  await trx
    .updateTable(table)
    .set({ version: survivor.version, ...own })
    .where("id", "=", survivorId)
    .execute();
  await trx.updateTable(table).set({ deletedAt: null, mergedInto: null }).where("id", "=", absorbedId).execute();
  await trx.insertInto("mergeUndos").values({ mergeId, undoneBy }).execute();
  return { outcome: "undone", survivorId, absorbedId };
}

async function findMerge(db: Db, kind: PersonKind, id: string, daysMax: number) {
  const row = await db
    .selectFrom("merges")
    .select(["survivorId", "absorbedId", "survivor", "taken", "moved"])
    .select(sql<boolean>`merged_at > now() - interval '1 day' * ${daysMax}`.as("isInTime"))
    .where("id", "=", id)
    .where("kind", "=", kind === "patients" ? "patient" : "guardian")
    .executeTakeFirst();
  return (
    row && {
      ...row,
      moved: row.moved as unknown as Moved | null,
      taken: row.taken as unknown as FieldValues | null,
      before: row.survivor as unknown as FieldValues | null,
    }
  );
}

async function wasUndone(db: Db, mergeId: string): Promise<boolean> {
  return (
    (await db.selectFrom("mergeUndos").select("mergeId").where("mergeId", "=", mergeId).executeTakeFirst()) !==
    undefined
  );
}

/** Ids of merges grow with time. */
async function mergedSince(db: Db, survivorId: string, mergeId: string): Promise<boolean> {
  const later = await db
    .selectFrom("merges")
    .leftJoin("mergeUndos", "mergeUndos.mergeId", "merges.id")
    .select("merges.id")
    .where("survivorId", "=", survivorId)
    .where("merges.id", ">", mergeId)
    .where("mergeUndos.mergeId", "is", null)
    .executeTakeFirst();
  return later !== undefined;
}
