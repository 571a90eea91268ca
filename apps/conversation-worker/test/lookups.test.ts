import { connectBus, publish } from "@acolhe/bus";
import { askingSubject, type ConversationRef, lookupDurable, type PatientCard, TURNS } from "@acolhe/events";
import { clinicFlow } from "@acolhe/flows";
import { createMetrics, type Logger } from "@acolhe/runtime";
import { eventually } from "@acolhe/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startLookups } from "../src/lookups/records.ts";
import {
  ACK_WAIT_MS,
  expectChain,
  expectReplay,
  hireWorker,
  message,
  openDesk,
  put,
  type Recorded,
  texts,
  untilTurns,
} from "./desk.ts";

let desk: Awaited<ReturnType<typeof openDesk>>;
let worker: Awaited<ReturnType<typeof hireWorker>>;
let lookups: Awaited<ReturnType<typeof hireLookups>>;
beforeAll(async () => {
  desk = await openDesk();
  // Its own question to the records, with a turn's patience, brings nothing: everybody is new to it.
  worker = await hireWorker(desk.url);
  lookups = await hireLookups(Date.now);
  // A worker's first turn loads what it reads with; a lookup waits three seconds, and not for that.
  const ref = desk.contact();
  await put(desk.bus, message(ref, "oi"));
  await untilTurns(desk.bus, ref, 1, 60_000);
});
afterAll(async () => {
  await lookups.stop();
  await worker.stop();
  await desk[Symbol.asyncDispose]();
});

const HOUR_MS = 3_600_000;
const patient = (name: string, inMs?: number): PatientCard["patients"][number] => ({
  ...{ id: name, name, relation: "self" },
  ...(inMs === undefined
    ? {}
    : { appointment: { id: `of-${name}`, at: Date.now() + inMs, service: "Fonoaudiologia" } }),
});

/** What the records answer in the test at hand. */
let read: () => Promise<unknown>;
const lines: string[] = [];

/** Who asks the records, on a connection of its own; `lines` is all that it logs. */
async function hireLookups(clock: () => number) {
  const bus = await connectBus({ url: desk.url, name: "lookups" });
  const keep = (fields: object, text: string) => void lines.push(`${text} ${JSON.stringify(fields)}`);
  const metrics = createMetrics("test");
  const lookups = startLookups({
    ...{ bus, clock, metrics, ackWaitMs: ACK_WAIT_MS, read: () => read() },
    log: { info: keep, warn: keep, error: keep } as unknown as Logger,
    timeZoneOf: () => clinicFlow.head.hours.timeZone,
    safeError: (error) => ({ name: (error as Error).name }),
  });
  return {
    answers: async () => (await metrics.text()).match(/flow_lookups_total\{.*/g)?.join("\n") ?? "",
    async stop() {
      await lookups.stop();
      await bus.close();
    },
  };
}
const acknowledged = async () => {
  const { num_ack_pending, num_pending } = await desk.bus.jsm.consumers.info(TURNS.name, lookupDurable);
  return num_ack_pending === 0 && num_pending === 0;
};

/** A patient the worker does not know asks to confirm an appointment: the first turn asks the records. */
async function askToConfirm(turns: number, ref: ConversationRef = desk.contact()): Promise<Recorded[]> {
  await put(desk.bus, message(ref, "quero confirmar minha consulta"));
  return untilTurns(desk.bus, ref, turns, 30_000);
}

test("the next appointment is found by asking the records again, and the conversation replays without them", async () => {
  const card = { name: "Rosa Lima", patients: [patient("Rui Lima", 50 * HOUR_MS), patient("Rosa Lima", 25 * HOUR_MS)] };
  read = async () => card;
  const turns = await askToConfirm(2);
  expect(turns.at(-1)!.turn).toMatchObject({ rule: "find-appointment:found", event: { type: "lookup-answered" } });
  expect(turns.at(-1)!.turn.state.values).toMatchObject({
    ...{ appointment: "of-Rosa Lima", appointment_name: "Fonoaudiologia", appointment_patient: "Rosa" },
    appointment_when: expect.stringMatching(/^\S+ \d\d\/\d\d, \d\d:\d\d$/),
  });
  expect(texts(turns.at(-1)!).join()).toContain("Fonoaudiologia");
  expectChain(turns);
  await expectReplay(desk.bus, turns);
  await eventually(acknowledged);
  expect(await lookups.answers()).toContain('result="found"');
});

const nobody: [string, () => Promise<unknown>, string][] = [
  ["know no such person", async () => null, "none"],
  ["know of no appointment", async () => ({ name: "Rosa", patients: [patient("Rosa")] }), "none"],
  ["know only of a past one", async () => ({ name: "Rosa", patients: [patient("Rosa", -HOUR_MS)] }), "none"],
  ["fail", async () => Promise.reject(new Error("Rosa is not there")), "failed"],
  ["answer nonsense", async () => ({ patients: "Rosa" }), "failed"],
];
test.each(nobody)("when the records %s, the patient is asked instead", async (_, answer, result) => {
  read = answer;
  const turns = await askToConfirm(2);
  expect(turns.at(-1)!.turn).toMatchObject({ rule: `find-appointment:${result}`, state: { step: "confirm-when" } });
  expect(lines.join("\n")).not.toContain("Rosa");
});

test("records that hang are not waited for: the conversation's own timer goes on, and the late answer changes nothing", async () => {
  const answer = Promise.withResolvers<unknown>();
  read = () => answer.promise;
  const ref = desk.contact();
  const turns = await askToConfirm(2, ref);
  expect(turns.at(-1)!.turn).toMatchObject({ event: { type: "timer-fired" }, state: { step: "confirm-when" } });
  answer.resolve({ name: "Rosa", patients: [patient("Rosa", HOUR_MS)] });
  const late = (await untilTurns(desk.bus, ref, 3)).at(-1)!.turn;
  expect(late).toMatchObject({ event: { type: "lookup-answered" }, rule: "lookup-stale", commands: [] });
});

test("K2: a question that no conversation waits for, or that cannot be read, is passed over", async () => {
  await lookups.stop();
  let reads = 0;
  read = async () => void reads++;
  await askToConfirm(1);
  const asks = { commands: [{ type: "lookup", what: "appointments", requestId: "r", values: {} }] };
  await publish(desk.bus, askingSubject(desk.contact()), asks);
  await desk.bus.js.publish(askingSubject(desk.contact()), "no JSON at all");
  lookups = await hireLookups(() => Date.now() + 3_000);
  await eventually(acknowledged);
  expect(lines.join("\n")).toContain("does not fit its schema");
  expect(await lookups.answers()).toMatch(/^flow_lookups_total\{result="not-waited-for".*\} 1$/);
  expect(reads).toBe(0);
});
