import { type Bus, entriesOf } from "@acolhe/bus";
import { SPOOLS_BUCKET, SpoolGivenUp, SpoolWord, spoolGivenUpKey } from "@acolhe/events";

/** What a process that takes webhooks says of its spool. */
export interface SpoolState {
  readonly name: string;
  /** The machine and the folder; null: an ingress of before does not say. */
  readonly place: string | null;
  /** It cannot be opened, so that what waits there is unknown. */
  readonly unknown: boolean;
  /** When the oldest that waits there came, epoch ms; null: nothing is known to wait. */
  readonly oldestAt: number | null;
  /** An operator ordered that no process wait for it. */
  readonly givenUp: SpoolGivenUp | null;
}

export async function readSpools(bus: Bus): Promise<SpoolState[]> {
  const entries = await entriesOf(bus, SPOOLS_BUCKET);
  const byKey = new Map(entries.map(({ key, json }) => [key, json]));
  return entries.flatMap(({ key, json }) => {
    const word = SpoolWord.safeParse(json).data;
    return word ? [{ name: key, ...stateOf(word, byKey) }] : [];
  });
}

function stateOf({ waiting, unknown, place }: SpoolWord, entries: ReadonlyMap<string, unknown>) {
  const given = place === undefined ? undefined : SpoolGivenUp.safeParse(entries.get(spoolGivenUpKey(place))).data;
  // One that cannot be opened says that anything may wait there, from before all times.
  const oldestAt = unknown ? Number.POSITIVE_INFINITY : Math.min(...Object.values(waiting));
  return {
    ...{ place: place ?? null, unknown: unknown ?? false, givenUp: given ?? null },
    oldestAt: Number.isFinite(oldestAt) ? oldestAt : null,
  };
}
