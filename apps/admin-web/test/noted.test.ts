import { describe, expect, it } from "vitest";
import { earliestOf, isBehind, isNotable, type Noted, withRead } from "#lib/api/noted.ts";

const read = (path: string, more: object = {}) => ({
  ...{ page: "/agenda", path, day: "Mon Nov 30 2026", isFirst: false },
  ...more,
});
const after = (...reads: ReturnType<typeof read>[]) =>
  reads.reduce<Noted | undefined>((noted, one) => withRead(noted, one), undefined);

describe("what a page read when it was last opened", () => {
  it("is each read once, in order, and not more than a first sight needs", () => {
    const noted = after(...["/a", "/b", "/a", "/c", "/d", "/e"].map((path) => read(path)));
    expect(noted?.pages["/agenda"]?.reads).toEqual(["/a", "/b", "/c", "/d"]);
  });

  it("is noted anew with each load, page by page, for the day of the last one", () => {
    const noted = after(
      read("/a"),
      read("/x", { page: "/leads" }),
      read("/b", { isFirst: true, day: "Tue Dec 01 2026" }),
      read("/c", { day: "Tue Dec 01 2026" }),
    );
    expect(noted).toEqual({
      pages: {
        "/agenda": { day: "Tue Dec 01 2026", reads: ["/b", "/c"] },
        "/leads": { day: "Mon Nov 30 2026", reads: ["/x"] },
      },
    });
  });

  it.each([
    ["/", "", true],
    ["/conversas", "", true],
    ["/conversas/main/5511987654321", "", false],
    ["/pacientes/0f1e2d3c", "", false],
    ["/pacientes", "?busca=Mariana", false],
    ["/agenda", "?agendamento=1", false],
  ])("%s%s", (pathname, search, is) => {
    expect(isNotable({ pathname, search })).toBe(is);
  });
});

describe("the earliest of some places among the changes", () => {
  it.each([
    [["12-3-4-5"], "12-3-4-5"],
    [["12-3-4-5", "9-4-4-7", "10-9-1-6"], "9-3-1-5"],
    [[], undefined],
  ])("of %j is %j", (places, earliest) => {
    expect(earliestOf(places)).toBe(earliest);
  });
});

describe("whether a tab missed what another has told", () => {
  it.each([
    ["1-2-3-4", "1-2-3-4", false],
    ["1-2-3-4", "1-2-4-4", true],
    ["9-9-9-9", "1-2-4-4", false],
    ["9-9-9-1", "1-2-4-4", true],
    ["10-1-1-1", "9-1-1-1", false],
  ])("which is at %s, of one that is at %s: %s", (place, other, is) => {
    expect(isBehind(place, other)).toBe(is);
  });
});
