import { expect, test } from "vitest";
import { createLog } from "../src/log.ts";

function open(share: number, level = "info") {
  const lines: { level: number; msg: string }[] = [];
  const log = createLog("test", { level, share }, { write: (line) => void lines.push(JSON.parse(line)) });
  return { log, said: () => lines.map(({ msg }) => msg) };
}
/** A quarter, half and three quarters of the way. */
const TRACES = ["40000000", "80000000", "bfffffff"].map((end) => end.padStart(32, "a"));

test.each([
  [0, []],
  [0.5, ["0"]],
  [0.75, ["0", "1", "2"]],
  [1, ["0", "1", "2"]],
])("of messages a share of %d is written, the same ones in each process", (share, written) => {
  for (const { log, said } of [open(share), open(share)]) {
    for (const [n, trace] of TRACES.entries()) log.info({ trace }, String(n));
    expect(said()).toEqual(written);
  }
});

test("what is about no message, and what is a warning or worse, is always written", () => {
  const { log, said } = open(0);
  log.info("started");
  log.info({ port: 1 }, "listens");
  log.warn({ trace: TRACES[2] }, "odd");
  log.error({ trace: TRACES[2] }, "wrong");
  expect(said()).toEqual(["started", "listens", "odd", "wrong"]);
});

test("the level may be changed while it runs, and an error is written without what it quotes", () => {
  const lines: string[] = [];
  const log = createLog("test", { level: "info", share: 1 }, { write: (line) => void lines.push(line) });
  log.debug("not yet");
  log.level = "debug";
  log.debug({ err: new Error("turn.main.5511987654321.reply") }, "now");
  expect(lines).toHaveLength(1);
  expect(lines[0]).not.toContain("5511987654321");
});
