import { z } from "zod";
import { TEXT_LENGTH_MAX } from "../limits.ts";
import { envelope } from "./envelope.ts";

/** Slow work asked for by a `lookup` command is done. An answer to a request the conversation has left is ignored. */
export const LookupAnswered = z.object({
  type: z.literal("lookup-answered"),
  ...envelope,
  requestId: z.string().min(1).max(64),
  result: z.enum(["found", "none", "failed"]),
  /** What was found, under the names the flow uses for its values; of a voice note, all that was said. */
  values: z.record(z.string().max(64), z.string().max(TEXT_LENGTH_MAX)),
});
export type LookupAnswered = z.infer<typeof LookupAnswered>;
