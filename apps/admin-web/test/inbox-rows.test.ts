import { expect, it } from "vitest";
import { holdOpen, neighbour } from "../src/lib/inbox/rows.ts";
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
