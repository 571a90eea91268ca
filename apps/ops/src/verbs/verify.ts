import type { Command } from "commander";
import type { Tools } from "../command.ts";
import { createProgress } from "../output/progress.ts";
import { verify } from "../verify/verify.ts";

const SHOWN_MAX = 20;

/** Checks the invariants over the whole log. Ends with 1 when one is broken. */
export function addVerify(program: Command, { withBus, output }: Tools): void {
  program
    .command("verify")
    .description("check W1, S1, S2 and S3 over the whole log")
    .action(() =>
      withBus(async (bus) => {
        const progress = createProgress("records", output.isJson);
        const { records, unreadable, violations } = await verify(bus, progress.at);
        const seconds = progress.end();
        output.line(`${records} records in ${seconds.toFixed(1)} s, ${Math.round(records / seconds)} a second`);
        if (unreadable > 0) output.line(`${unreadable} cannot be read: ops dead-letters`);
        for (const { invariant, stream, seq, says } of violations.slice(0, SHOWN_MAX))
          output.line(`${output.paint("red", invariant)}  ${stream} ${seq}: ${says}`);
        if (violations.length > SHOWN_MAX) output.line(`and ${violations.length - SHOWN_MAX} more`);
        output.line(violations.length === 0 ? output.paint("green", "every invariant holds") : "");
        output.json({ records, unreadable, seconds, violations });
        if (violations.length > 0) process.exitCode = 1;
      }),
    );
}
