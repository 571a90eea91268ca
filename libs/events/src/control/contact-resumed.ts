import { z } from "zod";
import { envelope } from "../inbound/envelope.ts";

/** An operator lets a parked contact go on from the event that parked it. */
export const ContactResumed = z.object({ type: z.literal("contact-resumed"), ...envelope });
export type ContactResumed = z.infer<typeof ContactResumed>;
