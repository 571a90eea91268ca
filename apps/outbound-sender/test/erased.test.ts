import { type Bus, openObjects, realHost } from "@acolhe/bus";
import { type Command, storedFileUrl } from "@acolhe/events";
import { eventually } from "@acolhe/testing";
import { expect, it } from "vitest";
import { startFixture } from "./fixture.ts";
import type { Answer } from "./gateway.ts";

const A = "5511990000001";
const B = "5511990000002";
const C = "5511990000003";
const D = "5511990000004";
type Fixture = Awaited<ReturnType<typeof startFixture>>;

/** As an erasure does. */
async function erase({ bus, channel }: Fixture, contact: string, streams = ["INBOUND", "TURNS", "DELIVERY"]) {
  const subjects: Record<string, string> = { INBOUND: "inbound.*", TURNS: "turn", DELIVERY: "delivery" };
  for (const stream of streams)
    await bus.jsm.streams.purge(stream, { filter: `${subjects[stream]}.${channel.id}.${contact}.>` });
}

it.concurrent("S2, S3: what is erased in the middle of a send is not said again, nor what a person's takeover had silenced", async () => {
  await using f = await startFixture({ paceMs: 1 });
  const called = Promise.withResolvers<void>();
  const answer = Promise.withResolvers<Answer>();
  f.gateway.answers(({ text }) => {
    if (text !== "under way") return "accept";
    called.resolve();
    return answer.promise;
  });
  const chosen = Promise.withResolvers<void>();
  const paced = Promise.withResolvers<number>();
  let isPaced = false;
  const sender = await f.startSender({
    async take() {
      if (!isPaced) return 0;
      chosen.resolve();
      return paced.promise;
    },
  });
  await f.decide(A, ["before"]);
  await f.decide(B, ["before"]);
  await f.decide(C, ["before"]);
  await f.called(3);
  const underWay = await f.decide(A, ["under way"]);
  await called.promise;
  isPaced = true;
  const silenced = await f.decide(B, ["silenced"]);
  await chosen.promise;
  await f.silence(B, "takeover-started", sender.bus);
  await erase(f, A);
  await erase(f, B, ["INBOUND"]);
  answer.resolve("accept");
  isPaced = false;
  paced.resolve(0);
  await eventually(() => [underWay, silenced].every(({ turnSeq }) => f.ends(turnSeq).includes("done")));
  expect([...f.texts(A), ...f.texts(B)]).toEqual(["before", "under way", "before"]);
  expect(await f.outcomes(A)).toEqual([]);

  // What has aged away was not erased: a patient who comes back is answered.
  await erase(f, C, ["INBOUND"]);
  await f.decide(C, ["after a year"]);
  await eventually(() => f.texts(C).length === 2);
});

it.concurrent("S2: what is erased while its next message waits for a callback is not said again", async () => {
  const callbackWaitMs = 59_999;
  await using f = await startFixture({ callbackWaitMs });
  const waits = new Set<() => void>();
  const startedAt = Date.now();
  await f.startSender(undefined, {
    // It stands still, so that the wait is known by its length.
    now: () => startedAt,
    after(ms, run) {
      if (ms !== callbackWaitMs) return realHost.after(ms, run);
      waits.add(run);
      return () => waits.delete(run);
    },
  });
  // A contact's first turn: its outcome would be stored under the id of the one before, so never.
  const { turnSeq } = await f.decide(A, ["said", "not said"]);
  await eventually(async () => (await f.outcomes(A)).length === 1);
  await eventually(() => waits.size === 1);
  await erase(f, A);
  for (const runOut of waits) runOut();
  await eventually(() => f.ends(turnSeq).includes("done"), { what: "the end of the erased turn" });
  expect(f.texts(A)).toEqual(["said"]);
  expect(await f.outcomes(A)).toEqual([]);
});

it.concurrent("S2, S3: what is erased between the look at its turn and its attempt is not said, though the gate is as empty as before, or is filled anew", async () => {
  await using f = await startFixture();
  const bytes = new Uint8Array(8);
  // INBOUND goes first: that the turn is still there for a moment says nothing.
  const readings = new Map([
    ["all", () => erase(f, A)],
    ["events", () => erase(f, B, ["INBOUND"])],
    ["nothing", async () => {}],
    ["begun-anew", () => erase(f, D).then(async () => void (await f.takeOver(D)))],
  ]);
  const objects: Bus["objects"] = (store) => ({
    ...openObjects(f.bus, store),
    async read(name) {
      await readings.get(name)?.();
      return { bytes, metadata: { mimeType: "image/png" } };
    },
  });
  await f.startSender(undefined, {}, { objects });
  await f.takeOver(D);
  const turnSeqs: number[] = [];
  for (const [contact, name] of [
    [A, "all"],
    [B, "events"],
    [C, "nothing"],
    [D, "begun-anew"],
  ] as const) {
    const url = storedFileUrl(name);
    const image: Command = {
      ...{ type: "send-image", to: contact, author: "attendant", repeatable: false, url },
      validUntil: Date.now() + 600_000,
    };
    turnSeqs.push((await f.decide(contact, [], { before: [image] })).turnSeq);
  }
  await eventually(() => turnSeqs.every((turnSeq) => f.ends(turnSeq).includes("done")));
  expect(f.gateway.calls.map(({ phone }) => phone)).toEqual([C]);
});
