import { compileFlow, type Flow, FlowDefinition } from "@acolhe/conversation";
import { CLINIC_BUCKET, CLINIC_KEYS, FLOW_BUCKET } from "@acolhe/events";
import {
  CURRENT_FLOW,
  clinicFlow,
  clinicFolder,
  currentVersion,
  fetchFlow,
  publishFlow,
  removedStates,
} from "@acolhe/flows";
import { eventually } from "@acolhe/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { listVersions, publishFolder, publishKept } from "../../ops/src/flow-versions.ts";
import { followFlows } from "../src/gather/published-flows.ts";
import { expectChain, expectReplay, hireWorker, message, openDesk, put, texts, untilTurns } from "./desk.ts";

let desk: Awaited<ReturnType<typeof openDesk>>;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(async () => {
  await desk[Symbol.asyncDispose]();
});

const bucket = () => desk.bus.kvm.open(FLOW_BUCKET);
const words = ["stop", "opt-in", "menu", "back", "repeat", "human", "greetings", "thanks", "yes", "no"];
const lists = [...words, "human-phrases", "red-flags", "language-pt", "language-es", "language-en"];

/** A flow of two questions whose texts all begin with its name. */
function version(name: string, second = "second", moved: Record<string, string> = {}): Flow {
  return compileFlow(
    FlowDefinition.parse({
      flow: {
        ...{ name: "pinning", languages: ["pt"], start: "first", menu: "first", handoff: "person", moved },
        ...{ teams: { desk: "all" }, team: "desk", urgentTeam: "desk" },
        hours: { timeZone: "America/Sao_Paulo", weekly: {} },
      },
      states: {
        first: { ask: "first", capture: { into: "one", as: "free-text" }, next: second },
        [second]: { ask: "second", capture: { into: "two", as: "free-text" }, next: "done" },
        done: { say: "done", end: true },
        person: { say: "person", handoff: { reason: "asked" } },
      },
      messages: { pt: { first: `${name} first`, second: `${name} second`, done: `${name} done`, person: name } },
      words: Object.fromEntries(lists.map((list) => [list, { pt: [`${list} word`] }])),
      catalogue: {},
    }),
  );
}

test("D8: a kept version keeps its name where this release reads more out of it than was written", async () => {
  const flow = version("older");
  const { confidence: _, ...head } = flow.definition.flow;
  const older = { ...flow.definition, flow: head };
  await (await bucket()).put("version.of-before", JSON.stringify(older));
  const kept = await fetchFlow(await bucket(), "of-before");
  expect(kept).toMatchObject({ version: "of-before", head: { confidence: { stop: 0.9 } } });
});

test("D8: a session under way finishes on the version it began with, a new one begins with the published version", async () => {
  const [one, two] = [version("one"), version("two")];
  const [early, late] = [desk.contact(), desk.contact()];
  const worker = await hireWorker(desk.url, { flow: one });
  await put(desk.bus, message(early, "hello"));
  await untilTurns(desk.bus, early, 1);

  await publishFlow(await bucket(), two);
  await eventually(() => worker.flows.latest.version === two.version);
  await put(desk.bus, message(early, "an answer"));
  await put(desk.bus, message(late, "hello"));
  await untilTurns(desk.bus, late, 1);
  await untilTurns(desk.bus, early, 2);
  await worker.stop();

  // A process of a later release: it ships another flow and knows the pinned one only from the bucket.
  await using _later = await hireWorker(desk.url, { flow: version("three") });
  await put(desk.bus, message(early, "another answer"));
  await put(desk.bus, message(late, "an answer"));
  const [earlyTurns, lateTurns] = [await untilTurns(desk.bus, early, 3), await untilTurns(desk.bus, late, 2)];
  expect(earlyTurns.map(texts)).toEqual([["one first"], ["one second"], ["one done"]]);
  expect(lateTurns.map(texts)).toEqual([["two first"], ["two second"]]);
  expect(earlyTurns.map(({ turn }) => turn.versions.flow)).toEqual([one.version, one.version, one.version]);
  expectChain(earlyTurns);
  await expectReplay(desk.bus, earlyTurns, one);
  await expectReplay(desk.bus, lateTurns, two);
});

test("D8: a session whose version is gone goes on where the new one says its state went", async () => {
  const [old, next] = [version("old"), version("new", "second-again", { second: "second-again" })];
  const ref = desk.contact();
  {
    await using _worker = await hireWorker(desk.url, { flow: old });
    await publishFlow(await bucket(), old);
    await eventually(() => _worker.flows.latest.version === old.version);
    await put(desk.bus, message(ref, "hello"));
    await put(desk.bus, message(ref, "an answer"));
    await untilTurns(desk.bus, ref, 2);
  }
  await publishFlow(await bucket(), next);
  await (await bucket()).delete(`version.${old.version}`);
  await using _worker = await hireWorker(desk.url, { flow: next });
  await put(desk.bus, message(ref, "the last answer"));
  const turns = await untilTurns(desk.bus, ref, 3);
  expect(turns.map(texts)).toEqual([["old first"], ["old second"], ["new done"]]);
  expect(turns[2]!.turn.rule).toBe("second-again:captured");
});

test("an unreadable version changes nothing, and taking `current` away brings the shipped flow back", async () => {
  const shipped = version("shipped");
  await using worker = await hireWorker(desk.url, { flow: shipped });
  const kv = await bucket();
  const before = worker.flows.latest.version;
  await kv.put("version.broken", JSON.stringify({ flow: { name: "broken" } }));
  await kv.put(CURRENT_FLOW, JSON.stringify({ version: "broken" }));
  await publishFlow(kv, version("after"));
  await eventually(() => worker.flows.latest.version !== before);
  expect(worker.flows.latest.version).toBe(version("after").version);
  await kv.delete(CURRENT_FLOW);
  await eventually(() => worker.flows.latest.version === shipped.version);
  expect((await fetchFlow(kv, shipped.version))?.version).toBe(shipped.version);
});

test("a release whose flow came after the published one says that no new session sees it", async () => {
  const kv = await bucket();
  const warned: string[] = [];
  const log = { warn: (_fields: object, says: string) => warned.push(says), info() {}, error() {} };
  const start = async (name: string) => {
    warned.length = 0;
    (await followFlows(desk.bus, version(name), log as never)).stop();
    return warned;
  };
  await publishFlow(kv, version("published"));
  expect(await start("published"), "it is the published one").toEqual([]);
  expect(await start("shipped later")).toEqual([expect.stringContaining("ships a newer flow")]);
  expect(await start("shipped later"), "as long as no operator has seen to it").toHaveLength(1);
  await publishFlow(kv, version("published after it"));
  expect(await start("shipped later"), "an operator chose knowing it").toEqual([]);
  await kv.delete(CURRENT_FLOW);
});

test("quick messages are one answer, also when the worker dies while they wait", async () => {
  const ref = desk.contact();
  const first = await hireWorker(desk.url, { flow: version("window"), inputWindowMs: 1500 });
  await (await bucket()).delete(CURRENT_FLOW);
  await put(desk.bus, message(ref, "hello"));
  // Its webhook waited five minutes for the worker.
  const last = { ...message(ref, "and again"), receivedAt: Date.now() - 300_000 };
  await put(desk.bus, last);
  await untilTurns(desk.bus, ref, 2);
  await first.stop();
  await using _second = await hireWorker(desk.url, { flow: version("window"), inputWindowMs: 1500 });
  const turns = await eventually(
    async () => {
      const found = await untilTurns(desk.bus, ref, 3);
      return found.some(({ turn }) => turn.lane === "reply") && found;
    },
    { deadlineMs: 20_000 },
  );
  expect(turns.slice(0, 2).map(({ turn }) => turn.rule)).toEqual(["gathering", "gathering"]);
  expect(turns.flatMap(texts)).toEqual(["window first"]);
  const { rule, heard } = turns.at(-1)!.turn;
  expect(rule).toBe("session-started");
  // What the sender measures from: the words, not the timer that answers them.
  expect(heard).toEqual({ at: last.receivedAt, gatherMs: 1500 });
});

test("F4: services of the staff begin with new sessions, in a version that replays; unreadable ones change nothing", async () => {
  const clinic = await desk.bus.kvm.open(CLINIC_BUCKET);
  await (await bucket()).delete(CURRENT_FLOW);
  await using worker = await hireWorker(desk.url);
  const [early, late] = [desk.contact(), desk.contact()];
  await put(desk.bus, message(early, "quais são os serviços?"));
  await untilTurns(desk.bus, early, 1);
  const yoga = {
    slug: "yoga",
    texts: { pt: { name: "Yoga" } },
    priceCents: 5000,
    durationMinutes: 60,
    modality: "both",
  };
  await clinic.put(CLINIC_KEYS.services, JSON.stringify([yoga]));
  await eventually(() => worker.flows.latest.version !== clinicFlow.version);
  const { version: made } = worker.flows.latest;
  await clinic.put(CLINIC_KEYS.services, JSON.stringify([{ slug: 1 }]));
  await put(desk.bus, message(late, "quais são os serviços?"));
  for (const text of ["Rosana Prado", "yoga"]) await put(desk.bus, message(late, text));
  await put(desk.bus, message(early, "menu"));
  const [earlyTurns, lateTurns] = [await untilTurns(desk.bus, early, 2), await untilTurns(desk.bus, late, 3)];
  expect(earlyTurns.map(({ turn }) => turn.versions.flow)).toEqual([clinicFlow.version, clinicFlow.version]);
  expect(lateTurns.map(({ turn }) => turn.versions.flow)).toEqual([made, made, made]);
  expect(JSON.stringify(lateTurns.map(texts))).toContain("R$ 50");
  const kept = await fetchFlow(await bucket(), made);
  await expectReplay(desk.bus, lateTurns, kept!);
  await clinic.delete(CLINIC_KEYS.services);
  await eventually(() => worker.flows.latest.version === clinicFlow.version);
});

test("hours of the staff are what the turn records, and unreadable ones leave the last", async () => {
  const clinic = await desk.bus.kvm.open(CLINIC_BUCKET);
  await using worker = await hireWorker(desk.url);
  const never = { timeZone: "Europe/Madrid", weekly: {}, holidays: [], special: {} };
  await clinic.put(CLINIC_KEYS.hours, JSON.stringify(never));
  await eventually(() => worker.clinic.hours() !== undefined);
  await clinic.put(CLINIC_KEYS.hours, JSON.stringify({ weekly: "always" }));
  const ref = desk.contact();
  await put(desk.bus, message(ref, "oi"));
  const turns = await untilTurns(desk.bus, ref, 1);
  expect(turns[0]!.turn.facts.hours).toMatchObject({ open: false, opens: null, timeZone: "Europe/Madrid" });
  for (const text of ["Rosana Prado", "que horas vocês abrem?"]) await put(desk.bus, message(ref, text));
  const told = await untilTurns(desk.bus, ref, 3);
  expect(JSON.stringify(texts(told[2]!))).toContain("Por enquanto, sem atendimento");
  await expectReplay(desk.bus, told);
  await clinic.delete(CLINIC_KEYS.hours);
  await eventually(() => worker.clinic.hours() === undefined);
});

test("an operator publishes a folder, goes back to a kept version, and reads what is kept", async () => {
  const said: string[] = [];
  const print: Parameters<typeof listVersions>[1] = {
    isJson: false,
    line: (line = "") => void said.push(line),
    table: (_columns, rows) => void said.push(...rows.map((row: readonly string[]) => row.join("  "))),
    json: () => undefined,
    write: (text) => void said.push(text),
    jsonLine: () => undefined,
    paint: (_style, text) => text,
  };
  const before = version("operated", "gone", { gone: "main-menu" });
  await publishFlow(await bucket(), before);
  await publishFolder(desk.bus, clinicFolder, print);
  expect(said[0]).toContain(clinicFlow.version);
  // Of the states that are gone, the shipped flow names no other place.
  expect(said).toContain("  gone is gone: a session that must leave it begins anew");
  expect(await currentVersion(await bucket())).toBe(clinicFlow.version);
  expect(await publishKept(desk.bus, before.version, print)).toBe(true);
  expect(await publishKept(desk.bus, "never-kept", print)).toBe(false);
  said.length = 0;
  await listVersions(desk.bus, print);
  expect(said.filter((line) => line.endsWith("  current"))).toEqual([expect.stringContaining(before.version)]);
  expect(said.join("\n")).toContain(clinicFlow.version);
  await expect(publishFolder(desk.bus, "docs", print)).rejects.toThrow("has problems");
  expect(await currentVersion(await bucket())).toBe(before.version);
  expect(removedStates(before, version("next", "second", { gone: "second" }))).toEqual([
    { state: "gone", goesTo: "second" },
  ]);
});
