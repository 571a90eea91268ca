import { z } from "zod";

/**
 * What an ingress says of its spool, for the other ingresses and for others who must know whether a message waits
 * there.
 */
export const SpoolWord = z.object({
  /** Since when something waits, epoch ms, by group of contacts. */
  waiting: z.record(z.string(), z.number()),
  /** Changes with each connection to the broker. */
  connection: z.string(),
  /** The others' connections, by their names, that were known when this was said. */
  heard: z.record(z.string(), z.string()),
  /** It cannot be opened, so what waits there is unknown. */
  unknown: z.literal(true).optional(),
  /** The machine and the folder, for operators; absent: an ingress of before. */
  place: z.string().optional(),
});
export type SpoolWord = z.infer<typeof SpoolWord>;

/** An operator has ordered that no process wait for what may lie there. Holds until the spool there can be opened. */
export const SpoolGivenUp = z.object({ place: z.string(), at: z.number(), by: z.string() });
export type SpoolGivenUp = z.infer<typeof SpoolGivenUp>;

/** In the bucket of the words. By place, since the name of a process is in the folder that cannot be read. */
export const spoolGivenUpKey = (place: string): string => `given-up.${Buffer.from(place).toString("base64url")}`;
