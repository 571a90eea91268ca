import { expect, it } from "vitest";
import { holdOpen, isCut, neighbour, ROWS_MAX, withFirst, withNext } from "../src/lib/inbox/rows.ts";
import type { Row } from "../src/lib/inbox/types.ts";

const rows = (...names: string[]) => names.map((name) => ({ channel: "main", contactKey: name }) as Row);
const names = (of: readonly Row[]) => of.map(({ contactKey }) => contactKey).join(" ");

it.each([
  ["nothing is open: as it was read", "a b c", "c a b", undefined, "c a b"],
  ["the open one would jump to the top: it stays", "a b c", "c a b", "main/c", "a b c"],
  ["the open one would vanish: it stays", "a b c", "a c", "main/b", "a b c"],
  ["a new one above pushes it down with the others", "a b c", "n a b c", "main/b", "n a b c"],
  ["the one above it is gone: behind the next that is left", "a b c", "a c", "main/c", "a c"],
  ["all above it are gone: where it stood, as far as there are rows", "a b c", "n", "main/c", "n c"],
  ["it was never in the list", "a b", "b a", "main/z", "b a"],
])("%s", (_name, before, fresh, open, shown) => {
  expect(names(holdOpen(rows(...before.split(" ")), rows(...fresh.split(" ")), open))).toBe(shown);
});

it("stays above those below it when all above it have gone", () => {
  expect(names(holdOpen(rows("a", "b", "c"), rows("b", "c"), "main/b"))).toBe("b c");
  expect(names(holdOpen(rows("a", "b", "c"), rows("n", "c"), "main/b"))).toBe("n b c");
});

it("shows the open row as it is now", () => {
  const [before, now] = [
    { ...rows("a")[0]!, unread: 1 },
    { ...rows("a")[0]!, unread: 0 },
  ];
  expect(holdOpen([before], [now], "main/a")).toEqual([now]);
});

it("walks from row to row, begins at the first and stops at the ends", () => {
  const all = rows("a", "b");
  expect(neighbour(all, undefined, 1)?.contactKey).toBe("a");
  expect(neighbour(all, "main/a", 1)?.contactKey).toBe("b");
  expect(neighbour(all, "main/b", 1)).toBeUndefined();
  expect(neighbour(all, "main/a", -1)).toBeUndefined();
});

const timed = (...of: string[]) =>
  of.map((text) => {
    const [contactKey, lastMessageAt] = text.split("@");
    return { channel: "main", contactKey, lastMessageAt } as Row;
  });
const known = (...of: string[]) => ({ rows: timed(...of), next: "deep" });

it.each([
  ["nothing was known", undefined, timed("a@9", "b@8"), "a b"],
  [
    "a new one pushes the last out of the page: it stays known",
    known("a@9", "b@8", "c@7"),
    timed("n@10", "a@9"),
    "n a b c",
  ],
  ["one from below came up", known("a@9", "b@8", "c@7"), timed("c@10", "a@9"), "c a b"],
  ["one no longer fits the filters", known("a@9", "b@8", "c@7"), timed("b@8", "c@7"), "b c"],
  ["nothing joins the page with what was known", known("a@3", "b@2"), timed("x@9", "y@8"), "x y"],
])("first page again: %s", (_name, before, items, shown) => {
  expect(names(withFirst(before, { items, next: "first" }, "-lastMessageAt").rows)).toBe(shown);
});

it("orders those who wait the other way round", () => {
  const waits = (name: string, waitingSince: string | null) => ({ ...rows(name)[0]!, waitingSince });
  const before = { rows: [waits("a", "1"), waits("b", "2"), waits("c", "3"), waits("d", null)], next: "deep" };
  const after = withFirst(before, { items: [waits("b", "2")], next: "first" }, "waitingSince");
  expect(names(after.rows)).toBe("b c");
  expect(after.next).toBe("deep");
});

it("is all there is when the first page is the last", () => {
  expect(withFirst(known("a@9", "b@8"), { items: timed("a@9"), next: null }, "-lastMessageAt")).toEqual({
    rows: timed("a@9"),
    next: null,
  });
});

it("puts no row twice when it moved between two pages", () => {
  expect(names(withNext(known("a@9", "b@8"), { items: timed("b@8", "c@7"), next: null }).rows)).toBe("a b c");
});

it("keeps so many rows and no more, however far a person scrolls, and says that there are others", () => {
  const page = (from: number) => ({
    items: timed(...Array.from({ length: 50 }, (_, n) => `r${from + n}@5`)),
    next: "deep",
  });
  let all = withNext({ rows: [], next: "deep" }, page(0));
  while (!isCut(all)) all = withNext(all, page(all.rows.length));
  expect(all.rows).toHaveLength(ROWS_MAX);
  const again = withFirst(all, { items: timed("new@9", "r0@5"), next: "first" }, "-lastMessageAt");
  expect(again.rows).toHaveLength(ROWS_MAX);
  expect(again.rows[0]?.contactKey).toBe("new");
  expect(isCut({ rows: again.rows, next: null })).toBe(false);
});
