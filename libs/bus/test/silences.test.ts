import { JetStreamApiError } from "@nats-io/jetstream";
import { ConnectionError, NoRespondersError, RequestError, TimeoutError } from "@nats-io/nats-core";
import { describe, expect, it } from "vitest";
import { createSilences, PATIENCE_MS, PATIENCE_MS_MAX, saysMissing } from "../src/silences.ts";

const refusal = (code: number, err_code: number) => new JetStreamApiError({ code, err_code, description: "no" });
const SILENT = [
  new TimeoutError(),
  new NoRespondersError("turn.main"),
  new RequestError("no responders", { cause: new NoRespondersError("turn.main") }),
  refusal(503, 10008),
  refusal(409, 10158),
];
const ANSWERS = [refusal(400, 10071), refusal(404, 10059), refusal(503, 10077)];

/** A clock that is set, and when its node was left, ms. */
function start() {
  let now = 0;
  const left: number[] = [];
  const asked: number[] = [];
  const silences = createSilences({
    host: { ticks: () => now },
    leave: () => left.push(now),
    async isMissing(_stream, durable) {
      asked.push(now);
      if (durable === "unasked") throw new TimeoutError();
      return durable === "missing";
    },
  });
  const ask = async (at: number, stream: string, end: Error | "answer") => {
    now = at;
    const asked = silences.heeded(stream, async () => {
      if (end instanceof Error) throw end;
      return end;
    });
    expect(await asked.catch((error: unknown) => error), "what it ends with is passed on").toBe(end);
  };
  const pullOf = (consumer: string, at: number, wasAnswered: boolean) => {
    now = at;
    const [stream = "", durable] = consumer.split(" ");
    silences.noteAnswer(stream, wasAnswered, durable);
  };
  const pull = (at: number, wasAnswered: boolean) => pullOf("TURNS worker", at, wasAnswered);
  return { left, asked, ask, pull, pullOf, begin: silences.begin };
}

describe("a stream that does not answer", () => {
  it.each(SILENT)(
    "is waited for as long as the choice of a leader takes, then its node is left (%o)",
    async (silence) => {
      const { left, ask } = start();
      for (const at of [5, PATIENCE_MS - 1, PATIENCE_MS + 4]) await ask(at, "TURNS", silence);
      expect(left).toEqual([]);
      await ask(PATIENCE_MS + 5, "TURNS", silence);
      expect(left).toEqual([PATIENCE_MS + 5]);
    },
  );

  it.each(["answer" as const, ...ANSWERS])("begins anew with any answer, a refusal too (%o)", async (answer) => {
    const { left, ask } = start();
    await ask(0, "TURNS", new TimeoutError());
    await ask(PATIENCE_MS - 1, "TURNS", answer);
    await ask(PATIENCE_MS, "TURNS", new TimeoutError());
    await ask(2 * PATIENCE_MS - 1, "TURNS", new TimeoutError());
    expect(left).toEqual([]);
  });

  it("is left though others answer: a node may reach one of its fellows", async () => {
    const { left, ask } = start();
    for (const at of [0, PATIENCE_MS]) {
      await ask(at, "TURNS", new TimeoutError());
      await ask(at, "KV_logging", "answer");
    }
    expect(left).toEqual([PATIENCE_MS]);
  });

  it("is left also by a process that only pulls", () => {
    const { left, pull } = start();
    const pulls = [
      [0, false],
      [3_000, true],
      [6_000, false],
      [6_000 + PATIENCE_MS - 1, false],
    ] as const;
    for (const [at, wasAnswered] of pulls) pull(at, wasAnswered);
    expect(left).toEqual([]);
    pull(6_000 + PATIENCE_MS, false);
    expect(left).toEqual([6_000 + PATIENCE_MS]);
  });

  it("is not blamed for what broke with the connection, nor for what was before it", async () => {
    const { left, ask, begin } = start();
    for (const at of [0, PATIENCE_MS]) await ask(at, "TURNS", new ConnectionError("broken"));
    await ask(PATIENCE_MS, "TURNS", new TimeoutError());
    begin();
    await ask(2 * PATIENCE_MS, "TURNS", new TimeoutError());
    expect(left).toEqual([]);
  });

  it("is no silence where it is a consumer's that was never made", async () => {
    const { left, asked, pullOf } = start();
    const pulls = async (consumer: string) => {
      for (let at = 0; at <= 60_000; at += 1_000) {
        pullOf(consumer, at, false);
        // The broker's word on it.
        await Promise.resolve();
      }
    };
    await pulls("TURNS missing");
    expect(left).toEqual([]);
    expect(asked.length, "not at each pull").toBeLessThanOrEqual(60_000 / (PATIENCE_MS / 2));
    for (const consumer of ["TURNS there", "TURNS unasked"]) {
      await pulls(consumer);
      expect(left.splice(0), "the control").not.toEqual([]);
    }
  });

  it("is the broker's word that there is none, and no other refusal", () => {
    expect([refusal(404, 10014), refusal(404, 10059)].map(saysMissing)).toEqual([true, true]);
    expect([new TimeoutError(), refusal(503, 10008), refusal(500, 10014 + 1)].map(saysMissing)).toEqual([
      ...[false, false, false],
    ]);
  });

  it.each([1, 3, 20])("is left no more often where a process has %d consumers", (count) => {
    const { left, pullOf } = start();
    // Their pulls run out at different moments, each every 3 s.
    for (let second = 0; second <= 300; second++)
      for (let n = second % 3; n < count; n += 3) pullOf(`TURNS worker-${n}`, second * 1_000, false);
    // After 10, 20, 40 s, and then every 60.
    expect(left).toHaveLength(6);
  });

  it("is looked for elsewhere more and more seldom, until it answers", async () => {
    const { left, ask } = start();
    const silence = new TimeoutError();
    const second = 1_000;
    for (let at = 0; at <= 300_000; at += second) await ask(at, "TURNS", silence);
    const gaps = left.map((at, index) => at - (left[index - 1] ?? 0));
    // The one that was not answered after the leaving is where counting begins.
    expect(gaps.slice(0, 4)).toEqual([10, 21, 41, 61].map((seconds) => seconds * second));
    expect(Math.max(...gaps)).toBe(PATIENCE_MS_MAX + second);
    await ask(301_000, "TURNS", "answer");
    for (const at of [302_000, 302_000 + PATIENCE_MS]) await ask(at, "TURNS", silence);
    expect(left.at(-1)).toBe(302_000 + PATIENCE_MS);
  });
});
