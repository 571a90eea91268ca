import { createInterface } from "node:readline";
import { sendSignal } from "./send-signal.ts";

/*
 * A process that ends others when the process that named them is gone, however that happened: its standard input
 * closes. One line each: "<pid> <signal>" for a process that runs, "<pid>" for one that has ended.
 */

const GRACE_MS = 5_000;
const LOOK_MS = 50;
const running = new Map<number, NodeJS.Signals>();

for await (const line of createInterface({ input: process.stdin })) {
  const [pid, signal] = line.split(" ");
  if (signal) running.set(Number(pid), signal as NodeJS.Signals);
  else running.delete(Number(pid));
}

// A server ends its own helpers in order; what outlives it is in its process group.
for (const [pid, signal] of running) sendSignal(pid, signal);
const survivors = () => [...running.keys()].filter((pid) => sendSignal(-pid, 0));
for (const until = performance.now() + GRACE_MS; survivors().length > 0 && performance.now() < until; ) {
  await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
}
for (const pid of running.keys()) sendSignal(-pid, "SIGKILL");
