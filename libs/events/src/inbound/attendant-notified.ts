import { z } from "zod";
import { TEXT_LENGTH_MAX } from "../limits.ts";
import { envelope } from "./envelope.ts";

/**
 * A person of the clinic lets a patient know something, such as that an appointment was moved. No person has come to talk:
 * the conversation stays with whom it is.
 */
export const AttendantNotified = z.object({
  type: z.literal("attendant-notified"),
  ...envelope,
  source: z.literal("panel"),
  attendantId: z.string().min(1).max(64),
  /** The panel's own id of this message. */
  externalId: z.string().min(1).max(64),
  text: z.string().min(1).max(TEXT_LENGTH_MAX),
});
export type AttendantNotified = z.infer<typeof AttendantNotified>;
