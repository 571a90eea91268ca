import { type SelectQueryBuilder, sql } from "kysely";
import type { Db } from "./connection.ts";

/** Where a page begins: behind the row with this sort value and id. */
export type Cursor = readonly [value: string | number, id: string | number];

export interface PageRequest {
  readonly limit: number;
  readonly descending: boolean;
  readonly after?: Cursor | undefined;
  /** Count no further than this, instead of `TOTAL_EXACT_MAX`; 0: not at all. */
  readonly countMax?: number;
}

export interface Page<Row> {
  readonly items: Row[];
  /** Where the next page begins; absent on the last. */
  readonly next: Cursor | null;
  /** How many rows fit the filter, as far as they were counted. */
  readonly total: number;
  readonly totalIsExact: boolean;
}

/** Counting costs in proportion to what is counted, and no user reads on after a thousand rows. */
export const TOTAL_EXACT_MAX = 1_000;

export interface PageOrder {
  /** Column with its table, never null, in an index together with the id. */
  readonly by: string;
  readonly id: string;
}

// The tables of a list's query do not matter here, and its type says nothing else.
// biome-ignore lint/suspicious/noExplicitAny: see above.
type ListQuery<Row> = SelectQueryBuilder<any, any, Row>;
interface Placed {
  readonly cursorValue: string;
  readonly cursorId: string;
}

/**
 * One page of a filtered query by keyset: the cost is the same for the first page and the thousandth, and a row that is
 * added meanwhile moves no other to another page.
 */
export function readPage<Row>(db: Db, query: ListQuery<Row>, order: PageOrder, page: PageRequest): Promise<Page<Row>> {
  return readSections(db, { counted: [query], sections: [{ query, order }] }, page);
}

interface Section<Row> {
  readonly query: ListQuery<Row>;
  readonly order: PageOrder;
}

/** One page of several lists, one behind the other, that share no row; nor do those that are counted, which are all of them. */
export async function readSections<Row>(
  db: Db,
  { counted, sections }: { readonly counted: readonly ListQuery<Row>[]; readonly sections: readonly Section<Row>[] },
  page: PageRequest,
): Promise<Page<Row>> {
  const isOne = sections.length === 1;
  async function find() {
    const found: { number: number; row: Row & Placed }[] = [];
    const [first, after] = isOne ? [0, page.after] : placeOf(page.after);
    for (let number = first; number < sections.length && found.length <= page.limit; number += 1) {
      const { query, order } = sections[number]!;
      const rows = await findRows(query, order, {
        ...page,
        limit: page.limit + 1 - found.length,
        after: number === first ? after : undefined,
      });
      found.push(...rows.map((row) => ({ number, row })));
    }
    return found;
  }
  const countMax = page.countMax ?? TOTAL_EXACT_MAX;
  async function count() {
    let total = 0;
    for (const query of countMax > 0 ? counted : [])
      if (total <= countMax) total += await countRows(db, query, countMax + 1 - total);
    return total;
  }
  // A transaction has one connection, and its client takes one query at a time.
  const [found, total] = db.isTransaction ? [await find(), await count()] : await Promise.all([find(), count()]);
  const kept = found.slice(0, page.limit);
  const last = found.length > page.limit ? kept.at(-1) : undefined;
  return {
    items: kept.map(({ row: { cursorValue: _value, cursorId: _id, ...row } }) => row as Row),
    next: last ? [isOne ? last.row.cursorValue : `${last.number}:${last.row.cursorValue}`, last.row.cursorId] : null,
    total: Math.min(total, countMax),
    totalIsExact: countMax > 0 && total <= countMax,
  };
}

/** In which section a page begins, and behind which of its rows. */
function placeOf(cursor: Cursor | undefined): [number: number, after: Cursor | undefined] {
  const [, number, value] = /^(\d+):(.*)$/s.exec(String(cursor?.[0])) ?? [];
  return cursor && number !== undefined ? [Number(number), [value ?? "", cursor[1]]] : [0, cursor];
}

function findRows<Row>(query: ListQuery<Row>, order: PageOrder, page: PageRequest): Promise<(Row & Placed)[]> {
  const by = sql.ref(order.by);
  const id = sql.ref(order.id);
  const direction = page.descending ? "desc" : "asc";
  const comparison = sql.raw(page.descending ? "<" : ">");
  let rows = query.select([by.as("cursorValue"), id.as("cursorId")]).orderBy(by, direction);
  if (order.by !== order.id) rows = rows.orderBy(id, direction);
  if (page.after) {
    const [value, last] = page.after;
    rows = rows.where(
      order.by === order.id
        ? sql<boolean>`${id} ${comparison} ${last}`
        : sql<boolean>`(${by}, ${id}) ${comparison} (${value}, ${last})`,
    );
  }
  return rows.limit(page.limit).execute() as Promise<(Row & Placed)[]>;
}

async function countRows(db: Db, query: ListQuery<unknown>, max: number): Promise<number> {
  const counted = query.clearSelect().select(sql`1`.as("one")).limit(max);
  const { total } = await db
    .selectFrom(counted.as("counted"))
    .select(({ fn }) => fn.countAll<number>().as("total"))
    .executeTakeFirstOrThrow();
  return total;
}
