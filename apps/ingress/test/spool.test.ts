import { type FileHandle, open as openFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { eventually, temporaryDirectory } from "@acolhe/testing";
import { expect, test, vi } from "vitest";
import { coalesced } from "../src/publish/coalesced.ts";
import { createInHand } from "../src/publish/in-hand.ts";
import { EVERY_GROUP, groupOf } from "../src/publish/other-spools.ts";
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

test("I1: an append says yes only after the disk did, and one the disk refused is gone", async () => {
  await using dir = await temporaryDirectory();
  const spool = open(dir.path);
  await spool.append("first");
  const file = await openFile(join(dir.path, "spool.log"));
  const files = Object.getPrototypeOf(file) as FileHandle;
  await file.close();
  const disk = Promise.withResolvers<void>();
  const asked = Promise.withResolvers<void>();
  const flush = vi.spyOn(files, "datasync").mockImplementationOnce(() => {
    asked.resolve();
    return disk.promise;
  });
  let answered = false;
  const refused = spool.append("refused").finally(() => {
    answered = true;
  });
  refused.catch(() => {});
  await Promise.race([asked.promise, refused]);
  expect(answered, "nothing is promised yet").toBe(false);
  disk.reject(new Error("EIO"));
  await expect(refused).rejects.toThrow("could not be written");
  flush.mockRestore();
  await spool.append("last");
  expect((await spool.read()).records.map(({ value }) => value)).toEqual(["first", "last"]);
  await spool.close();
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

test("O1: what was not read of a long spool yet is said as everybody's", async () => {
  await using dir = await temporaryDirectory();
  const spool = open(dir.path);
  const text = "x".repeat(1_000);
  const facts = Array.from({ length: 600 }, (_, n) => ({
    channel: "main",
    item: { target: "conversation", draft: { receivedAt: n, text } },
  }));
  await Promise.all(facts.map((fact) => spool.append(fact)));
  const inHand = createInHand({ spool, contactOf: async () => "main:somebody", mergeCount: () => 0 });
  const group = groupOf("main:somebody");
  expect(await inHand.take(), "there is more").toBe(true);
  const read = inHand.all.length;
  expect(inHand.waiting()).toEqual({ [group]: 0, [EVERY_GROUP]: read - 1 });
  while (await inHand.take());
  expect(inHand.all).toHaveLength(600);
  expect(inHand.waiting()).toEqual({ [group]: 0 });
  for (const one of inHand.all.slice(0, 10)) one.stored = true;
  expect(inHand.waiting()).toEqual({ [group]: 10 });
  await spool.close();
});

test("calls that come while one is under way share one that begins after it", async () => {
  let begun = 0;
  const gates: Array<() => void> = [];
  const call = coalesced(() => {
    begun++;
    return new Promise((resolve) => gates.push(resolve));
  });
  const first = call();
  const [second, third] = [call(), call()];
  expect([second === third, begun], "one follows the first").toEqual([true, 1]);
  gates[0]!();
  await first;
  const fourth = call();
  await eventually(() => begun === 2);
  gates[1]!();
  await Promise.all([second, fourth]);
  expect(begun).toBe(2);
});
