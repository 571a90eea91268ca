import { activeAdministrators, type Database, insertRow, recordAudit } from "@acolhe/database";
import { hashPassword } from "./password.ts";

/**
 * Makes a first administrator where there is none. That person must choose another password at the first login. If two
 * processes do this at once, the second finds the e-mail taken.
 *
 * @returns whether one was made, was there, or could not be made for want of a password
 */
export async function ensureAdministrator(
  db: Database,
  { email, password }: { readonly email: string; readonly password: string | undefined },
): Promise<"made" | "there" | "no-password"> {
  const passwordHash = password === undefined ? undefined : await hashPassword(password);
  return db.transaction().execute(async (trx) => {
    if ((await activeAdministrators(trx)).length > 0) return "there";
    if (passwordHash === undefined) return "no-password";
    const user = await insertRow(trx, "users", { email, name: "Administração", role: "admin", passwordHash });
    await recordAudit(trx, [{ action: "create", entity: "user", entityId: user.id, changes: '{"role":"admin"}' }]);
    return "made";
  });
}
