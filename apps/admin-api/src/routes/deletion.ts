import { type AuditEntity, type Db, deleteRow, findRow, restoreRow, type SoftDeletedTable } from "@acolhe/database";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import type { AuditEntry } from "../audit/entries.ts";
import { BulkAnswer, BulkRows, eachRow } from "../http/bulk.ts";
import { Problem } from "../http/problem.ts";
import { addRoute } from "../http/route.ts";
import { Nothing } from "../schemas/common.ts";
import type { Deps } from "./deps.ts";
import { ById, whyNotChanged } from "./records.ts";
import { assertReleased, type References, Release, ReleaseQuery } from "./references.ts";

/** What rows of all these tables have; notes also say whose they are. */
interface Row {
  readonly id: string;
  readonly deletedAt: string | null;
  readonly mergedInto?: string | null;
  readonly patientId?: string;
}

interface Deletable<R extends z.ZodType> {
  /** Its path is the same word. */
  readonly table: SoftDeletedTable;
  /** What one is called in summaries and in the audit, and how functions of the client are named. */
  readonly one: AuditEntity;
  readonly One: string;
  readonly tag: string;
  readonly answer: R;
  readonly whole: (db: Db, id: string) => Promise<z.input<R>>;
  /** What may still point to it. */
  readonly references?: References;
  /** Where the audit notes it, unless under the row itself. */
  readonly noted?: (action: "delete" | "restore", row: Row) => AuditEntry;
}

interface Removal {
  readonly id: string;
  readonly version: number;
  readonly by: string;
  /** Also with what still points to it. */
  readonly isMeant: boolean;
}

/** Deleting one, deleting many, and bringing one back: the same for everything that can be wanted back. */
export function addDeletionRoutes<R extends z.ZodType>(app: FastifyInstance, deps: Deps, what: Deletable<R>): void {
  addDelete(app, deps, what);
  addBulkDelete(app, deps, what);
  addRestore(app, deps, what);
}

function addDelete<R extends z.ZodType>(app: FastifyInstance, deps: Deps, what: Deletable<R>): void {
  const { table, one, One, tag, references } = what;
  addRoute(app, deps, {
    method: "DELETE",
    url: `/api/v1/${table}/:id`,
    id: `delete${One}`,
    summary: `Delete a ${one}; it can be restored`,
    tag,
    versioned: true,
    status: 204,
    params: ById,
    ...(references ? { query: ReleaseQuery } : {}),
    answer: Nothing,
    async handle({ params, query, version, db, account, audit }) {
      const isMeant = (query as z.output<typeof ReleaseQuery> | undefined)?.release === true;
      const removal = { id: params.id, version, by: account.userId, isMeant };
      for (const entry of await remove(db, what, removal)) audit(entry);
    },
  });
}

function addBulkDelete<R extends z.ZodType>(app: FastifyInstance, deps: Deps, what: Deletable<R>): void {
  const { table, One, tag } = what;
  addRoute(app, deps, {
    method: "POST",
    url: `/api/v1/${table}/bulk/delete`,
    id: `delete${One}s`,
    summary: `Delete many ${table}; each can be restored`,
    tag,
    body: z
      .object({
        rows: BulkRows,
        release: z
          .boolean()
          .optional()
          .describe(Release.description ?? ""),
      })
      .meta({ id: `${One}sDeletion` }),
    answer: BulkAnswer,
    handle: ({ body, db, account, audit }) =>
      eachRow(
        db,
        body.rows,
        ({ id }) => id,
        async (row) => {
          const removal = { ...row, by: account.userId, isMeant: body.release === true };
          for (const entry of await remove(db, what, removal)) audit(entry);
        },
      ),
  });
}

async function remove<R extends z.ZodType>(
  db: Db,
  what: Deletable<R>,
  { id, version, by, isMeant }: Removal,
): Promise<readonly AuditEntry[]> {
  const { table, references } = what;
  const gone = await deleteRow(db, table, { id, version });
  if (!gone) throw await whyNotChanged(db, table, id);
  const released = references ? await assertReleased(references, { db, id, by, isMeant }) : [];
  return [...released, entryOf(what, "delete", gone)];
}

const entryOf = <R extends z.ZodType>(
  { one, noted }: Deletable<R>,
  action: "delete" | "restore",
  row: Row,
): AuditEntry => noted?.(action, row) ?? { action, entity: one, entityId: row.id };

function addRestore<R extends z.ZodType>(app: FastifyInstance, deps: Deps, what: Deletable<R>): void {
  const { table, one, One, tag, answer, whole } = what;
  addRoute(app, deps, {
    method: "POST",
    url: `/api/v1/${table}/:id/restore`,
    id: `restore${One}`,
    summary: `Restore a deleted ${one}`,
    tag,
    versioned: true,
    params: ById,
    answer,
    async handle({ params: { id }, version, db, audit }) {
      const before: Row | undefined = await findRow(db, table, id);
      if (!before) throw new Problem("not-found");
      if (before.deletedAt === null)
        throw new Problem("not-allowed-now", { detail: "Este cadastro não está excluído." });
      if (before.mergedInto)
        throw new Problem("not-allowed-now", { detail: "Este cadastro foi unido a outro e não volta sozinho." });
      const back = await restoreRow(db, table, { id, version });
      if (!back) throw new Problem("version-mismatch");
      audit(entryOf(what, "restore", back));
      return whole(db, id);
    },
  });
}
