import { recordAudit, recordRefusal } from "@acolhe/database";
import type { FastifyRequest } from "fastify";
import type { Told } from "../access/tells.ts";
import { Problem } from "../http/problem.ts";
import type { RouteDeps } from "../http/spec.ts";
import { toProblem } from "../http/to-problem.ts";
import { REFUSALS_KEPT_PER_HOUR } from "../limits.ts";
import { auditRow, entryOfRefusal } from "./entries.ts";

/**
 * Has the audit keep that a request was refused, and returns what is to be thrown. Of one user so many an hour are kept, so
 * that refusals cannot fill the table; those that told of people are all kept, as their number is bounded like that of
 * reads. A stranger's are not kept, but for what is forbidden: a page that is not ours, acting in a user's name. That a
 * login which has ended reads is kept once in a while, of each address: the panel asks for several things before it can know.
 */
export async function noteRefusal(
  { db, once }: Pick<RouteDeps, "db" | "once">,
  told: Told,
  request: FastifyRequest,
  error: unknown,
): Promise<unknown> {
  const problem = toProblem(error);
  const refusal = entryOfRefusal(told, request, problem);
  const isKnown = request.account !== undefined || request.formerUser !== undefined;
  if (!refusal || !(isKnown || problem.status === 403)) return error;
  const row = auditRow(refusal.entry, request);
  try {
    if (refusal.hasShown) await recordAudit(db, [row]);
    else if (problem.code === "session-ended" && request.method === "GET")
      await once.note(`${request.formerUser} ${row.address} ${problem.code}`, () =>
        recordRefusal(db, row, REFUSALS_KEPT_PER_HOUR),
      );
    else await recordRefusal(db, row, REFUSALS_KEPT_PER_HOUR);
  } catch (cause) {
    // Refused all the same; but what tells of people is not told without a trace.
    if (refusal.hasShown) return new Problem("unavailable", { cause, retryAfterSeconds: 5 });
  }
  return error;
}
