import { z } from "zod";

/** What an ingress says of its spool, for the others and for whoever has to know whether a message waits there. */
export const SpoolWord = z.object({
  /** Since when something waits, epoch ms, by group of contacts. */
  waiting: z.record(z.string(), z.number()),
  /** Changes with each connection to the broker. */
  connection: z.string(),
  /** The others' connections, by their names, that were known when this was said. */
  heard: z.record(z.string(), z.string()),
  /** It cannot be opened, so that nobody knows what waits there. */
  unknown: z.literal(true).optional(),
});
export type SpoolWord = z.infer<typeof SpoolWord>;
