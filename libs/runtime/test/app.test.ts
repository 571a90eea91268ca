import { execFile } from "node:child_process";
import { join } from "node:path";
import { expect, it } from "vitest";

/** Far more than it takes: one that goes on as if nothing had happened is killed, and has no exit code then. */
const END_MS_MAX = 10_000;

function run(fault: string): Promise<{ code: unknown; log: string }> {
  return new Promise((resolve) => {
    const args = [join(import.meta.dirname, "faulty-app.ts"), fault];
    execFile(process.execPath, args, { timeout: END_MS_MAX, killSignal: "SIGKILL" }, (error, stdout) =>
      resolve({ code: error?.code ?? null, log: stdout }),
    );
  });
}

it.each(["rejection", "exception"])(
  "a process with an unhandled %s ends in order and with an error, so that a fresh one takes over",
  async (fault) => {
    const { code, log } = await run(fault);
    expect(code).toBe(1);
    expect(log).toContain("a consumer died");
    expect(log).toContain("work ended in order");
  },
);
