import { join } from "node:path";
import { migrate, provideUsers } from "@acolhe/database";
import { startLocalPostgres } from "@acolhe/testing";
import { PASSWORDS } from "../access/logins.ts";
import { type Part, serverPart } from "./parts.ts";

/** The records' server with a user for each service, and the newest schema. What it has acknowledged survives its process. */
export async function startDatabase(
  ends: AsyncDisposableStack,
  directory: string,
): Promise<Part & { readonly asOwner: string }> {
  const dir = join(directory, "postgres");
  const part = await serverPart("database", (port) =>
    startLocalPostgres({ dir, ...(port === undefined ? {} : { port }) }),
  );
  ends.defer(() => part.stop());
  const url = new URL(part.url);
  url.pathname = "acolhe";
  const { ops } = await provideUsers(url.href, PASSWORDS);
  await migrate(ops);
  return Object.assign(part, { asOwner: ops });
}
