import type { Flow } from "@acolhe/conversation";
import { eventSubject } from "@acolhe/events";
import { clinicFlow } from "@acolhe/flows";
import { expect, test } from "vitest";
import { control, expectChain, expectReplay, hireWorker, message, openDesk, put, sticker, untilTurns } from "./desk.ts";

test("I2: what comes again while its contact is parked is handled once, whether it was handled before, parked it or waits", async () => {
  await using desk = await openDesk();
  let isBroken = true;
  const answer: Flow["message"] = (key, language) => {
    if (isBroken && key === "engine.kinds.sticker") throw new Error("the code behind this answer is broken");
    return clinicFlow.message(key, language);
  };
  const flow = { ...clinicFlow, message: answer };
  await using _worker = await hireWorker(desk.url, { flow });
  const ref = desk.contact();
  const events = [message(ref, "oi"), sticker(ref), message(ref, "Annha Souza")];
  for (const event of events) await put(desk.bus, event);
  for (const event of events) await put(desk.bus, event, `again-${event.id}`);
  const before = await untilTurns(desk.bus, ref, 6);
  expect(before.slice(1).map(({ turn }) => turn.rule)).toEqual(["parked", "deferred", "repeat", "repeat", "repeat"]);

  isBroken = false;
  const resumedSeq = await put(desk.bus, control(ref, { type: "contact-resumed" }));
  const lastSeq = await put(desk.bus, message(ref, "sim"));
  const turns = await untilTurns(desk.bus, ref, 10);
  expect(turns.slice(6).map(({ turn }) => [turn.outcome, turn.event.seq])).toEqual([
    ["advanced", resumedSeq],
    ["resumed", before[1]!.turn.event.seq],
    ["resumed", before[2]!.turn.event.seq],
    ["advanced", lastSeq],
  ]);
  expectChain(turns);
  await expectReplay(desk.bus, turns, flow);
});

test("I2: so it is where what parked the contact cannot be read", async () => {
  await using desk = await openDesk();
  await using _worker = await hireWorker(desk.url);
  const ref = desk.contact();
  const [first, waits] = [message(ref, "oi"), message(ref, "Annha Souza")];
  await put(desk.bus, first);
  await desk.bus.js.publish(eventSubject(ref), "no JSON at all");
  await put(desk.bus, waits);
  await put(desk.bus, first, "again");
  await untilTurns(desk.bus, ref, 4);
  await put(desk.bus, control(ref, { type: "contact-resumed" }));
  const lastSeq = await put(desk.bus, message(ref, "sim"));
  const turns = (await untilTurns(desk.bus, ref, 7)).slice(1);
  expect(turns.map(({ turn }) => turn.outcome)).toEqual([
    ...["parked", "deferred", "advanced"],
    ...["advanced", "resumed", "advanced"],
  ]);
  expect(turns.at(-1)!.turn.event.seq).toBe(lastSeq);
});
