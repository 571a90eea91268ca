import { canonicalPhone } from "@acolhe/phone";
import type { Names } from "@acolhe/zapi";
import { expect, test } from "vitest";
import type { Merge } from "../src/resolve/survivors.ts";
import { fixture, startDesk, stored } from "./desk.ts";
import { twoInstances } from "./identity-desk.ts";

const PHONES: ReadonlyArray<[string, string, string]> = [
  ["5511990000001", "5511990000001", "a mobile with the ninth digit"],
  ["551190000001", "5511990000001", "the same without it"],
  ["551130000001", "551130000001", "a landline"],
  ["554888880000", "5548988880000", "another area without it"],
  ["351912345678", "351912345678", "another country"],
  ["14155552671", "14155552671", "a country of short codes"],
  ["12345", "12345", "no phone at all"],
  ["99999999999999999999", "99999999999999999999", "longer than any phone"],
];
for (const [given, key, name] of PHONES)
  test(`${name}: ${given} is known as ${key}`, () => {
    expect(canonicalPhone(given)).toBe(key);
    expect(canonicalPhone(key), "the form is stable").toBe(key);
  });

/** Every way one person turns up, as person number `n`. */
function appearances(n: number): Names[] {
  const last = String(n).padStart(4, "0");
  const [withNine, without, lid] = [`551199000${last}`, `55119000${last}`, `8189660000${last}`];
  return [
    { phone: withNine, address: withNine },
    { phone: without, address: without },
    { lid, address: `${lid}@lid` },
    { lid, phone: withNine, address: withNine },
    { lid, phone: without, address: without },
  ];
}

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length <= 1) return [[...items]];
  return items.flatMap((item, i) => permutations(items.toSpliced(i, 1)).map((rest) => [item, ...rest]));
}

/** Where a key ends after the announced merges. */
function survivorOf(key: string, merges: readonly Merge[]): string {
  const next = merges.find((m) => m.younger === key)?.survivor;
  return next === undefined ? key : survivorOf(next, merges);
}

test("D13: in whatever order a person's names turn up, one contact survives", async () => {
  await using t = await twoInstances();
  const orders = permutations([0, 1, 2, 3, 4]);
  expect(orders).toHaveLength(120);
  for (const [n, order] of orders.entries()) {
    const names = appearances(n);
    const keys: string[] = [];
    for (const [i, which] of order.entries()) keys.push(await t.resolve(i, names[which]!));
    const survivors = new Set(keys.map((key) => survivorOf(key, t.merges)));
    expect(survivors.size, `order ${order}: ${keys}`).toBe(1);
    expect(t.merges.length).toBeLessThanOrEqual(n + 1);
  }
});

test("D13: the same when all of them come at once on two instances", async () => {
  await using t = await twoInstances();
  for (let n = 0; n < 60; n++) {
    const names = appearances(n);
    const twice = [...names, ...names.toReversed()];
    const keys = await Promise.all(twice.map((one, i) => t.resolve(i + n, one)));
    const survivors = new Set(keys.map((key) => survivorOf(key, t.merges)));
    expect(survivors.size, `person ${n}: ${keys}`).toBe(1);
    const [survivor] = survivors;
    for (const [i, one] of names.entries()) {
      const again = await t.resolve(i, one);
      expect(survivorOf(again, t.merges), `person ${n}, later`).toBe(survivor);
    }
  }
});

test("D13: the younger conversation is told, once, before the event reaches the older one", async () => {
  await using desk = await startDesk();
  const lidOnly = fixture("received-text-lid-only");
  const lid = String(lidOnly.phone);
  const text = fixture("received-text");
  await desk.post({ ...lidOnly, messageId: "L1" });
  await desk.post({ ...text, messageId: "P1", chatLid: null });
  await desk.post({ ...text, messageId: "B1", chatLid: lid });
  await desk.post({ ...text, messageId: "B2", chatLid: lid });
  const older = `lid-${lid.replace("@lid", "")}`;
  const lines = (await stored(desk.bus, "INBOUND")).map(({ subject, body }) => [
    subject.replace(/^inbound\.\d+\.main\./, ""),
    body.messageId ?? body.type,
  ]);
  expect(lines).toEqual([
    [`${older}.event`, "L1"],
    ["5511990000001.event", "P1"],
    ["5511990000001.gate.control", "merged-into"],
    [`${older}.event`, "B1"],
    [`${older}.event`, "B2"],
  ]);
  await desk.post({ ...text, messageId: "P2", chatLid: null });
  expect((await stored(desk.bus, "INBOUND")).at(-1)?.subject).toContain(older);
});
