import type { Broker } from "@acolhe/bus";
import { type ConversationRef, MIRROR_BUCKET } from "@acolhe/events";
import { z } from "zod";

/** Where the attendants' desk is, as a browser opens it. */
export interface DeskAddress {
  readonly url: string;
  readonly accountId: number;
}

/** Where a conversation is shown at the desk; null without a desk, and as long as nothing is known of it there. */
export type DeskLinks = (ref: ConversationRef) => Promise<string | null>;

/** Of the mirror's record, all that matters here. */
const Mirrored = z.object({ conversationId: z.int().positive().nullable() });

/** The link is a convenience: a broker that is away leaves it out. */
export function createDeskLinks(broker: Broker, desk: DeskAddress | undefined): DeskLinks {
  return async ({ channel, contact }) => {
    const { bus } = broker;
    if (!desk || !bus || !broker.connected) return null;
    try {
      const bucket = await bus.kvm.open(MIRROR_BUCKET);
      const entry = await bucket.get(`${channel}.${contact}`);
      const record = entry?.operation === "PUT" ? Mirrored.safeParse(entry.json()) : null;
      const id = record?.success ? record.data.conversationId : null;
      return id === null ? null : `${desk.url.replace(/\/$/, "")}/app/accounts/${desk.accountId}/conversations/${id}`;
    } catch {
      return null;
    }
  };
}
