import processes from "node:child_process";
import { syncBuiltinESMExports } from "node:module";

/** Loaded before each quick test: one that starts a process all the same fails here, with or without servers at hand. */
const refuse = () => {
  throw new Error("a quick test starts no process");
};
const starts = ["spawn", "spawnSync", "exec", "execSync", "execFile", "execFileSync", "fork"];
Object.assign(processes, Object.fromEntries(starts.map((start) => [start, refuse])));
syncBuiltinESMExports();
