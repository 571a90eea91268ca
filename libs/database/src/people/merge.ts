import { sql } from "kysely";
import type { Db } from "../connection.ts";
import { type Moved, moveRelations } from "./merge-relations.ts";
import { PERSON_RULES } from "./merge-rules.ts";
import type { PersonKind } from "./person-kind.ts";

export type MergeField = "name" | "socialName" | "birthDate" | "cpf" | "phone" | "email" | "language" | "insurance";
/** Whose value a field has afterwards: the survivor's, or the other's. */
export type MergeChoices = Readonly<Partial<Record<MergeField, "kept" | "other" | undefined>>>;
export type FieldValues = Partial<Record<MergeField, string | null>>;

export const mergeFields = (kind: PersonKind): readonly MergeField[] =>
  Object.entries(PERSON_RULES[kind]).flatMap(([name, rule]) => (rule === "chosen" ? [name as MergeField] : []));

export interface MergeRequest {
  readonly survivorId: string;
  readonly survivorVersion: number;
  readonly absorbedId: string;
  /** Absent: whichever it has. */
  readonly absorbedVersion?: number | undefined;
  /** Where nothing is chosen the survivor keeps what it says, and takes over what it lacks. */
  readonly choices?: MergeChoices | undefined;
  readonly mergedBy: string;
}

/**
 * Makes two rows of one person one. Whatever pointed to the absorbed row points to the survivor; the absorbed row stays as it
 * was in its table, deleted. `merges` holds all that undoing it needs. To be called in a transaction.
 *
 * @returns the merge's id, or undefined when a row has another version or is not there
 */
export async function mergePeople(trx: Db, kind: PersonKind, request: MergeRequest): Promise<string | undefined> {
  const { survivorId, absorbedId } = request;
  const table = kind as "patients";
  const rows = await trx
    .selectFrom(table)
    .selectAll()
    .where("id", "in", [survivorId, absorbedId])
    .where("deletedAt", "is", null)
    .orderBy("id")
    .forUpdate()
    .execute();
  const survivor = rows.find(({ id }) => id === survivorId);
  const absorbed = rows.find(({ id }) => id === absorbedId);
  if (!survivor || !absorbed || survivor.version !== request.survivorVersion) return undefined;
  if (request.absorbedVersion !== undefined && absorbed.version !== request.absorbedVersion) return undefined;
  // First, so that the survivor may take the CPF over.
  await trx
    .updateTable(table)
    .set({ deletedAt: sql`now()`, mergedInto: survivorId })
    .where("id", "=", absorbedId)
    .execute();
  const moved = await moveRelations(trx, kind, { to: survivorId, from: absorbedId });
  const taken = takenOver(mergeFields(kind), survivor, absorbed, request.choices ?? {});
  await trx
    .updateTable(table)
    // A merge is a change of the survivor, also when no field of it changes.
    .set({ name: survivor.name, ...(taken as object) })
    .where("id", "=", survivorId)
    .execute();
  const { id } = await trx
    .insertInto("merges")
    .values({
      kind: kind === "patients" ? "patient" : "guardian",
      survivorId,
      absorbedId,
      absorbed: JSON.stringify(absorbed),
      survivor: JSON.stringify(survivor),
      taken: JSON.stringify(taken),
      moved: JSON.stringify(moved satisfies Moved),
      mergedBy: request.mergedBy,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

/** What the survivor has from the other afterwards. */
function takenOver(fields: readonly MergeField[], kept: FieldValues, other: FieldValues, choices: MergeChoices) {
  const taken: FieldValues = {};
  for (const field of fields) {
    const [mine, theirs] = [kept[field] ?? null, other[field] ?? null];
    const from = choices[field] ?? (mine === null ? "other" : "kept");
    if (from === "other" && mine !== theirs) taken[field] = theirs;
  }
  return taken;
}

/** What the other record said and the one that is kept does not: nothing a merge leaves out is lost. */
export interface Alternative {
  readonly field: MergeField;
  readonly value: string;
}

/** What became one of this record with others, the newest first. */
export async function mergesOf(db: Db, kind: PersonKind, survivorId: string) {
  const rows = await db
    .selectFrom("merges")
    .innerJoin("users", "users.id", "merges.mergedBy")
    .leftJoin("mergeUndos", "mergeUndos.mergeId", "merges.id")
    .select(["merges.id", "absorbedId", "mergedAt", "users.name as by", "undoneAt"])
    .select(["absorbed", "survivor", "taken"])
    .select(sql<string>`coalesce(absorbed ->> 'socialName', absorbed ->> 'name')`.as("absorbedName"))
    .select(sql<boolean>`merges.moved is not null`.as("hasSnapshot"))
    .where("survivorId", "=", survivorId)
    .where("kind", "=", kind === "patients" ? "patient" : "guardian")
    .orderBy("merges.id", "desc")
    .execute();
  return rows.map(({ absorbed, survivor, taken, ...merge }) => ({
    ...merge,
    alternatives: alternatives(mergeFields(kind), {
      absorbed: absorbed as FieldValues,
      survivor: (survivor ?? {}) as FieldValues,
      taken: (taken ?? {}) as FieldValues,
    }),
  }));
}

function alternatives(
  fields: readonly MergeField[],
  { absorbed, survivor, taken }: Readonly<Record<"absorbed" | "survivor" | "taken", FieldValues>>,
): Alternative[] {
  return fields.flatMap((field) => {
    const [left, kept] = field in taken ? [survivor[field], taken[field]] : [absorbed[field], survivor[field]];
    return typeof left === "string" && left !== kept ? [{ field, value: left }] : [];
  });
}
