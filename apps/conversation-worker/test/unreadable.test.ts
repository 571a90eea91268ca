import { allFrom } from "@acolhe/bus";
import { anyTurnOf, TURNS, Turn, turnSubject } from "@acolhe/events";
import { eventually } from "@acolhe/testing";
import { expect, test } from "vitest";
import { control, hireWorker, message, openDesk, put, untilTurns } from "./desk.ts";

test("a contact whose last turn cannot be read parks in the state before it, and holds up no other", async () => {
  await using desk = await openDesk();
  const ref = desk.contact();
  {
    await using _worker = await hireWorker(desk.url);
    await put(desk.bus, message(ref, "oi"));
    await put(desk.bus, message(ref, "parar"));
    // The third is of the control that the stop puts into the log.
    await untilTurns(desk.bus, ref, 3);
  }
  const broken = await desk.bus.js.publish(turnSubject(ref, "reply"), "no JSON at all");
  await using worker = await hireWorker(desk.url);
  await put(desk.bus, message(ref, "oi"));
  const since = (count: number) =>
    eventually(async () => {
      const turns: Turn[] = [];
      for await (const stored of allFrom(desk.bus, TURNS.name, anyTurnOf(ref), broken.seq + 1))
        turns.push(Turn.parse(stored.json()));
      return turns.length >= count && turns;
    });
  await since(1);
  await put(desk.bus, message(ref, "tem alguém?"));
  const [parked, deferred] = await since(2);
  expect(parked).toMatchObject({ outcome: "parked", state: { optedOut: true } });
  expect(deferred).toMatchObject({ outcome: "deferred" });
  expect(worker.setAside).toEqual([`TURNS ${broken.seq}`]);
  // Released, what waited is handled, and the stop word before it still holds.
  await put(desk.bus, control(ref, { type: "contact-resumed" }));
  expect((await since(5)).at(-1)).toMatchObject({ outcome: "resumed", rule: "opted-out" });
});
