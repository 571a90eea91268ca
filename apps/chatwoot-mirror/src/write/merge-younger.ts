import { DeskError } from "@acolhe/chatwoot";
import type { ContactKey } from "@acolhe/events";
import type { MirrorDeps } from "../ports.ts";
import { type Handle, openRecord } from "../record.ts";
import type { Addressee } from "./resolve-contact.ts";
import type { ConversationResolver } from "./resolve-conversation.ts";

/** The younger contact is the same person: at the desk, too, there must be one. */
export async function mergeYounger(
  { desk, records, resolver }: Pick<MirrorDeps, "desk" | "records"> & { readonly resolver: ConversationResolver },
  handle: Handle,
  { younger, whom }: { readonly younger: string; readonly whom: Addressee },
): Promise<void> {
  const other = await openRecord(records, { channel: handle.ref.channel, contact: younger as ContactKey });
  const gone = other.record.contactId;
  if (gone === null) return;
  const kept = await resolver.contactOf(handle, whom);
  if (gone === kept) return;
  try {
    await desk.mergeContacts(kept, gone);
  } catch (error) {
    // Merged before the process ended, or deleted at the desk.
    if (!(error instanceof DeskError) || error.kind !== "gone") throw error;
  }
  other.record = { ...other.record, contactId: kept };
  await other.save();
}
