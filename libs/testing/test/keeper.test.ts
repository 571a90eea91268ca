import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { expect, test } from "vitest";
import { eventually } from "../src/index.ts";

const runs = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/** A process that starts three: one ends when asked, one has to be killed, one leaves behind what it started itself. */
const SCRIPT = `
  import { endChildrenWithUs } from "./libs/testing/src/index.ts";
  import { startChild } from "./libs/testing/src/child.ts";
  const ended = endChildrenWithUs();
  const start = (code) => startChild({ name: "child", command: process.execPath, args: ["-e", code + ";setInterval(() => {}, 1000);console.log('up')"] });
  const children = [await start(""), await start("process.on('SIGTERM', () => {})")];
  children.push(await startChild({ name: "starter", command: "sh", args: ["-c", "sleep 1000 & echo $!; wait"] }));
  while (children.some(({ log }) => log.length === 0)) await new Promise((resolve) => setTimeout(resolve, 20));
  // Before the line that says so: the signal may come at once.
  process.once("SIGUSR2", async () => {
    await Promise.all(children.map((child) => child.kill("SIGKILL")));
    await ended();
    console.log("ended");
    process.exit(0);
  });
  console.log([...children.map(({ pid }) => pid), children[2].log[0]].join());
`;

async function startParent() {
  const parent = spawn(process.execPath, ["--input-type=module", "-e", SCRIPT], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const lines = createInterface({ input: parent.stdout })[Symbol.asyncIterator]();
  const pids = String((await lines.next()).value)
    .split(",")
    .map(Number);
  expect(pids.map(runs)).toEqual([true, true, true, true]);
  return { parent, lines, pids };
}

test("what a killed process has started ends, also what does not want to", async () => {
  const { parent, pids } = await startParent();
  parent.kill("SIGKILL");
  await eventually(() => !pids.some(runs), { deadlineMs: 30_000 });
});

test("a process that ended its children itself is not kept waiting", async () => {
  const { parent, lines, pids } = await startParent();
  parent.kill("SIGUSR2");
  expect((await lines.next()).value).toBe("ended");
  await once(parent, "exit");
  // What was left behind is reaped by the system, a moment after its end.
  await eventually(() => !pids.some(runs), { deadlineMs: 30_000 });
});
