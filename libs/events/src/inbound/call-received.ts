import { z } from "zod";
import { envelope } from "./envelope.ts";

/** A patient called the clinic's number. */
export const CallReceived = z.object({
  type: z.literal("call-received"),
  ...envelope,
  callId: z.string(),
  phase: z.enum(["ringing", "missed", "accepted", "started", "ended"]),
  video: z.boolean(),
  address: z.string(),
});
export type CallReceived = z.infer<typeof CallReceived>;
