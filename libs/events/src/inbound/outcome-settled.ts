import { z } from "zod";
import { envelope } from "./envelope.ts";

/** A send whose outcome was unknown (or which failed for good) was settled in a way the conversation must know. */
export const OutcomeSettled = z.object({
  type: z.literal("outcome-settled"),
  ...envelope,
  turnSeq: z.number().int().positive(),
  index: z.number().int().nonnegative(),
  as: z.enum(["sent-once-more", "given-to-person", "failed"]),
  code: z.string().optional(),
});
export type OutcomeSettled = z.infer<typeof OutcomeSettled>;
