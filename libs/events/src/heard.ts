import { z } from "zod";

/** How far a number's chats are known to be in the log: in the bucket `heard`, by channel. Epoch milliseconds. */
export const Heard = z.object({
  /** When an ingress last took this number's webhooks. */
  aliveAt: z.number(),
  /** Whatever moved in a chat before this was compared with the log. */
  comparedUntil: z.number(),
});
export type Heard = z.infer<typeof Heard>;
