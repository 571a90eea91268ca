import type { Bus } from "@acolhe/bus";
import { OBSERVING_KEY, Observing, SENDING_BUCKET } from "@acolhe/events";

/**
 * The broker has an older copy than the database has read: what is missing may have been said, so the bot says nothing
 * until an operator lets it. Not once more where one has done so since.
 *
 * @returns whether it begins to observe
 */
export async function observeOlderCopy(bus: Bus, readUntilMs: number | null, now: number): Promise<boolean> {
  const bucket = await bus.kvm.open(SENDING_BUCKET);
  const kept = await bucket.get(OBSERVING_KEY);
  const found = kept?.operation === "PUT" ? Observing.safeParse(kept.json()).data : undefined;
  // One of before the copy was made came back with it.
  if (found && (found.until === null || found.until > (readUntilMs ?? 0))) return false;
  await bucket.put(OBSERVING_KEY, JSON.stringify({ since: now, until: null } satisfies Observing));
  return true;
}
