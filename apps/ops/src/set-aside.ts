import type { Bus } from "@acolhe/bus";
import { SET_ASIDE_BUCKET, SetAside } from "@acolhe/events";

/** One line a record, the oldest first: its key, since when, who left it out, and what could not be read. */
export async function listSetAside(bus: Bus, say: (line: string) => void): Promise<void> {
  const bucket = await bus.kvm.open(SET_ASIDE_BUCKET);
  const found: Array<{ key: string; entry: SetAside }> = [];
  for await (const key of await bucket.keys()) {
    const kept = await bucket.get(key);
    const entry = kept?.operation === "PUT" ? SetAside.safeParse(kept.json()) : null;
    if (entry?.success) found.push({ key, entry: entry.data });
  }
  if (found.length === 0) return say("nothing was set aside");
  for (const { key, entry } of found.sort((a, b) => a.entry.at - b.entry.at)) {
    const { stream, seq, reason } = entry.unreadable;
    say(`${key}  ${new Date(entry.at).toISOString()}  ${stream} ${seq}: ${reason}`);
  }
}

/** Whether there was one. */
export async function forgetSetAside(bus: Bus, key: string): Promise<boolean> {
  const bucket = await bus.kvm.open(SET_ASIDE_BUCKET);
  if ((await bucket.get(key))?.operation !== "PUT") return false;
  await bucket.delete(key);
  return true;
}
