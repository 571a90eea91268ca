import { z } from "zod";

/**
 * A record some process could do nothing with, because it or one it depends on cannot be read. Kept in the bucket
 * `set-aside` without a word of what it says, until an operator removes it.
 */
export const SetAside = z.object({
  by: z.string(),
  /** What was left undone. */
  stream: z.string(),
  seq: z.number().int().positive(),
  /** What could not be read: the same record, or the one it depends on. */
  unreadable: z.object({ stream: z.string(), seq: z.number().int().positive(), reason: z.string() }),
  at: z.number().int(),
});
export type SetAside = z.infer<typeof SetAside>;

export const setAsideKey = ({ by, stream, seq }: Pick<SetAside, "by" | "stream" | "seq">): string =>
  `${stream}.${seq}.${by}`;
