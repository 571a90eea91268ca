import { JetStreamApiError, PubHeaders } from "@nats-io/jetstream";
import { describe, expect, it } from "vitest";
import {
  type CoreBus,
  type Host,
  isBrokerTrouble,
  publish,
  type Raw,
  realHost,
  SequenceConflict,
} from "../src/index.ts";

const CONTROL = "inbound.main.5511987654321.gate.control";
const ATTEMPT = "inbound.main.5511987654321.gate.attempt";
const GATE = "inbound.*.main.5511987654321.gate.*";

const answered = (err_code: number) => new JetStreamApiError({ code: 400, err_code, description: "no" });
const wrongSequence = () => answered(10071);

/** A broker that answers each store with the next of these, the last again and again, and holds one record. */
function stub(answers: ReadonlyArray<Error | number>, options: { replicated: boolean; last?: Partial<Raw> }) {
  const expected: string[] = [];
  // Nothing waits: only how often is of interest.
  const after = (_ms: number, run: () => void) => {
    queueMicrotask(run);
    return () => {};
  };
  const host: Host = { ...realHost, together: async () => {}, after };
  const header = { get: () => "" };
  const bus = {
    host,
    isReplicated: async () => options.replicated,
    read: async () => options.last && { subject: GATE, timestamp: "2026-11-30T12:00:00Z", header, ...options.last },
    store: async (_subject: string, _json: string, { headers }: { headers: { get(name: string): string } }) => {
      const seq = headers.get(PubHeaders.ExpectedLastSubjectSequenceHdr);
      const subject = headers.get(PubHeaders.ExpectedLastSubjectSequenceSubjectHdr);
      const answer = answers[Math.min(expected.push(`${seq} ${subject}`.trim()), answers.length) - 1]!;
      if (answer instanceof Error) throw answer;
      return { seq: answer, duplicate: false };
    },
  };
  return { bus: bus as unknown as CoreBus, expected };
}

describe("a write that the broker has not decided on yet", () => {
  it.each([10158, 10164])("is made again until it has (%i)", async (code) => {
    const { bus, expected } = stub([answered(code), answered(code), 7], { replicated: true });
    expect(await publish(bus, "turn.main.a.reply", {}, { tries: 1 })).toMatchObject({ seq: 7 });
    expect(expected).toHaveLength(3);
  });

  it("is given up after a second as trouble of the broker, which the caller waits out", async () => {
    const { bus } = stub([answered(10164)], { replicated: true });
    const error = await publish(bus, "turn.main.a.reply", {}).catch((problem: unknown) => problem);
    expect(isBrokerTrouble(error)).toBe(true);
  });
});

describe("S3: where there are copies, what goes into a gate expects something by one name", () => {
  it("a control goes behind what is there, and again when an attempt was faster", async () => {
    const { bus, expected } = stub([wrongSequence(), 22], { replicated: true, last: { seq: 20 } });
    expect(await publish(bus, CONTROL, {}, { id: "mine" })).toMatchObject({ seq: 22 });
    expect(expected).toEqual([`20 ${GATE}`, `20 ${GATE}`]);
  });

  it("an attempt keeps what it expects, and is refused once", async () => {
    const { bus, expected } = stub([wrongSequence()], { replicated: true, last: { seq: 20 } });
    const subject = "inbound.3.main.5511987654321.gate.*";
    await expect(publish(bus, ATTEMPT, {}, { expect: { seq: 9, subject } })).rejects.toThrow(SequenceConflict);
    expect(expected).toEqual([`9 ${GATE}`]);
  });

  it("a control that never comes first is trouble of the broker", async () => {
    const { bus } = stub([wrongSequence()], { replicated: true, last: { seq: 20 } });
    const error = await publish(bus, CONTROL, {}, { id: "mine" }).catch((problem: unknown) => problem);
    expect(isBrokerTrouble(error)).toBe(true);
  });

  it("one server alone needs none of it", async () => {
    const { bus, expected } = stub([5], { replicated: false });
    await publish(bus, CONTROL, {}, { id: "mine" });
    expect(expected).toEqual([""]);
  });
});
