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
  // Behind the nearest row above it that is still there; new rows above push it down with them.
  const above = before.slice(0, wasAt).map(rowKey).reverse();
  const anchor = above.map((key) => others.findIndex((row) => rowKey(row) === key)).find((index) => index !== -1);
  const at = anchor === undefined ? Math.min(wasAt, others.length) : anchor + 1;
  return [...others.slice(0, at), open, ...others.slice(at)];
}

/** The row to open with j (+1) and k (-1). Without an open one the first. */
export function neighbour(rows: readonly Row[], openKey: string | undefined, step: 1 | -1): Row | undefined {
  const at = rows.findIndex((row) => rowKey(row) === openKey);
  return at === -1 ? rows[0] : rows[at + step];
}
