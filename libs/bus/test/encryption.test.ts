import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { startNats, temporaryDirectory } from "@acolhe/testing";
import { expect, test } from "vitest";
import { connectBus, ensureBucket, ensureObjects, ensureStream, lastOf, openObjects, publish } from "../src/index.ts";

const KEY = "k0f2a9c41e7d8835b6a1c9e2d4f7081a3";
const SHAPE = { maxAgeMs: 0, duplicateWindowMs: 60_000, schedules: false, ttl: false };
/** Of a patient: their words, the subject with their phone, a file's name and bytes, a value of a bucket. */
const SAID = [
  "minha filha se chama Marina",
  "turn.main.5511987654321.reply",
  "exame-da-Marina",
  "laudo da Marina",
  "dona Celeste",
];

/** Stores all of it, and stops the broker, so that everything it has is in its files. */
async function write(dir: string, key?: string): Promise<void> {
  await using nats = await startNats({ dir, syncAlways: true, key });
  const bus = await connectBus({ url: nats.url, name: "test" });
  const [words, subject, name, bytes, value] = SAID as [string, string, string, string, string];
  await ensureStream(bus, { name: "TURNS", subjects: ["turn.>"], ...SHAPE });
  await publish(bus, subject, { words });
  await ensureObjects(bus, "media", { maxAgeMs: 0, replicas: 1 });
  const file = { bytes: new Uint8Array(Buffer.from(bytes)), metadata: { fileName: name } };
  await openObjects(bus, "media").write("event", file);
  await ensureBucket(bus, "identity", { history: 1 });
  await (await bus.kvm.open("identity")).put("main.phone", value);
  await bus.close();
}

/** Which of these words a reader of the disk finds in the broker's files. */
async function found(dir: string): Promise<string[]> {
  const store = join(dir, "store");
  const entries = await readdir(store, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const contents = await Promise.all(files.map((path) => readFile(path)));
  return SAID.filter((said) => contents.some((content) => content.includes(said)));
}

async function readBack(dir: string, key?: string): Promise<unknown> {
  await using nats = await startNats({ dir, key });
  const bus = await connectBus({ url: nats.url, name: "test" });
  try {
    return (await lastOf(bus, "TURNS", "turn.>"))?.json();
  } finally {
    await bus.close();
  }
}

test("with a key nothing that was said is in the broker's files; without one all of it is", async () => {
  await using locked = await temporaryDirectory();
  await using open = await temporaryDirectory();
  await Promise.all([write(locked.path, KEY), write(open.path)]);
  expect(await found(open.path), "the control: it would be found").toEqual(SAID);
  expect(await found(locked.path)).toEqual([]);
  expect(await readFile(join(locked.path, "nats-server.conf"), "utf8"), "the key lies elsewhere").not.toContain(KEY);
  expect(await readBack(locked.path, KEY)).toEqual({ words: SAID[0] });
});

test("a store of before is encrypted when a key is set, its index with the next message, and opens with no other key", async () => {
  await using directory = await temporaryDirectory();
  await write(directory.path);
  expect(await readBack(directory.path, KEY)).toEqual({ words: SAID[0] });
  // What says which subjects a stream has, phones among them, is written anew when something is stored.
  await write(directory.path, KEY);
  expect(await found(directory.path)).toEqual([]);
  expect(await readBack(directory.path, `x${KEY}`).catch(() => "refused")).not.toEqual({ words: SAID[0] });
});
