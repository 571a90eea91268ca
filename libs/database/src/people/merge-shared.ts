import { sql } from "kysely";
import type { Db } from "../connection.ts";
import type { ContactPreference, Custody, GuardianRelation } from "../schema.ts";
import { RELATION_RULES } from "./merge-rules.ts";
import type { PersonKind } from "./person-kind.ts";

export interface Way {
  readonly to: string;
  readonly from: string;
}

export const columnsOf = (kind: PersonKind) => {
  const [own, other] = kind === "patients" ? ["patient_id", "guardian_id"] : ["guardian_id", "patient_id"];
  return { own: sql.ref(own as string), other: sql.ref(other as string) };
};

export interface RelationSaid {
  readonly relation: GuardianRelation;
  readonly custody: Custody;
  readonly contactPreference: ContactPreference;
}

/** A relation that both records had, by the other person's id: what the survivor's said before, and says since. */
export interface SharedRelation {
  readonly id: string;
  readonly before: RelationSaid;
  readonly after: RelationSaid;
  /** The absorbed record's own was the preferred one of the same patient, and stepped back for the survivor's. */
  readonly steppedBack: boolean;
}

export interface SharedSaid {
  readonly id: string;
  readonly name: string;
  readonly kept: RelationSaid;
  readonly other: RelationSaid;
  /** Whether a patient of the merge, or of the guardian, has another preferred guardian already. */
  readonly hasPreferred: boolean;
}

const firstOf = <T extends string>(order: readonly T[], a: T, b: T): T =>
  order.find((one) => one === a || one === b) ?? a;

/** What a relation that both have says afterwards: the stricter of the two wins. */
export function stricter(kept: RelationSaid, other: RelationSaid, hasPreferred: boolean): RelationSaid {
  const preference = firstOf(RELATION_RULES.contactPreference, kept.contactPreference, other.contactPreference);
  return {
    relation: kept.relation === "other" ? other.relation : kept.relation,
    custody: firstOf(RELATION_RULES.custody, kept.custody, other.custody),
    contactPreference: preference === "preferred" && hasPreferred ? "allowed" : preference,
  };
}

/** The relations that both records have. */
export async function sharedRelations(db: Db, kind: PersonKind, { to, from }: Way): Promise<SharedSaid[]> {
  const { own, other } = columnsOf(kind);
  const others = sql.table(kind === "patients" ? "guardians" : "patients");
  const said = (link: string) => sql`jsonb_build_object('relation', ${sql.ref(`${link}.relation`)},
    'custody', ${sql.ref(`${link}.custody`)}, 'contactPreference', ${sql.ref(`${link}.contact_preference`)})`;
  const { rows } = await sql<SharedSaid>`
    select kept.${other} as id, coalesce(person.social_name, person.name) as name,
      ${said("kept")} as kept, ${said("absorbed")} as other,
      exists (select from patient_guardians preferred where preferred.patient_id = kept.patient_id
        and preferred.contact_preference = 'preferred'
        and preferred.guardian_id not in (kept.guardian_id, absorbed.guardian_id)) as has_preferred
    from patient_guardians kept
      join patient_guardians absorbed on absorbed.${other} = kept.${other} and absorbed.${own} = ${from}
      join ${others} person on person.id = kept.${other}
    where kept.${own} = ${to} order by kept.${other}`.execute(db);
  return rows;
}

const same = (a: RelationSaid, b: RelationSaid) =>
  a.relation === b.relation && a.custody === b.custody && a.contactPreference === b.contactPreference;

/** Has the survivor's relations say the stricter of what both said. */
export async function mergeShared(trx: Db, kind: PersonKind, way: Way): Promise<SharedRelation[]> {
  const changed: SharedRelation[] = [];
  for (const { id, kept, other, hasPreferred } of await sharedRelations(trx, kind, way)) {
    const after = stricter(kept, other, hasPreferred);
    if (same(kept, after)) continue;
    // A patient has one preferred guardian, deleted or not.
    const isPreferred = [other, after].every(({ contactPreference }) => contactPreference === "preferred");
    const steppedBack = kind === "guardians" && isPreferred;
    if (steppedBack) await say(trx, kind, { of: way.from, id }, { contactPreference: "allowed" });
    await say(trx, kind, { of: way.to, id }, after);
    changed.push({ id, before: kept, after, steppedBack });
  }
  return changed;
}

/** @returns whether each still said what the merge made it say; the transaction is to be given up where not */
export async function shareBack(
  trx: Db,
  kind: PersonKind,
  shared: readonly SharedRelation[],
  { to, from }: Way,
): Promise<boolean> {
  for (const { id, before, after, steppedBack } of shared) {
    if (!(await say(trx, kind, { of: from, id }, before, after))) return false;
    const pair = { of: to, id };
    if (steppedBack) await say(trx, kind, pair, { contactPreference: "preferred" });
  }
  return true;
}

/** False: it is not there, or does not say what is expected. */
async function say(
  trx: Db,
  kind: PersonKind,
  { of, id }: { readonly of: string; readonly id: string },
  said: Partial<RelationSaid>,
  expected?: RelationSaid,
): Promise<boolean> {
  const [own, other] =
    kind === "patients" ? (["patientId", "guardianId"] as const) : (["guardianId", "patientId"] as const);
  let query = trx.updateTable("patientGuardians").set(said).where(own, "=", of).where(other, "=", id);
  if (expected)
    query = query
      .where("relation", "=", expected.relation)
      .where("custody", "=", expected.custody)
      .where("contactPreference", "=", expected.contactPreference);
  const { numUpdatedRows } = await query.executeTakeFirst();
  return numUpdatedRows > 0n;
}
