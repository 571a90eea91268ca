import { z } from "zod";

/** What the sender did with one command. `accepted` means queued by the gateway, not seen by the patient. */
export const Outcome = z.object({
  turnSeq: z.number().int().positive(),
  index: z.number().int().nonnegative(),
  lane: z.enum(["reply", "proactive", "bulk"]),
  /** The last command of its turn: with it the turn is finished. */
  last: z.boolean(),
  status: z.enum(["accepted", "failed", "superseded", "expired", "held", "settled"]),
  at: z.number(),
  attempt: z.number().int().min(0).max(2),
  zaapId: z.string().optional(),
  messageId: z.string().optional(),
  contentHash: z.string().optional(),
  /** From the closed list of send failures. */
  code: z.string().optional(),
  /** How an unknown outcome ended; only with status `settled`. */
  settledAs: z.enum(["sent", "send-once-more", "given-to-person"]).optional(),
  evidence: z.enum(["queue", "echo", "callback", "silence"]).optional(),
});
export type Outcome = z.infer<typeof Outcome>;

/** The command needs nothing more: the next of the contact may leave. */
export const isFinal = (o: Outcome) =>
  o.status !== "held" && !(o.status === "settled" && o.settledAs === "send-once-more");
