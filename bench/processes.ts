import { readdirSync, readFileSync } from "node:fs";

/** Ticks of /proc a second; 100 on every Linux Node runs on. */
const TICKS_PER_SECOND = 100;

/** What stands behind the name, which is in parentheses and may hold spaces: state, parent, … */
function fieldsOf(pid: number): string[] {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
}

/** Undefined where the process ended meanwhile. */
function whileAlive<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

/** The process and all below it: PostgreSQL works in one process a connection. */
function treeOf(pid: number): number[] {
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  const parents = pids.map((name) => [Number(name), Number(whileAlive(() => fieldsOf(Number(name))[1]))] as const);
  const below = (of: number): number[] => [
    of,
    ...parents.flatMap(([child, parent]) => (parent === of ? below(child) : [])),
  ];
  return below(pid);
}

/** CPU time used so far, user and system, milliseconds; with all that the process started, also what has ended. */
export function cpuMs(pid: number): number {
  const ticksOf = (one: number) =>
    fieldsOf(one)
      .slice(11, 15)
      .reduce((sum, ticks) => sum + Number(ticks), 0);
  const ticks = treeOf(pid).reduce((sum, one) => sum + (whileAlive(() => ticksOf(one)) ?? 0), 0);
  return (ticks * 1000) / TICKS_PER_SECOND;
}

/** Resident MB; where there are several processes, what they share is divided among them (PSS). */
export function rssMb(pid: number): number {
  const tree = treeOf(pid);
  const [file, line] = tree.length > 1 ? ["smaps_rollup", /^Pss:\s+(\d+)/m] : ["status", /^VmRSS:\s+(\d+)/m];
  const read = (one: number) => Number((line as RegExp).exec(readFileSync(`/proc/${one}/${file}`, "utf8"))?.[1] ?? 0);
  return Math.round(tree.reduce((sum, one) => sum + (whileAlive(() => read(one)) ?? 0), 0) / 1024);
}
