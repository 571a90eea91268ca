import type { Database } from "@acolhe/database";
import { createTombstones } from "@acolhe/database/privacy";
import { lockCheckpoint, type SetAsideRow, writeRows } from "@acolhe/database/projection";
import { isCanary, refOf } from "@acolhe/events";
import { z } from "zod";
import type { StreamRecord } from "./fold/record.ts";
import type { Projection } from "./projections.ts";

/** Another process has projected these records, or a rebuilt read side has another place: begin again from there. */
export class Elsewhere extends Error {
  override readonly name = "Elsewhere";
}

export interface Projected {
  readonly setAside: number;
}

/**
 * Commits the rows of a batch together with how far the stream is projected. Whole or not at all, and never twice:
 * the checkpoint has to be where the batch begins.
 *
 * A batch that the database refuses for what a record says is projected again record by record, so that only the one
 * is set aside.
 *
 * @param after the checkpoint the batch was read from: every record above it, to the last one, is in the batch
 * @throws Elsewhere when the checkpoint is another
 */
export async function project(
  db: Database,
  schema: string,
  projection: Projection,
  after: number,
  records: readonly StreamRecord[],
): Promise<Projected> {
  try {
    return await commit(db, schema, projection, after, records);
  } catch (error) {
    if (!isAboutData(error)) throw error;
    if (records.length === 1) return commit(db, schema, { ...projection, apply: refuse(error) }, after, records);
  }
  let setAside = 0;
  let from = after;
  for (const record of records) {
    setAside += (await project(db, schema, projection, from, [record])).setAside;
    from = record.seq;
  }
  return { setAside };
}

const refuse =
  (error: unknown): Projection["apply"] =>
  async (_side, records, setAside) => {
    for (const record of records) setAside(record, error);
  };

async function commit(
  db: Database,
  schema: string,
  { stream, wants, apply }: Projection,
  after: number,
  records: readonly StreamRecord[],
): Promise<Projected> {
  const last = records.at(-1);
  if (!last) return { setAside: 0 };
  return db.transaction().execute(async (trx) => {
    const side = { db: trx, schema };
    const at = await lockCheckpoint(side, stream);
    if (at !== after) throw new Elsewhere(`${stream} is projected up to ${at}, not ${after}`);
    const aside: SetAsideRow[] = [];
    const tombstones = await createTombstones(trx, stream, after);
    const isNobodys = ({ subject, seq }: StreamRecord) => {
      const ref = refOf(subject);
      return ref !== null && (isCanary(ref) || (tombstones.any && tombstones.covers(ref, seq)));
    };
    const wanted = records.filter((record) => wants(record.subject) && !isNobodys(record));
    await apply(side, wanted, (record, error) => {
      const storedAt = new Date(record.storedAtMs).toISOString();
      aside.push({ stream, seq: record.seq, reason: reasonOf(error), storedAt });
    });
    await writeRows(side, "set_aside", aside);
    const storedAt = new Date(last.storedAtMs).toISOString();
    await writeRows(side, "checkpoints", [{ stream, seq: last.seq, storedAt }]);
    return { setAside: aside.length };
  });
}

/** Which field is wrong, never what it says. */
function reasonOf(error: unknown): string {
  if (error instanceof z.ZodError)
    return error.issues
      .slice(0, 5)
      .map(({ path, code }) => `${path.join(".") || "body"}: ${code}`)
      .join("; ");
  const { code } = error as { code?: unknown };
  return `${error instanceof Error ? error.name : typeof error}${typeof code === "string" ? ` ${code}` : ""}`;
}

/** SQLSTATE classes 22 (data) and 23 (integrity): the same record would be refused again. PostgreSQL manual, appendix A. */
const isAboutData = (error: unknown): boolean => /^2[23]/.test(String((error as { code?: unknown }).code ?? ""));
