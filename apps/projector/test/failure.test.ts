import { connectBus, publish } from "@acolhe/bus";
import { LIVE } from "@acolhe/database/projection";
import { type ChannelId, type ContactKey, failureSubject, type Outcome, outcomeSubject } from "@acolhe/events";
import { eventually, startNats, temporaryDirectory } from "@acolhe/testing";
import { expect, test } from "vitest";
import { setUp } from "../../ops/src/setup.ts";
import { followAll } from "../src/follow.ts";
import { openDatabase, rowsOf } from "./read-side.ts";

test("a failure that the gateway told of later is shown on the delivery, until it is tried once more", async () => {
  await using ends = new AsyncDisposableStack();
  const { db } = ends.use(await openDatabase());
  const directory = ends.use(await temporaryDirectory());
  const nats = ends.use(await startNats({ dir: directory.path }));
  const bus = await connectBus({ url: nats.url, name: "test" });
  ends.defer(() => bus.close());
  await setUp(bus, { channels: [], replicas: 1, ackWaitMs: 1_000 });
  const ref = { channel: "main" as ChannelId, contact: "5511990000001" as ContactKey };
  const cursor = { turnSeq: 7, next: 1, done: true, tries: 0 };
  const outcome: Outcome = {
    turnSeq: 7,
    index: 0,
    lane: "reply",
    status: "accepted",
    messageId: "W1",
    at: 1_000,
    attempt: 1,
    cursors: { reply: cursor, proactive: cursor, bulk: cursor },
    held: null,
  };
  await publish(bus, outcomeSubject(ref), outcome);
  const receipt = { id: "f", ...ref, kind: "failed", messageId: "W1", at: 2_000, receivedAt: 2_000 };
  await publish(bus, failureSubject(ref), { ...receipt, code: "phone-not-found" });

  const errors: unknown[] = [];
  const following = followAll({ bus, db, schema: LIVE, onError: (_stream, error) => void errors.push(error) });
  ends.defer(() => following.stop());
  const [delivery] = await eventually(
    async () => {
      const { deliveries = [] } = await rowsOf(db, LIVE);
      return (deliveries[0] as { status?: string } | undefined)?.status === "failed" && deliveries;
    },
    { deadlineMs: 30_000 },
  );
  expect(delivery).toMatchObject({ status: "failed", code: "phone-not-found" });

  await publish(bus, outcomeSubject(ref), { ...outcome, status: "refused", code: "tried-once-more" });
  await publish(bus, outcomeSubject(ref), { ...outcome, messageId: "W2", attempt: 2 });
  const [again] = await eventually(
    async () => {
      const { deliveries = [] } = await rowsOf(db, LIVE);
      return (deliveries[0] as { attempts?: number } | undefined)?.attempts === 2 && deliveries;
    },
    { deadlineMs: 30_000 },
  );
  expect(again, "tried once more").toMatchObject({ status: "accepted", code: null, messageId: "W2" });
  expect(errors).toEqual([]);
});
