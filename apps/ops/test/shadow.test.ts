import { cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { allStreams, type Bus, lastOf, lastSeqOf, subjectsOf } from "@acolhe/bus";
import { anyTurnOf, type ContactKey, INBOUND, SHADOW, stableId, TURNS, Turn } from "@acolhe/events";
import { clinicFolder } from "@acolhe/flows";
import { eventually, temporaryDirectory } from "@acolhe/testing";
import { describe, expect, test } from "vitest";
import { noteBegun, removeShadow, ShadowRefused } from "../../conversation-worker/src/shadow/begun.ts";
import { feed } from "../../conversation-worker/src/shadow/feed.ts";
import type { ShadowWorker } from "../../conversation-worker/src/shadow/shadow-worker.ts";
import { ShadowTimers } from "../../conversation-worker/src/shadow/timers.ts";
import { channel, control, hireWorker, message, openDesk, put } from "../../conversation-worker/test/desk.ts";
import { ops } from "./in-process.ts";
import { REF, turn } from "./samples.ts";

const SAYS = ["oi", "quero marcar uma consulta", "para mim", "Maria Clara"];
const CONTACTS = Array.from({ length: 5 }, (_, at) => ({
  channel: channel.id,
  contact: `55119${80_000_000 + at}` as ContactKey,
}));

interface Answer {
  readonly turns: number;
  readonly same: number;
  readonly different: number;
  readonly told: number;
  readonly conversations: number;
  readonly added: number;
  readonly missing: number;
  readonly byRule: readonly { readonly fields: readonly string[] }[];
}

/** Conversations as a real worker decides them, their words gathered by timers of the broker. When the second round began. */
async function converse(bus: Bus, url: string): Promise<number> {
  await using worker = await hireWorker(url, { inputWindowMs: 40 });
  let second = 0;
  for (const [round, text] of SAYS.entries()) {
    if (round === 1) second = Date.now();
    for (const ref of CONTACTS) await put(bus, message(ref, text));
    await eventually(() => areAnswered(bus), { what: "an answer for each" });
  }
  const [first, , third] = CONTACTS;
  await put(bus, control(first!, { type: "merged-into", survivor: CONTACTS[1]!.contact }));
  await put(bus, message(third!, "obrigada"));
  await eventually(() => areAnswered(bus), { what: "an answer for each" });
  expect(worker.setAside).toEqual([]);
  return second;
}

async function areAnswered(bus: Bus): Promise<boolean> {
  const subjects = await subjectsOf(bus, INBOUND.name, "inbound.>");
  const events = Object.values(subjects).reduce((sum, count) => sum + count, 0);
  const turns = (await bus.jsm.streams.info(TURNS.name)).state.messages;
  const last = await Promise.all(CONTACTS.map((ref) => lastOf(bus, TURNS.name, anyTurnOf(ref))));
  return events === turns && last.every((stored) => stored && !Turn.parse(stored.json()).state.pendingInput);
}

/** Where every stream and bucket ends, but for the shadows'. */
async function endsOf(bus: Bus): Promise<Record<string, number>> {
  const names = (await allStreams(bus)).filter((name) => name !== SHADOW.name);
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await lastSeqOf(bus, name)] as const)));
}

const into = async (bus: Bus, ...args: string[]) =>
  (await ops(bus, {}, "--json", "replay", "--into", ...args)) as Answer;

test("a day's events decided again into a shadow: the same, unless the flow is another; nothing else is touched", async () => {
  await using desk = await openDesk();
  await using directory = await temporaryDirectory();
  const { bus, url } = desk;
  const second = await converse(bus, url);
  const turns = (await bus.jsm.streams.info(TURNS.name)).state.messages;
  const before = await endsOf(bus);

  const same = await into(bus, "tomorrow");
  expect(same).toMatchObject({ turns, same: turns, different: 0, told: 0, conversations: 0, added: 0, missing: 0 });
  const decided = await lastSeqOf(bus, SHADOW.name);
  expect(await into(bus, "tomorrow"), "what is done is only compared").toMatchObject({ same: turns, different: 0 });
  expect(await lastSeqOf(bus, SHADOW.name)).toBe(decided);

  // As if it had been broken off in the middle.
  await bus.jsm.streams.purge(SHADOW.name, { filter: "shadow.tomorrow.ended" });
  for (let seq = Math.ceil(decided / 2); seq < decided; seq++) await bus.jsm.streams.deleteMessage(SHADOW.name, seq);
  expect(await into(bus, "tomorrow"), "it goes on where it was").toMatchObject({ same: turns, added: 0, missing: 0 });

  const later = await into(bus, "later", "--since", new Date(second).toISOString());
  expect(later, "conversations begin where they stood").toMatchObject({ different: 0, added: 0, missing: 0 });
  expect(later.turns).toBe(later.same);
  expect(later.turns).toBeLessThan(turns);

  const folder = join(directory.path, "flow");
  await cp(clinicFolder, folder, { recursive: true });
  const texts = join(folder, "messages", "pt.yaml");
  await writeFile(texts, (await readFile(texts, "utf8")).replaceAll("assistente virtual", "assistente"));
  await expect(into(bus, "tomorrow", "--flow", folder), "by its name, another shadow").rejects.toThrow("--remove");
  const other = await into(bus, "other", "--flow", folder);
  expect(other.different).toBeGreaterThan(0);
  expect(other.told, "the text that is another").toBeGreaterThan(0);
  expect(other.byRule.flatMap(({ fields }) => fields)).toContain("said");

  expect(await endsOf(bus), "nothing is written but into the shadows").toEqual(before);
  await ops(bus, {}, "--json", "replay", "--into", "tomorrow", "--remove");
  expect(Object.keys(await subjectsOf(bus, SHADOW.name, "shadow.tomorrow.>"))).toEqual([]);
  expect(Object.keys(await subjectsOf(bus, SHADOW.name, "shadow.other.>")).length, "the control").toBeGreaterThan(0);
  await expect(into(bus, "tomorrow", "--remove")).rejects.toThrow("no shadow");
  await expect(into(bus, "other", "--since", "1h"), "its span is known").rejects.toThrow("leave --since out");
  await expect(into(bus, "other", "--checkpoint", "file")).rejects.toThrow("--checkpoint has no part");
  await expect(into(bus, "other", "--remove", "--since", "1h")).rejects.toThrow("--since has no part");
  await expect(into(bus, "new", "--flow", join(directory.path, "nothing"))).rejects.toThrow("there is no folder");
  await expect(into(bus, "No name")).rejects.toThrow("lower-case");
  await expect(ops(bus, {}, "replay", "--remove")).rejects.toThrow("--into");
  for (const events of [1, 3]) await isRemovedWhileMade(bus, events);
});

/** As an erasure does it, between one event and the next, or behind the last. */
async function isRemovedWhileMade(bus: Bus, events: number): Promise<void> {
  const name = `removed-${events}`;
  const span = { from: 1, to: events, turnsFrom: 1, turnsTo: events };
  await noteBegun(bus, name, { version: 1, ...span, engine: "e", flow: "f" });
  let decided = 0;
  const worker = {
    world: { begin() {}, remember() {} },
    timers: { note() {}, take() {} },
    at() {},
    async advance() {
      decided += 1;
      await removeShadow(bus, name);
    },
  } as unknown as ShadowWorker;
  const recorded = { byEvent: new Map(), resumed: new Map(), timers: new Set<string>(), before: new Map() };
  const fed = feed(bus, { name, span, recorded, worker, onProgress() {} });
  await expect(fed, "nothing says that it ended").rejects.toThrow(ShadowRefused);
  expect(decided, "nothing more is written").toBe(1);
}

describe("timers of a shadow", () => {
  const at = Date.parse("2026-11-30T13:00:00Z");
  const armed = (timers: Record<string, { generation: number; at: number | null }>) =>
    turn(9, at, { eventSeq: 41, state: { timers } }).turn;
  const idOf = (name: string, generation: number) =>
    stableId("timer", REF.channel, REF.contact, name, generation, at + 60_000);

  test("fire once, the first that is due first, behind what their conversation decided", () => {
    const timers = new ShadowTimers(new Set());
    timers.note(armed({ nudge: { generation: 2, at: at + 60_000 }, input: { generation: 5, at: at + 1_000 } }));
    expect(timers.take(at + 2_000), "the log may still have it").toBeUndefined();
    expect(timers.take(at + 120_000)).toMatchObject({
      seq: 42,
      event: { name: "input", generation: 5, at: at + 1_000 },
    });
    expect(timers.take(at + 120_000)).toMatchObject({ event: { name: "nudge", id: idOf("nudge", 2) } });
    expect(timers.take(at + 120_000)).toBeUndefined();
  });

  test("do not fire where the log has them, or where they were called off", () => {
    const timers = new ShadowTimers(new Set([idOf("nudge", 2)]));
    timers.note(armed({ nudge: { generation: 2, at: at + 60_000 }, input: { generation: 5, at: at + 1_000 } }));
    timers.note(armed({ nudge: { generation: 2, at: at + 60_000 }, input: { generation: 5, at: null } }));
    expect(timers.take(at + 3_600_000)).toBeUndefined();
  });
});
