import type { ContactKey } from "@acolhe/events";
import { expect, test } from "vitest";
import { FairLane } from "../src/receive/fair-lane.ts";
import { startFixture } from "./fixture.ts";

const [ana, bia] = ["5511990000001", "5511990000002"] as ContactKey[];
const after = (predecessorSeq: number, contact = ana!) => ({ contact, predecessorSeq });

test("a turn that could only wait is given back; the first that is not finished is taken", () => {
  const lane = new FairLane();
  expect([lane.take(after(0), 1), lane.take(after(1), 2), lane.take(after(2), 3), lane.take(after(3), 4)]).toEqual([
    true,
    true,
    false,
    false,
  ]);
  expect(lane.take(after(0, bia!), 5), "another contact's").toBe(true);
  lane.done(ana!, 1);
  expect(lane.take(after(3), 4), "behind one that was given back").toBe(true);
  lane.done(ana!, 2);
  expect(lane.take(after(2), 3), "comes again, and what it follows is done").toBe(true);
});

test("more messages to one contact than a lane has places do not hold up another's", async () => {
  await using f = await startFixture({ callbackWaitMs: 60_000 });
  for (let n = 0; n < 6; n++) await f.decide(ana!, [`aviso ${n}`], { lane: "bulk" });
  await f.decide(bia!, ["para Bia"], { lane: "bulk" });
  await f.startSender();
  await f.called(2);
  expect([f.texts(ana!), f.texts(bia!)], "each waits until the one before has left").toEqual([
    ["aviso 0"],
    ["para Bia"],
  ]);
});
