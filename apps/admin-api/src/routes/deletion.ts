import { type Db, deleteRow, findRow, restoreRow, type SoftDeletedTable } from "@acolhe/database";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import type { AuditEntry } from "../audit/entries.ts";
import { BulkAnswer, BulkRows, eachRow } from "../http/bulk.ts";
import { Problem } from "../http/problem.ts";
import { addRoute } from "../http/route.ts";
import { Nothing } from "../schemas/common.ts";
import type { Deps } from "./deps.ts";
import { ById, whyNotChanged } from "./records.ts";

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
  readonly one: string;
  readonly One: string;
  readonly tag: string;
  readonly answer: R;
  readonly whole: (db: Db, id: string) => Promise<z.input<R>>;
  /** Where the audit notes it, unless under the row itself. */
  readonly noted?: (action: "delete" | "restore", row: Row) => AuditEntry;
}

/** Deleting one, deleting many, and bringing one back: the same for everything that can be wanted back. */
export function addDeletionRoutes<R extends z.ZodType>(
  app: FastifyInstance,
  deps: Deps,
  { table, one, One, tag, answer, whole, noted }: Deletable<R>,
): void {
  const at = `/api/v1/${table}`;
  const entry = noted ?? ((action: string, { id }: Row): AuditEntry => ({ action, entity: one, entityId: id }));
  const remove = async (db: Db, key: { id: string; version: number }): Promise<AuditEntry> => {
    const gone = await deleteRow(db, table, key);
    if (!gone) throw await whyNotChanged(db, table, key.id);
    return entry("delete", gone);
  };

  addRoute(app, deps, {
    method: "DELETE",
    url: `${at}/:id`,
    id: `delete${One}`,
    summary: `Delete a ${one}; it can be restored`,
    tag,
    versioned: true,
    status: 204,
    params: ById,
    answer: Nothing,
    async handle({ params, version, db, audit }) {
      audit(await remove(db, { id: params.id, version }));
    },
  });

  addRoute(app, deps, {
    method: "POST",
    url: `${at}/bulk/delete`,
    id: `delete${One}s`,
    summary: `Delete many ${table}; each can be restored`,
    tag,
    body: z.object({ rows: BulkRows }).meta({ id: `${One}sDeletion` }),
    answer: BulkAnswer,
    handle: ({ body, db, audit }) =>
      eachRow(
        db,
        body.rows,
        ({ id }) => id,
        async (row) => audit(await remove(db, row)),
      ),
  });

  addRoute(app, deps, {
    method: "POST",
    url: `${at}/:id/restore`,
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
      audit(entry("restore", back));
      return whole(db, id);
    },
  });
}
