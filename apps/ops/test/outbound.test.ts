import { userInfo } from "node:os";
import { connectDatabase, migrate } from "@acolhe/database";
import { type ChannelId, SPOOLS_BUCKET, type SpoolWord } from "@acolhe/events";
import { readStatus, type SpoolState } from "@acolhe/status";
import { eventually, temporaryDatabase } from "@acolhe/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startFixture } from "../../outbound-sender/test/fixture.ts";
import type { Answer } from "../../outbound-sender/test/gateway.ts";
import { contactsOnHold, logEnds, waitsFor } from "../src/outbound/queue.ts";
import { ops } from "./in-process.ts";

const A = "5511990000001";
const B = "5511990000002";
const WHY = ["--reason", "asked by the clinic", "--yes"];
const template = { name: "migrated", fill: async (url: string) => void (await migrate(url)) };

let database: Awaited<ReturnType<typeof temporaryDatabase>>;
let f: Awaited<ReturnType<typeof startFixture>>;
beforeAll(async () => {
  database = await temporaryDatabase(template);
  f = await startFixture({ unknownGiveUpMs: 600_000 });
});
afterAll(async () => {
  await f[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});
const run = (...args: string[]) => ops(f.bus, { DATABASE_URL: database.url }, ...args);

test("an operator sees what waits, holds it, drops it and settles what is unknown, each with its reason in the audit", async () => {
  const { turnSeq } = await f.decide(A, ["one", "two"]);
  expect(await run("outbound", "list")).toMatchObject([
    { contact: A, turnSeq, index: 0, waits: "in-turn" },
    { contact: A, turnSeq, index: 1, waits: "in-turn" },
  ]);
  const dry = await run("outbound", "hold", A, "--dry-run");
  expect(dry, "nothing is ordered").toMatchObject({ dryRun: true });
  await expect(run("outbound", "hold", A, "--yes")).rejects.toThrow("--reason");
  await expect(run("outbound", "hold", A, "--reason", "t", "--yes")).rejects.toThrow("takes 5 to");
  await expect(run("outbound", "hold", A, "--reason", "asked by the clinic")).rejects.toThrow("in the test?");
  await expect(ops(f.bus, {}, "outbound", "hold", A, ...WHY), "no audit, no order").rejects.toThrow("DATABASE_URL");
  await expect(run("outbound", "release", A, ...WHY)).rejects.toThrow("not on hold");
  expect(await run("outbound", "show", A)).toMatchObject([{ waits: "in-turn" }, { waits: "in-turn" }]);
  const onHold = async () => contactsOnHold(f.bus, "main" as ChannelId, (await logEnds(f.bus)).inbound);
  expect(await onHold()).toEqual([]);
  await run("outbound", "hold", A, ...WHY);
  expect(await onHold(), "also where nothing waits").toEqual([{ channel: "main", contact: A }]);
  expect(JSON.stringify(await run("outbound", "show", A)), "without words").not.toContain("two");
  expect(await run("outbound", "show", A, "--reveal", ...WHY.slice(0, 2))).toMatchObject([
    { waits: "on-hold", command: { text: "one" } },
    { waits: "on-hold", command: { text: "two" } },
  ]);

  f.gateway.answers((): Answer => "lose-sent");
  await f.startSender();
  expect(await run("outbound", "drop", A, ...WHY)).toMatchObject({ outcome: { status: "superseded" } });
  await expect(run("outbound", "drop", A, ...WHY)).rejects.toThrow("nothing of this contact waits");
  const lost = await f.decide(B, ["lost"]);
  await eventually(async () => (await f.outcomes(B)).some(({ held }) => held !== null));
  await expect(run("outbound", "drop", B, ...WHY)).rejects.toThrow("ops unknown settle");
  expect(await run("unknown", "settle", B, "sent", ...WHY)).toMatchObject({
    outcome: { status: "settled", turnSeq: lost.turnSeq, index: 0 },
  });
  await expect(run("unknown", "settle", B, "sent", ...WHY)).rejects.toThrow("every outcome of this contact is known");
  expect(f.gateway.calls.map(({ text }) => text)).toEqual(["lost"]);
  await run("takeover", A);

  const db = connectDatabase({ url: database.url, name: "tests" });
  const rows = await db.selectFrom("audit").select(["action", "entityId", "changes"]).orderBy("id").execute();
  await db.destroy();
  expect(rows.map(({ action, entityId }) => [action, entityId])).toEqual([
    ["hold-sends", `main:${A}`],
    ["read", `main:${A}`],
    ["drop-sends", `main:${A}`],
    ["settle-send", `main:${B}`],
    ["takeover", `main:${A}`],
  ]);
  expect(rows[0]?.changes).toMatchObject({ reason: "asked by the clinic" });
  expect(rows.at(-1)?.changes, "who, though none asked why").toMatchObject({ operator: userInfo().username });
});

test("a number is paused and goes on; a contact is found by any of its names, and merged the younger into the older", async () => {
  await run("channel", "pause", "main", ...WHY);
  await expect(run("channel", "pause", "main", ...WHY)).rejects.toThrow("paused already");
  await expect(run("channel", "pause", "mian", ...WHY)).rejects.toThrow("there is no channel mian");
  const waiting = await f.decide(B, ["waits"]);
  expect(await run("channel", "list")).toMatchObject([{ id: "main", paused: { reason: "asked by the clinic" } }]);
  expect(await run("outbound", "show", B)).toMatchObject([{ turnSeq: waiting.turnSeq, waits: "number-paused" }]);
  await run("channel", "resume", "main", ...WHY);
  await eventually(() => f.texts(B).includes("waits"));
  await expect(run("channel", "resume", "main", ...WHY)).rejects.toThrow("not paused");

  const identity = await f.bus.kvm.open("identity");
  const name = (contact: string) => JSON.stringify({ contact, since: 1 });
  await identity.put(`main.phone.${A}`, name(A));
  await identity.put("main.lid.81896600000001", name(A));
  await identity.put(`main.phone.${B}`, name(B));
  // Without the ninth digit, as an old telephone list has it.
  expect(await run("contact", "find", "55 11 9000-0001")).toMatchObject([{ name: "81896600000001" }, { name: A }]);
  await expect(run("contact", "merge", A, B, ...WHY)).rejects.toThrow("say the younger one first");
  expect(await run("contact", "merge", B, A, "--dry-run")).toMatchObject({ dryRun: true });
  const merged = (await run("contact", "merge", B, A, ...WHY)) as { seq: number };
  const control = await f.bus.jsm.streams.getMessage("INBOUND", { seq: merged.seq });
  expect(control?.json()).toMatchObject({ type: "merged-into", contact: B, survivor: A });
});

describe("a command that has not left", () => {
  const orders = { seq: 9, onHold: true, dropped: new Map([["7.1", 9]]) };
  const outcome = { held: { turnSeq: 7, index: 0, lane: "reply", attemptSeq: 3 } } as const;
  const of = (index: number, author: "bot" | "attendant", standing: Partial<Parameters<typeof waitsFor>[2]> = {}) =>
    waitsFor({ turnSeq: 7, index }, { author }, { outcome: null, orders, isPaused: false, ...standing });
  test.each([
    ["is unknown before all else", of(0, "bot", { outcome: outcome as never }), "unknown"],
    ["is dropped also on hold", of(1, "bot"), "dropped"],
    ["of the bot is on hold with its contact", of(2, "bot"), "on-hold"],
    ["of a person is not", of(2, "attendant"), "in-turn"],
    ["waits for its number", of(2, "attendant", { isPaused: true }), "number-paused"],
    ["waits behind what is unknown", of(2, "attendant", { outcome: outcome as never }), "behind-unknown"],
  ])("%s", (_what, found, waits) => expect(found).toBe(waits));
});

test("an operator sees the spools, and gives up one that cannot be opened", async () => {
  const bucket = await f.bus.kvm.open(SPOOLS_BUCKET);
  const said = (word: Partial<SpoolWord>) => JSON.stringify({ waiting: {}, connection: "c", heard: {}, ...word });
  await bucket.put("before-one", said({ place: "desk:/spool" }));
  await bucket.put("one", said({ place: "desk:/spool", waiting: { "*": 0 }, unknown: true }));
  await bucket.put("two", said({ place: "other:/spool", waiting: { "7": 5_000, "9": 4_000 } }));
  await bucket.put("old", said({}));
  const spools = async () => (await run("spools")) as SpoolState[];
  const given = async () => (await spools()).find(({ name }) => name === "one")?.givenUp;
  expect(await spools()).toEqual(
    expect.arrayContaining([
      { name: "one", place: "desk:/spool", unknown: true, oldestAt: null, givenUp: null },
      { name: "two", place: "other:/spool", unknown: false, oldestAt: 4_000, givenUp: null },
      { name: "old", place: null, unknown: false, oldestAt: null, givenUp: null },
    ]),
  );
  expect((await readStatus(f.bus, {})).unknownSpools).toBe(1);
  await expect(run("spools", "give-up", "nowhere", ...WHY)).rejects.toThrow("no ingress has its spool at nowhere");
  await expect(run("spools", "give-up", "other:/spool", ...WHY)).rejects.toThrow("is open");
  await expect(run("spools", "wait", "desk:/spool", ...WHY)).rejects.toThrow("is not given up");
  await run("spools", "give-up", "desk:/spool", "--dry-run");
  expect(await given()).toBeNull();
  await run("spools", "give-up", "desk:/spool", ...WHY);
  expect(await given()).toEqual({ place: "desk:/spool", at: expect.any(Number), by: expect.stringMatching(/./) });
  await run("spools", "wait", "desk:/spool", ...WHY);
  expect(await given()).toBeNull();
});
