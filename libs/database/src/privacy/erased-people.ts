import { sql } from "kysely";
import type { Db } from "../connection.ts";
import type { Person } from "./person.ts";
import { tombstoneHash } from "./tombstones.ts";

/*
 * An erased person is recognised in a list that is older than the erasure: by CPF, or by a phone with a first name,
 * since families share phones. Only salted hashes of these are kept, as for their conversations, with no place in any
 * stream.
 */

export interface Listed {
  readonly name: string;
  readonly cpf?: string | null | undefined;
  readonly phone?: string | null | undefined;
}

type Mark = readonly [kind: string, of: string];

const firstName = (name: string): string =>
  name.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase().trim().split(/\s+/)[0] ?? "";
const digits = (text: string): string => text.replaceAll(/\D/g, "");

const marksOf = ({ name, cpf, phone }: Listed): Mark[] => [
  ...(cpf ? [["cpf", digits(cpf)] as const] : []),
  ...(phone ? [["phone", `${digits(phone)}/${firstName(name)}`] as const] : []),
];

/** Part of the transaction in which the records go. */
export async function markErased(db: Db, erasureId: string, { names, cpfs, phones, contacts }: Person): Promise<void> {
  const { rows } = await sql<{ salt: Buffer }>`select salt from erasure_salt`.execute(db);
  const marks = [
    ...cpfs.flatMap((cpf) => marksOf({ name: "", cpf })),
    ...names.flatMap((name) => [...phones, ...contacts].flatMap((phone) => marksOf({ name, phone }))),
  ];
  for (const [kind, of] of marks)
    await sql`
      insert into erasure_tombstones (hash, erasure_id, inbound_seq, turns_seq, delivery_seq)
      values (${tombstoneHash(rows[0]!.salt, kind, of)}, ${erasureId}, 0, 0, 0)
      on conflict (hash) do nothing`.execute(db);
}

/** The places, in a list, of people who were erased. */
export async function erasedAmong(db: Db, people: readonly Listed[]): Promise<ReadonlySet<number>> {
  const { rows: salts } = await sql<{ salt: Buffer; any: boolean }>`
    select salt, exists (select from erasure_tombstones) as any from erasure_salt`.execute(db);
  const { salt, any } = salts[0]!;
  if (!any) return new Set();
  const hashes = people.map((one) => marksOf(one).map(([kind, of]) => tombstoneHash(salt, kind, of)));
  const { rows } = await sql<{ hash: Buffer }>`
    select hash from erasure_tombstones where hash = any(${hashes.flat()})`.execute(db);
  const known = new Set(rows.map(({ hash }) => hash.toString("base64")));
  return new Set(
    hashes.flatMap((all, place) => (all.some((hash) => known.has(hash.toString("base64"))) ? [place] : [])),
  );
}
