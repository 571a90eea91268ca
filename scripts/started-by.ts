import { spawnSync } from "node:child_process";

/** All processes below this one, its own children first. What has lost its parent is no longer found. */
export function startedBy(pid: number): number[] {
  const { stdout } = spawnSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" });
  const children = new Map<number, number[]>();
  for (const line of stdout.trim().split("\n")) {
    const [child, parent] = line.trim().split(/\s+/).map(Number) as [number, number];
    children.set(parent, [...(children.get(parent) ?? []), child]);
  }
  const found: number[] = [];
  for (let parents = [pid]; parents.length > 0; found.push(...parents))
    parents = parents.flatMap((parent) => children.get(parent) ?? []);
  return found;
}

/** Ends what leads a process group of its own, as every server of a test does, with all that is in the group. */
export function endGroups(pids: readonly number[]): void {
  for (const pid of pids)
    try {
      process.kill(-pid, "SIGKILL");
    } catch {
      // It has ended, or is in the group of another.
    }
}
