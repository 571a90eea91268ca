import { z } from "zod";

const CopiedFile = z.object({ file: z.string(), bytes: z.number(), sha256: z.string() });

/** What a backup holds, with what it takes to see that it is whole. Written last: a folder without it is no backup. */
export const Manifest = z.object({
  version: z.literal(1),
  /** Epoch ms, by the clock of the machine that made it. */
  madeAt: z.number(),
  database: z.object({
    migrations: z.array(z.string()),
    tables: z.array(CopiedFile.extend({ name: z.string(), rows: z.number() })),
    sequences: z.array(z.object({ name: z.string(), value: z.string() })),
  }),
  /** In the order in which they were copied. */
  streams: z.array(CopiedFile.extend({ name: z.string(), config: z.unknown(), state: z.unknown() })),
});
export type Manifest = z.infer<typeof Manifest>;
export type CopiedFile = z.infer<typeof CopiedFile>;

export const MANIFEST = "manifest.json";
