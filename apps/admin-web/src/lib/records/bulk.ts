import type { components } from "@acolhe/admin-client";
import { ApiProblem } from "#lib/api/problem.ts";
import { m } from "#lib/paraglide/messages.js";
import { failed } from "#lib/ui/toast.ts";

/** Says what of many could not be done. @returns whether anything could not */
export function bulkTold({ failed: count, done, results }: components["schemas"]["BulkAnswer"]): boolean {
  if (count === 0) return false;
  const detail = results.find(({ ok }) => !ok)?.detail;
  failed(
    new ApiProblem({
      code: "invalid-request",
      title: m.records_bulk_partly({ done, failed: count }),
      ...(detail === undefined ? {} : { detail }),
    }),
  );
  return true;
}
