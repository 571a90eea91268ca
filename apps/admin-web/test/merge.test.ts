import { describe, expect, it } from "vitest";
import { mergeOf } from "#lib/ui/merge.ts";

const before = { name: "Ana", phone: "11", email: null as string | null, tags: ["a"] };

describe("two people changed one record", () => {
  it("asks about nothing where they changed different fields", () => {
    const merge = mergeOf(before, { ...before, name: "Ana Lima" }, { ...before, phone: "22", tags: ["a", "b"] });
    expect(merge.conflicts).toEqual([]);
    expect(merge.with({})).toEqual({ name: "Ana Lima", phone: "22", email: null, tags: ["a", "b"] });
  });

  it("asks about what both changed, and keeps what was typed until the other side is chosen", () => {
    const merge = mergeOf(before, { ...before, phone: "33", name: "Bia" }, { ...before, phone: "22" });
    expect(merge.conflicts).toEqual(["phone"]);
    expect(merge.with({})).toEqual({ ...before, name: "Bia", phone: "33" });
    expect(merge.with({ phone: "theirs" })).toEqual({ ...before, name: "Bia", phone: "22" });
  });

  it("asks about nothing where both made the same change, also of a list", () => {
    const same = { ...before, email: "a@b.example", tags: ["x"] };
    expect(mergeOf(before, same, structuredClone(same)).conflicts).toEqual([]);
  });

  it("takes an emptied field for a change", () => {
    const merge = mergeOf({ ...before, email: "a@b.example" }, before, { ...before, email: "c@d.example" });
    expect(merge.conflicts).toEqual(["email"]);
    expect(merge.with({}).email).toBeNull();
  });
});
