import { createInterface } from "node:readline";

/*
 * A process that ends others when whoever told it of them is gone, however that happened: its standard input closes.
 * One line each: "<pid> <signal>" for a process that runs, "<pid>" for one that has ended.
 */

const GRACE_MS = 5_000;
const LOOK_MS = 50;
const running = new Map<number, NodeJS.Signals>();

for await (const line of createInterface({ input: process.stdin })) {
  const [pid, signal] = line.split(" ");
  if (signal) running.set(Number(pid), signal as NodeJS.Signals);
  else running.delete(Number(pid));
}

const send = (signal: (asked: NodeJS.Signals) => NodeJS.Signals | 0) => {
  for (const [pid, asked] of running) {
    try {
      process.kill(pid, signal(asked));
    } catch {
      running.delete(pid);
    }
  }
};
send((asked) => asked);
for (const until = performance.now() + GRACE_MS; running.size > 0 && performance.now() < until; ) {
  await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  send(() => 0);
}
send(() => "SIGKILL");
