import { expect, test } from "vitest";
import { memoryTable } from "../../scripts/memory-table.ts";

const one = (pid: number, parent: number, mib: number, ...command: string[]) => ({
  pid,
  parent,
  pssKib: mib * 1024,
  command,
});

test("a start's memory is that of all it started, by name, and of no other process", () => {
  const all = [
    one(1, 0, 500, "init"),
    one(10, 1, 60, "node", "scripts/start.ts"),
    one(11, 10, 80, "node", "/a/apps/ingress/src/main.ts"),
    one(12, 10, 10, "/a/bin/nats-server", "-c", "x"),
    one(13, 10, 5, "/a/bin/postgres", "-D", "x"),
    one(14, 13, 3, "postgres: checkpointer "),
    one(20, 1, 300, "node", "/another/apps/ingress/src/main.ts"),
  ];
  expect(
    memoryTable(all, 10)
      .split("\n")
      .map((row) => row.replace(/ {2,}/, "  ")),
  ).toEqual([
    "ingress  80.0 MiB",
    "start  60.0 MiB",
    "nats-server  10.0 MiB",
    "postgres  8.0 MiB",
    "all together, PSS  158.0 MiB",
  ]);
});
