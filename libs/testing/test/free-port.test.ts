import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { expect, test } from "vitest";
import { freePort, isPortFree, rootDirectory } from "../src/index.ts";

const MANY = 300;

test("no port is given twice, to this process or another, nor one that an outgoing connection may take", async () => {
  const ours = await Promise.all(Array.from({ length: MANY }, freePort));
  const script = `import { freePort } from "./libs/testing/src/index.ts";
    console.log(JSON.stringify(await Promise.all(Array.from({ length: ${MANY} }, freePort))));`;
  const other = spawnSync(process.execPath, ["--input-type=module", "-e", script], { cwd: rootDirectory });
  const theirs = JSON.parse(other.stdout.toString()) as number[];
  expect(new Set([...ours, ...theirs]).size).toBe(2 * MANY);
  expect(Math.max(...ours, ...theirs)).toBeLessThan(firstEphemeralPort());
});

test("a port that is listened on is not free", async () => {
  const port = await freePort();
  await using server = createServer();
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  expect(await isPortFree(port)).toBe(false);
});

/** Where the system begins to choose ports by itself. */
function firstEphemeralPort(): number {
  if (process.platform !== "linux") return 49_152;
  return Number(readFileSync(join("/proc/sys/net/ipv4", "ip_local_port_range"), "utf8").split(/\s+/)[0]);
}
