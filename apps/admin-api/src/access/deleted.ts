import type { SoftDeletedTable } from "@acolhe/database";
import { Problem } from "../http/problem.ts";
import type { Account } from "./authenticate.ts";
import { mayCall } from "./roles.ts";

/** Who may bring something back may see it while it is deleted; to others it is not there. */
const maySeeDeleted = ({ role }: Pick<Account, "role">, kind: SoftDeletedTable): boolean =>
  mayCall(role, `POST /api/v1/${kind}/:id/restore`);

/** @throws Problem not-found */
export function assertSeen(account: Account, kind: SoftDeletedTable, deletedAt: string | null): void {
  if (deletedAt !== null && !maySeeDeleted(account, kind)) throw new Problem("not-found");
}

/** @throws Problem forbidden for a list of what was deleted */
export function assertListed(account: Account, kind: SoftDeletedTable, deleted: boolean | undefined): void {
  if (deleted === true && !maySeeDeleted(account, kind)) throw new Problem("forbidden");
}
