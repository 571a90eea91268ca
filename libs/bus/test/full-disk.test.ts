import { startNats, temporaryDirectory } from "@acolhe/testing";
import { expect, it } from "vitest";
import { connectBus, ensureStream, isBrokerTrouble, lastOf, publish } from "../src/index.ts";

const STREAM = {
  name: "TURNS",
  subjects: ["turn.>"],
  maxAgeMs: 0,
  duplicateWindowMs: 60_000,
  schedules: false,
  ttl: false,
};
const BODY = { filler: "x".repeat(2_000) };

it("a broker that may store no more says so, keeps what it has, and goes on when there is room again", async () => {
  await using ends = new AsyncDisposableStack();
  const dir = ends.use(await temporaryDirectory()).path;
  const full = await startNats({ dir, storeMaxBytes: 64 * 1024 });
  ends.defer(() => full.stop());
  const bus = await connectBus({ url: full.url, name: "test" });
  ends.defer(() => bus.close());
  await ensureStream(bus, STREAM);
  const stored: number[] = [];
  let refusal: unknown;
  while (refusal === undefined)
    await publish(bus, "turn.a", BODY).then(
      ({ seq }) => stored.push(seq),
      (error: unknown) => {
        refusal = error;
      },
    );
  expect(refusal).toMatchObject({ name: "JetStreamApiError", message: expect.stringMatching(/insufficient|exceeded/) });
  expect(isBrokerTrouble(refusal)).toBe(true);
  expect(stored.length).toBeGreaterThan(10);

  await full.kill("SIGKILL");
  ends.use(await startNats({ dir, port: full.port }));
  const { seq } = await publish(bus, "turn.a", BODY, { tries: 20 });
  expect(seq).toBe(stored.at(-1)! + 1);
  expect((await lastOf(bus, "TURNS", "turn.a"))?.seq).toBe(seq);
});
