import { JetStreamApiError } from "@nats-io/jetstream";
import { ConnectionError, NoRespondersError, TimeoutError } from "@nats-io/nats-core";
import { describe, expect, it } from "vitest";
import { realHost, retryWhileUnavailable, SequenceConflict } from "../src/index.ts";

const refusal = (code: number) => new JetStreamApiError({ code, err_code: 1, description: "refused" });

/** Fails so often with the error, then succeeds; what became of it and how often it was tried. */
async function tried(error: Error, options: { failures: number; stopping?: boolean }) {
  let tries = 0;
  const told: unknown[] = [];
  const work = async () => {
    if (++tries <= options.failures) throw error;
    return "done";
  };
  const end = await retryWhileUnavailable(work, {
    host: realHost,
    stopping: () => options.stopping ?? false,
    onRetry: (problem) => told.push(problem),
  }).catch((problem: unknown) => problem);
  return { end, tries, told };
}

describe("work that needs the broker", () => {
  const troubles = [
    new TimeoutError(),
    new NoRespondersError("turn.main"),
    new ConnectionError("broken"),
    refusal(503),
    new Error("could not write", { cause: new TimeoutError() }),
  ];
  it.each(troubles)("is tried again while the broker is away or cannot write, and each is told (%o)", async (error) => {
    expect(await tried(error, { failures: 2 })).toEqual({ end: "done", tries: 3, told: [error, error] });
  });

  const failures = [new TypeError("a programmer's error"), refusal(400), new SequenceConflict("another was first")];
  it.each(failures)("is not tried again when the next try would fail alike (%o)", async (error) => {
    expect(await tried(error, { failures: 1 })).toEqual({ end: error, tries: 1, told: [] });
  });

  it("is given up by a process that stops", async () => {
    const error = new TimeoutError();
    expect(await tried(error, { failures: 1, stopping: true })).toEqual({ end: error, tries: 1, told: [] });
  });
});
