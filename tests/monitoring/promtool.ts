import { execFile } from "node:child_process";
import { promtoolBinary } from "@acolhe/testing";

/** Runs promtool; what it complains of, or nothing when it is content. */
export async function promtool(...args: string[]): Promise<string> {
  const { command, env } = await promtoolBinary();
  return new Promise((resolve) => {
    execFile(command, args, { env: { ...process.env, ...env } }, (error, out, complaint) =>
      resolve(error ? `${out}${complaint}`.trim() || error.message : ""),
    );
  });
}
