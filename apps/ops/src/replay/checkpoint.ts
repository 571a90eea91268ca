import { readFile, rename, writeFile } from "node:fs/promises";
import { z } from "zod";
import { CommandError } from "../command.ts";
import { parsed } from "../parsed.ts";

const Count = z.number().int().nonnegative();

/** How far a replay is, and what it has found so far: with it, one that was broken off goes on. */
export const Checkpoint = z.object({
  /** What is replayed: another flow or another place is another replay. */
  flow: z.string().nullable(),
  from: Count,
  to: Count,
  /** The next sequence to replay. */
  next: Count,
  tally: z.object({
    ...{ turns: Count, same: Count, different: Count, otherEngine: Count, unknownFlow: Count, skipped: Count },
    byRule: z.array(z.object({ rule: z.string(), count: Count, fields: z.array(z.string()) })),
  }),
  first: z.array(Count),
});
export type Checkpoint = z.infer<typeof Checkpoint>;

/**
 * Null where there is none yet.
 *
 * @throws CommandError when the file is something else, or of another replay
 */
export async function readCheckpoint(path: string, flow: string | null): Promise<Checkpoint | null> {
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  if (text === null) return null;
  const found = Checkpoint.safeParse(parsed(text)).data;
  if (!found) throw new CommandError(`${path} is no checkpoint of a replay`);
  if (found.flow !== flow) throw new CommandError(`${path} is of a replay with another flow: name another file`);
  return found;
}

/** Whole or not at all: a replay may be broken off at any moment. */
export async function writeCheckpoint(path: string, checkpoint: Checkpoint): Promise<void> {
  await writeFile(`${path}.part`, JSON.stringify(checkpoint), { mode: 0o600 });
  await rename(`${path}.part`, path);
}
