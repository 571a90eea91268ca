import { type Database, type Db, noteExport, type Page, type PageRequest } from "@acolhe/database";
import { EXPORT_BATCH } from "../limits.ts";

/** Asks for one page of a list. */
export type Ask<Row> = (db: Db, page: PageRequest) => Promise<Page<Row>>;

interface Whose {
  readonly exportId: string;
  readonly mayGoOn: () => Promise<boolean>;
}

/**
 * Every row of a list, however many, one batch in memory at a time, noting how far it is. Each batch is a short query
 * of its own, behind the last row of the one before, so no statement waits while a slow client reads on. A user whose
 * login ended or whose role changed, and who may ask no longer, gets no further batch.
 */
export async function* everyRow<Row>(db: Database, ask: Ask<Row>, { exportId, mayGoOn }: Whose): AsyncGenerator<Row> {
  let written = 0;
  let outcome: "done" | "failed" | "left" = "left";
  try {
    let after: PageRequest["after"];
    do {
      const page = await ask(db, { limit: EXPORT_BATCH, descending: false, after, countMax: 0 });
      yield* page.items;
      written += page.items.length;
      after = page.next ?? undefined;
      if (after) await noteExport(db, exportId, { written });
      if (after && !(await mayGoOn())) throw new Error("who asked for the file may not have it any more");
    } while (after);
    outcome = "done";
  } catch (error) {
    outcome = "failed";
    throw error;
  } finally {
    // The file is out, or is not: that this could not be noted changes neither.
    await noteExport(db, exportId, { written, outcome }).catch(() => undefined);
  }
}
