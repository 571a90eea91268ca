import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { rootDirectory } from "@acolhe/testing";
import { Allowed, verdictOf } from "./advisories.ts";

/*
 * Whether a serious advisory concerns what we depend on. Fails for one that `audit-allowed.json` does not name, with
 * why and until when. Where no registry can be asked it does not fail, but says so.
 */

const ANSWER_MS_MAX = 40_000;
const allowed = Allowed.parse(JSON.parse(readFileSync(join(rootDirectory, "scripts", "audit-allowed.json"), "utf8")));
const args = ["audit", "--json", "--fetch-retries=0", `--fetch-timeout=${ANSWER_MS_MAX / 2}`];

// It ends with 1 both for what it found and for what it could not ask: the answer says which.
const output = await new Promise<string>((resolve) => {
  execFile("npm", args, { cwd: rootDirectory, timeout: ANSWER_MS_MAX, maxBuffer: 64 * 1024 * 1024 }, (error, stdout) =>
    resolve(stdout === "" && error?.killed ? '{"error":{"code":"ETIMEDOUT"}}' : stdout),
  );
});
const { isFailure, lines } = verdictOf(output, allowed, new Date().toISOString().slice(0, 10));
for (const line of lines) console.log(line);
process.exitCode = isFailure ? 1 : 0;
