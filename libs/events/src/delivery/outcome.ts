import { z } from "zod";

/** How far a lane of one contact is: every earlier turn is finished; of `turnSeq`, commands before `next` are. */
const LaneCursor = z.object({
  turnSeq: z.number().int().nonnegative(),
  next: z.number().int().nonnegative(),
  done: z.boolean(),
  /** Attempts of command `next` that are known not to have reached the patient, or were given up for one more. */
  tries: z.number().int().nonnegative(),
  /** Of `tries`, those refused because the number was out of order: they say nothing about the message. */
  outOfOrder: z.number().int().nonnegative().optional(),
});
export type LaneCursor = z.infer<typeof LaneCursor>;

/** What the sender did with one command. `accepted` means queued by the gateway, not seen by the patient. */
export const Outcome = z.object({
  turnSeq: z.number().int().positive(),
  index: z.number().int().nonnegative(),
  lane: z.enum(["reply", "proactive", "bulk"]),
  /**
   * `refused`: certainly not sent, to be tried again. `held`: unknown, the contact waits. `settled`: an unknown one was
   * cleared up, see `settledAs`.
   */
  status: z.enum(["accepted", "failed", "superseded", "expired", "refused", "held", "settled"]),
  at: z.number(),
  /** Number of the attempt this is the outcome of; 0 when none was made. */
  attempt: z.number().int().nonnegative(),
  zaapId: z.string().optional(),
  messageId: z.string().optional(),
  /** From the closed list of send failures. */
  code: z.string().optional(),
  settledAs: z.enum(["sent", "sent-once-more", "given-to-person"]).optional(),
  evidence: z.enum(["queue", "echo", "callback", "answer", "silence"]).optional(),
  /** Sequence of the operator's order in INBOUND that this follows, if one. */
  order: z.number().int().positive().optional(),
  /** Progress of every lane after this outcome: the last record alone tells a fresh process where to go on. */
  cursors: z.object({ reply: LaneCursor, proactive: LaneCursor, bulk: LaneCursor }),
  /** The command whose outcome is unknown, if any. */
  held: z
    .object({
      turnSeq: z.number(),
      index: z.number(),
      lane: z.enum(["reply", "proactive", "bulk"]),
      attemptSeq: z.number(),
    })
    .nullable(),
});
export type Outcome = z.infer<typeof Outcome>;

/** The command has its end, and nothing of it was sent: an operator may have it tried once more. */
export const hasEndedUnsent = (status: Outcome["status"]): boolean =>
  status === "failed" || status === "expired" || status === "superseded";
