import { z } from "zod";
import { ContactKey } from "../ids.ts";
import { envelope } from "./envelope.ts";

/** Another conversation turned out to be this person; what it knew comes along. */
export const MergedFrom = z.object({
  type: z.literal("merged-from"),
  ...envelope,
  from: ContactKey,
  /** State of the younger conversation, as its last turn has it; read by the engine's own schema. */
  carried: z.record(z.string(), z.unknown()),
});
export type MergedFrom = z.infer<typeof MergedFrom>;
