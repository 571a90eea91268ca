import { z } from "zod";

/**
 * An accepted message is about to be taken out of the gateway's queue. Written before the gateway is asked, so that
 * after a crash it is known which messages may have been taken out and have no outcome that says so.
 */
export const TakingBack = z.object({
  turnSeq: z.number().int().positive(),
  index: z.number().int().nonnegative(),
  /** Of the one send: a command that is sent once more gets another. */
  zaapId: z.string(),
  at: z.number(),
});
export type TakingBack = z.infer<typeof TakingBack>;
