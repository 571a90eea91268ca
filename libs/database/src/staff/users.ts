import type { Db } from "../connection.ts";
import { type PageRequest, readPage } from "../page.ts";
import type { UserRole } from "../schema.ts";
import { namesMatch } from "../search.ts";

export interface UserFilter {
  readonly search?: string | undefined;
  readonly role?: UserRole | undefined;
  readonly active?: boolean | undefined;
}

export function listUsers(db: Db, filter: UserFilter, sort: "name" | "created", page: PageRequest) {
  let query = db
    .selectFrom("users")
    .select(["id", "email", "name", "role", "active", "mustChangePassword", "createdAt", "updatedAt", "version"]);
  if (filter.search) query = query.where((eb) => eb.and(namesMatch("users.searchName", filter.search ?? "")));
  if (filter.role) query = query.where("role", "=", filter.role);
  if (filter.active !== undefined) query = query.where("active", "=", filter.active);
  return readPage(db, query, { by: sort === "name" ? "users.searchName" : "users.id", id: "users.id" }, page);
}

/** Who works here now, by name: to whom something can be given. */
export function listTeam(db: Db) {
  return db
    .selectFrom("users")
    .select(["id", "name", "role"])
    .where("active", "=", true)
    .orderBy("searchName")
    .orderBy("id")
    .execute();
}

export function findUserByEmail(db: Db, email: string) {
  return db
    .selectFrom("users")
    .selectAll()
    .where(({ fn }) => fn("lower", ["email"]), "=", email.toLowerCase())
    .executeTakeFirst();
}

/** Whether the user is still as they were when the password was looked at; from here to the transaction's end they stay so. */
export async function holdUser(
  trx: Db,
  user: { readonly id: string; readonly passwordHash: string },
): Promise<boolean> {
  const found = await trx
    .selectFrom("users")
    .select("id")
    .where("id", "=", user.id)
    .where("passwordHash", "=", user.passwordHash)
    .where("active", "=", true)
    .forShare()
    .executeTakeFirst();
  return found !== undefined;
}

/** Administrators who can log in; the last one may not be taken away. Locks them, so that two cannot leave at once. */
export async function activeAdministrators(db: Db): Promise<string[]> {
  const rows = await db
    .selectFrom("users")
    .select("id")
    .where("role", "=", "admin")
    .where("active", "=", true)
    .orderBy("id")
    .forUpdate()
    .execute();
  return rows.map(({ id }) => id);
}

/** What users are called, by their id. */
export async function userNames(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  const uuids = [...new Set(ids)].filter((id) => /^[0-9a-f-]{36}$/.test(id));
  if (uuids.length === 0) return new Map();
  const rows = await db.selectFrom("users").select(["id", "name"]).where("id", "in", uuids).execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}
