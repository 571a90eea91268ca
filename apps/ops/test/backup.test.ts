import { appendFile } from "node:fs/promises";
import { join } from "node:path";
import { type Bus, connectBus, publish } from "@acolhe/bus";
import { connectDatabase, migrate, recordAudit } from "@acolhe/database";
import { createNext } from "@acolhe/database/projection";
import {
  Channel,
  type ContactKey,
  eventSubject,
  INBOUND,
  OBSERVING_KEY,
  turnSubject,
  workerDurable,
} from "@acolhe/events";
import { startNats, temporaryDatabase, temporaryDirectory } from "@acolhe/testing";
import { describe, expect, test } from "vitest";
import { overhang } from "../src/backup/overhang.ts";
import { setUp } from "../src/setup.ts";
import { ops } from "./in-process.ts";
import { T0, turn } from "./samples.ts";

const ANA = "5511990000001" as ContactKey;
const template = { name: "migrated", fill: async (url: string) => void (await migrate(url)) };
const WHY = ["--reason", "the disk of the server is gone", "--yes"];
const channel = Channel.parse({
  instanceId: "i",
  instanceToken: "t",
  clientToken: "c",
  webhookSecret: "0123456789abcdef",
});
const ref = { channel: channel.id, contact: ANA };

async function startInstallation() {
  const directory = await temporaryDirectory();
  const nats = await startNats({ dir: directory.path });
  const database = await temporaryDatabase(template);
  const bus = await connectBus({ url: nats.url, name: "test" });
  return {
    bus,
    url: database.url,
    folder: join(directory.path, "backup"),
    run: (...args: string[]) => ops(bus, { DATABASE_URL: database.url }, ...args),
    async [Symbol.asyncDispose]() {
      await bus.close();
      await nats.stop();
      await database[Symbol.asyncDispose]();
      await directory[Symbol.asyncDispose]();
    },
  };
}

/** A conversation of one event and one turn, an event that is handled and one that is not, rows with all that is odd. */
async function live(bus: Bus, url: string): Promise<void> {
  await setUp(bus, { channels: [channel], replicas: 1, ackWaitMs: 1_000 });
  const event = { type: "message-missed", ...ref, at: T0, receivedAt: T0, unread: 1 };
  const { seq } = await publish(bus, eventSubject(ref), { ...event, id: "a" });
  await publish(bus, turnSubject(ref, "reply"), { ...turn(1, T0, { eventSeq: seq, says: true }).turn });
  const stored = await bus.jsm.streams.getMessage(INBOUND.name, { seq });
  const consumer = await bus.js.consumers.get(INBOUND.name, workerDurable(Number(stored?.subject.split(".")[1])));
  await (await consumer.next())?.ackAck();
  await publish(bus, eventSubject(ref), { ...event, id: "b" });
  // As a turn that was decided while the events were already copied.
  await publish(bus, turnSubject(ref, "reply"), { ...turn(2, T0, { eventSeq: 99, says: true, previous: 1 }).turn });
  await (await bus.kvm.open("identity")).put(`main.phone.${ANA}`, JSON.stringify({ contact: ANA, since: 1 }));
  const db = connectDatabase({ url, name: "test" });
  // A rebuild of the read side that was broken off.
  await createNext(db);
  // A record that is nothing at all.
  await bus.js.publish(turnSubject(ref, "reply"), "not even JSON");
  const changes = { words: 'São "João"\n\u2028\\n', count: 9007199254740991 };
  await recordAudit(db, [
    { action: "create", entity: "patient", entityId: "1", changes: JSON.stringify(changes) as never },
  ]);
  await db.destroy();
}

test("a backup restored into an empty installation gives the same answers, and the bot observes until it may speak", async () => {
  await using old = await startInstallation();
  await live(old.bus, old.url);
  const { folder } = old;
  await old.run("backup", folder);
  await expect(old.run("backup", folder), "none over another").rejects.toThrow("is not empty");
  await expect(old.run("restore", folder, ...WHY), "nor over what is in use").rejects.toThrow("is in use");

  await using fresh = await startInstallation();
  await setUp(fresh.bus, { channels: [channel], replicas: 1, ackWaitMs: 1_000 });
  expect(await fresh.run("restore", folder, "--dry-run")).toMatchObject({ dryRun: true });
  expect(await fresh.run("restore", folder, ...WHY)).toMatchObject({ cut: { turns: 1, outcomes: 0 } });

  const history = (await old.run("history", ANA)) as { stream: string; seq: number }[];
  const cut = history.filter(({ stream, seq }) => !(stream === "TURNS" && seq === 2));
  expect(await fresh.run("history", ANA)).toEqual(cut);
  for (const name of ["contact find 0001", "timers", "dead-letters"])
    expect(await fresh.run(...name.split(" "))).toEqual(await old.run(...name.split(" ")));
  const placesOf = async (bus: Bus) => {
    const found: Record<string, unknown> = {};
    for await (const { name, ack_floor, num_pending } of bus.jsm.consumers.list(INBOUND.name))
      found[name] = [ack_floor.stream_seq, num_pending];
    return found;
  };
  expect(await placesOf(fresh.bus), "who has handled what").toEqual(await placesOf(old.bus));
  const audit = async (url: string) => {
    const db = connectDatabase({ url, name: "test" });
    const rows = await db.selectFrom("audit").selectAll().orderBy("id").execute();
    await db.destroy();
    return rows;
  };
  const [before, after] = [await audit(old.url), await audit(fresh.url)];
  expect(before.map(({ action }) => action)).toEqual(["create", "backup", "backup"]);
  expect(after.slice(0, 2), "as it was when it was copied").toEqual(before.slice(0, 2));
  expect(after.slice(2).map(({ id, action }) => [id, action])).toEqual([[3, "restore"]]);

  expect(await fresh.run("observing")).toMatchObject({ observes: true });
  await fresh.run("observing", "end", ...WHY);
  const kept = await (await fresh.bus.kvm.open("sending")).get(OBSERVING_KEY);
  expect(kept?.json()).toMatchObject({ until: expect.any(Number) });
  await expect(fresh.run("observing", "end", ...WHY)).rejects.toThrow("does not observe");

  await appendFile(join(folder, "streams/TURNS.snapshot"), "x");
  await expect(fresh.run("restore", folder, ...WHY)).rejects.toThrow("streams/TURNS.snapshot of the backup is damaged");
});

describe("what follows from events that were not copied", () => {
  const of = (...froms: number[]) =>
    froms.map((from, at) => ({ seq: at + 1, contact: at % 2 === 0 ? "a" : "b", from }));
  test.each([
    ["is nothing where all were", of(1, 2, 3, 4), []],
    ["is cut off with what came behind it in its conversation", of(1, 2, 9, 4, 3), [3, 5]],
    ["leaves other conversations alone", of(9, 2, 1, 4), [1, 3]],
  ])("%s", (_what, records, cut) => expect(overhang(records, (from) => from > 5)).toEqual(cut));
});
