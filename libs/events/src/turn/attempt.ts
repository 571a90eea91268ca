import { z } from "zod";

/** "About to send command `index` of turn `turnSeq`": written by compare-and-set before every call (D6.2). */
export const Attempt = z.object({
  turnSeq: z.number().int().positive(),
  index: z.number().int().nonnegative(),
  lane: z.enum(["reply", "proactive", "bulk"]),
  /** 1, and one more after the former was settled as not sent, or as "sent once more". */
  number: z.number().int().min(1),
  at: z.number(),
  /** Sequence of the newest silencing control known when this was accepted; 0 for none. */
  silencedSeq: z.number().int().nonnegative(),
  /** Sequence of the newest order about the contact's sends known when this was accepted; absent: there is none. */
  orderSeq: z.number().int().positive().optional(),
  /** Hash of what is about to be said, so that an echo can be told from a person's words. */
  contentHash: z.string(),
  /** Receipts of this message have a higher sequence in DELIVERY than this. */
  deliverySeq: z.number().int().nonnegative(),
});
export type Attempt = z.infer<typeof Attempt>;
