import { z } from "zod";
import { envelope } from "../inbound/envelope.ts";

/** An operator undid a wrong merge: this conversation speaks for itself again. */
export const Unmerged = z.object({ type: z.literal("unmerged"), ...envelope });
export type Unmerged = z.infer<typeof Unmerged>;
