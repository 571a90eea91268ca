import { expect, test } from "vitest";
import { createFairShare, type FairShareOptions } from "../src/fair-share.ts";

/** Work that ends when it is told to, and notes when it begins. */
function desk(options: Partial<FairShareOptions> = {}) {
  const share = createFairShare({ places: 2, placesPerKey: 1, inHandPerKey: 3, inHandMax: 100, ...options });
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  return {
    begun,
    /** `a1` is the first work of `a`. @returns whether it was taken */
    ask(name: string, fails = false): boolean {
      const done = share.run(name[0]!, async () => {
        begun.push(name);
        await new Promise<void>((resolve) => ends.set(name, resolve));
        if (fails) throw new Error(name);
      });
      done?.catch(() => {});
      return done !== null;
    },
    async end(name: string): Promise<void> {
      ends.get(name)!();
      await new Promise(setImmediate);
    },
  };
}
const settled = () => new Promise(setImmediate);

test("one contact's slow work holds its own place, and another's begins at once (F1)", async () => {
  const places = desk();
  for (const name of ["a1", "a2", "a3"]) places.ask(name);
  places.ask("b1");
  await settled();
  expect(places.begun).toEqual(["a1", "b1"]);
});

test("contacts take turns, however much one of them has waiting (F2)", async () => {
  const places = desk({ places: 1 });
  for (const name of ["a1", "a2", "a3", "b1", "c1", "b2"]) places.ask(name);
  await settled();
  for (let done = 0; done < 6; done++) await places.end(places.begun.at(-1)!);
  expect(places.begun).toEqual(["a1", "a2", "b1", "c1", "a3", "b2"]);
});

test("what a contact has too much in hand is not taken, until some of it is done (F3)", async () => {
  const places = desk();
  expect(["a1", "a2", "a3", "a4", "b1"].map((name) => places.ask(name))).toEqual([true, true, true, false, true]);
  await settled();
  await places.end("a1");
  expect(places.ask("a5")).toBe(true);
});

test("what all have too much in hand is not taken (F3)", () => {
  const places = desk({ inHandMax: 2 });
  expect(["a1", "b1", "c1"].map((name) => places.ask(name))).toEqual([true, true, false]);
});

test("work that fails gives its place to the next", async () => {
  const places = desk({ places: 1 });
  places.ask("a1", true);
  places.ask("b1");
  await settled();
  await places.end("a1");
  expect(places.begun).toEqual(["a1", "b1"]);
});
