import { type Bus, entriesOf } from "@acolhe/bus";
import { SPOOLS_BUCKET, SpoolWord } from "@acolhe/events";

/** What waits on the disk of an ingress would be stored behind the erasure, and no search looks there. */
export class MessagesWait extends Error {
  override readonly name = "MessagesWait";
}

/** @throws MessagesWait also when it is not known whether any do */
export async function assertNoneWait(bus: Bus): Promise<void> {
  for (const { json } of await entriesOf(bus, SPOOLS_BUCKET)) {
    const word = SpoolWord.safeParse(json).data;
    if (word && (word.unknown || Object.keys(word.waiting).length > 0))
      throw new MessagesWait("messages wait in the spool of an ingress, or nobody knows whether any do");
  }
}
