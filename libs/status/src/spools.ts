import { type Bus, entriesOf } from "@acolhe/bus";
import { SPOOLS_BUCKET, SpoolWord } from "@acolhe/events";

/** How many processes cannot open their spool, so that nobody knows what waits there. */
export async function countUnknownSpools(bus: Bus): Promise<number> {
  return (await entriesOf(bus, SPOOLS_BUCKET)).filter(({ json }) => SpoolWord.safeParse(json).data?.unknown).length;
}
