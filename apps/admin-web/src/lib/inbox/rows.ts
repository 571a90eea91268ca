import type { Ref, Row } from "./types.ts";

export const refOf = (row: Pick<Row, "channel" | "contactKey">): Ref => ({
  channel: row.channel,
  contact: row.contactKey,
});
export const keyOf = ({ channel, contact }: Ref): string => `${channel}/${contact}`;
const rowKey = (row: Row) => keyOf(refOf(row));

/**
 * The rows to show: those that were read, with the open one where it stood before. A row somebody is working on neither
 * jumps to the top with each message nor vanishes because it no longer fits the tab; it does when another is opened.
 */
export function holdOpen(before: readonly Row[], fresh: readonly Row[], openKey: string | undefined): readonly Row[] {
  const wasAt = openKey === undefined ? -1 : before.findIndex((row) => rowKey(row) === openKey);
  if (wasAt === -1) return fresh;
  const open = fresh.find((row) => rowKey(row) === openKey) ?? before[wasAt]!;
  const others = fresh.filter((row) => rowKey(row) !== openKey);
  const placeIn = (rows: readonly Row[]) =>
    rows.map((row) => others.findIndex((other) => rowKey(other) === rowKey(row))).find((index) => index !== -1);
  // Behind the nearest row above it that is still there; new rows above push it down with them.
  const above = placeIn(before.slice(0, wasAt).reverse());
  const below = placeIn(before.slice(wasAt + 1));
  const at = above === undefined ? (below ?? Math.min(wasAt, others.length)) : above + 1;
  return [...others.slice(0, at), open, ...others.slice(at)];
}

/** What was read of a list: its beginning is read again with each change, what was scrolled to stays as it was. */
export interface KnownRows {
  readonly rows: readonly Row[];
  /** Where the next page begins; null: that is all. */
  readonly next: string | null;
}

/**
 * So many are kept, however far a person scrolls: some four megabytes. Who looks for an older one searches or filters,
 * which the end of the list says.
 */
export const ROWS_MAX = 2_000;

export interface Page {
  readonly items: readonly Row[];
  readonly next: string | null;
}

type Order = "-lastMessageAt" | "waitingSince" | "unansweredSince";
const placeOf = (row: Row, order: Order): string | null =>
  order === "-lastMessageAt" ? row.lastMessageAt : row[order];

/** The first page in place of what it covers; where nothing joins the two, what is below is forgotten. */
export function withFirst(known: KnownRows | undefined, { items, next }: Page, order: Order): KnownRows {
  const fresh = { rows: items, next };
  const last = items.at(-1);
  if (!known || next === null || !last) return fresh;
  const there = new Set(items.map(rowKey));
  if (!known.rows.some((row) => there.has(rowKey(row)))) return fresh;
  const end = placeOf(last, order) ?? "";
  const isBelow = (row: Row) => {
    const place = placeOf(row, order);
    return place !== null && (order === "-lastMessageAt" ? place <= end : place >= end);
  };
  const below = known.rows.filter((row) => !there.has(rowKey(row)) && isBelow(row));
  return below.length > 0 ? cut({ rows: [...items, ...below], next: known.next }) : fresh;
}

export function withNext(known: KnownRows, { items, next }: Page): KnownRows {
  const there = new Set(known.rows.map(rowKey));
  return cut({ rows: [...known.rows, ...items.filter((row) => !there.has(rowKey(row)))], next });
}

const cut = ({ rows, next }: KnownRows): KnownRows => ({ rows: rows.slice(0, ROWS_MAX), next });

/** Whether more are there than are kept. */
export const isCut = ({ rows, next }: KnownRows): boolean => rows.length >= ROWS_MAX && next !== null;

/** The row to open with j (+1) and k (-1). Without an open one the first. */
export function neighbour(rows: readonly Row[], openKey: string | undefined, step: 1 | -1): Row | undefined {
  const at = rows.findIndex((row) => rowKey(row) === openKey);
  return at === -1 ? rows[0] : rows[at + step];
}
