import type { ErasureDeps } from "./erase.ts";
import { planErasure } from "./plan.ts";
import { searchAll } from "./verify.ts";

/** What an erasure would take away, and where, without taking it. */
export async function previewErasure(
  deps: ErasureDeps,
  subject: { readonly kind: string; readonly subject: string },
): Promise<{ store: string; found: number; mentions: number }[]> {
  const plan = await planErasure(deps, { subjectKind: subject.kind, subject: subject.subject });
  const searched = await searchAll(deps, plan);
  return searched
    .filter(({ found, mentions }) => found + mentions > 0)
    .map(({ store, found, mentions }) => ({ store, found, mentions }));
}
