import { z } from "zod";
import { MessageContent } from "../content.ts";
import { envelope } from "./envelope.ts";

/**
 * A message left the clinic's number through the gateway's API, and neither we nor a person on the phone wrote it: a
 * reminder of another system, for example (D9). No takeover.
 */
export const SentByOtherSystem = z.object({
  type: z.literal("sent-by-other-system"),
  ...envelope,
  messageId: z.string(),
  content: MessageContent,
});
export type SentByOtherSystem = z.infer<typeof SentByOtherSystem>;
