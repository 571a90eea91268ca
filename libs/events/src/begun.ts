import { z } from "zod";

/** How far the bot may go on a number. */
export const GoLive = z.enum(["observe", "new-contacts", "all"]);
export type GoLive = z.infer<typeof GoLive>;

/** That a number's chats were read before the bot spoke on it: in the bucket `begun`, by channel. */
export const Begun = z.object({
  /** The first start: chats are compared with it, also when reading them took several tries. */
  startedAt: z.number(),
  /** What was read for: new contacts only needs every known contact, all only those under way. */
  for: GoLive.exclude(["observe"]),
  /** Absent: not all of it is in the log yet. */
  doneAt: z.number().optional(),
});
export type Begun = z.infer<typeof Begun>;

/** Whether the bot may speak on a number that is set so. */
export const mayBegin = (begun: Begun | undefined, goLive: GoLive): boolean =>
  begun?.doneAt !== undefined && (goLive !== "new-contacts" || begun.for === "new-contacts");
