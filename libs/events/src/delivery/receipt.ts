import { z } from "zod";
import { ChannelId, ContactKey } from "../ids.ts";

/** What a callback of the gateway says about one message of ours. */
export const Receipt = z.object({
  id: z.string(),
  channel: ChannelId,
  contact: ContactKey,
  kind: z.enum(["sent", "failed", "received", "read", "played", "echoed", "read-by-clinic"]),
  messageId: z.string(),
  zaapId: z.string().optional(),
  at: z.number(),
  receivedAt: z.number(),
  /** Only for `echoed`: hash of the text, same as in the attempt. */
  contentHash: z.string().optional(),
  /** Only for `failed`: code of the closed list of delivery failures. */
  code: z.string().optional(),
});
export type Receipt = z.infer<typeof Receipt>;

/** Receipts repeat and come out of order: a message only ever moves up this ladder. */
export const RECEIPT_RANK: Readonly<Record<Receipt["kind"], number>> = {
  "read-by-clinic": 0,
  echoed: 1,
  sent: 1,
  failed: 1,
  received: 2,
  read: 3,
  played: 4,
};
