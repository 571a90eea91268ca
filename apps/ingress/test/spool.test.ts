import { stat } from "node:fs/promises";
import { join } from "node:path";
import { temporaryDirectory } from "@acolhe/testing";
import { expect, test } from "vitest";
import { createSpool } from "../src/publish/spool.ts";
import { decodeRecord, encodeRecord } from "../src/publish/spool-record.ts";

const open = (dir: string) => createSpool({ dir, bytesMax: 10_000_000, onTrouble: () => {} });

test("records appended together are read in order, also by a new process, and released for good", async () => {
  await using dir = await temporaryDirectory();
  const spool = open(dir.path);
  const numbers = Array.from({ length: 500 }, (_, n) => n);
  await Promise.all(numbers.map((n) => spool.append({ n, text: "ç\n".repeat(n) })));
  expect(spool.outstanding).toBe(500);
  await spool.close();

  const next = open(dir.path);
  await next.open();
  expect(next.outstanding).toBe(500);
  const read: unknown[] = [];
  while (next.outstanding > 0) {
    for (const { value, end } of (await next.read()).records) {
      read.push((value as { n: number }).n);
      next.release(end);
    }
  }
  expect(read).toEqual(numbers);
  await next.settle();
  expect((await stat(join(dir.path, "spool.log"))).size).toBe(0);
  await next.append("after");
  expect((await next.read()).records.map((r) => r.value)).toEqual(["after"]);
  await next.close();
});

test("a record larger than a read comes back whole", async () => {
  await using dir = await temporaryDirectory();
  const spool = open(dir.path);
  const large = "x".repeat(1_500_000);
  await spool.append(large);
  await spool.append("small");
  const [first] = (await spool.read()).records;
  expect(first?.value).toBe(large);
  spool.release(first!.end);
  expect((await spool.read()).records.map((r) => r.value)).toEqual(["small"]);
  await spool.close();
});

test("any changed byte of a record is noticed", () => {
  const line = encodeRecord({ words: "olá" }).subarray(0, -1);
  expect(decodeRecord(line)).toEqual({ words: "olá" });
  for (let i = 0; i < line.length; i++) {
    const changed = Buffer.from(line);
    changed[i]! ^= 1;
    expect(decodeRecord(changed), `byte ${i}`).toBeUndefined();
    expect(decodeRecord(line.subarray(0, i))).toBeUndefined();
  }
});
