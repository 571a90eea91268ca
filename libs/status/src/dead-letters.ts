import { type Bus, entriesOf } from "@acolhe/bus";
import { SET_ASIDE_BUCKET, SetAside } from "@acolhe/events";

/** Records that no process can read, and what was left undone for them. The oldest first. */
export async function readDeadLetters(bus: Bus): Promise<(SetAside & { readonly key: string })[]> {
  const found = (await entriesOf(bus, SET_ASIDE_BUCKET)).flatMap(({ key, json }) => {
    const entry = SetAside.safeParse(json).data;
    return entry ? [{ key, ...entry }] : [];
  });
  return found.sort((a, b) => a.at - b.at || a.seq - b.seq);
}
