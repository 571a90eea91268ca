import { z } from "zod";
import { ContactKey } from "../ids.ts";
import { envelope } from "../inbound/envelope.ts";

/** This conversation is the same person as an older one, which goes on in its place. */
export const MergedInto = z.object({ type: z.literal("merged-into"), ...envelope, survivor: ContactKey });
export type MergedInto = z.infer<typeof MergedInto>;
