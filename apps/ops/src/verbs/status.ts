import { readStatus, verdictsOf } from "@acolhe/status";
import type { Command } from "commander";
import type { Tools } from "../command.ts";
import { spanText } from "../words/words.ts";

/** How the installation stands, with a verdict a line. Ends with 1 when something needs a look. */
export function addStatus(program: Command, { withBus, output }: Tools): void {
  program
    .command("status")
    .description("streams, consumers, numbers and processes, with a verdict each")
    .action(() =>
      withBus(async (bus, installation) => {
        const status = await readStatus(bus, installation.apps);
        const now = Date.now();
        const verdicts = verdictsOf(status, now);
        output.line(output.paint("bold", `Installation: ${installation.name}`));
        output.line();
        output.table(
          ["stream", "records", "MB", "last"],
          status.streams.map(({ name, records, bytes, lastAt }) => [
            name,
            String(records),
            (bytes / 1e6).toFixed(1),
            lastAt === null ? "never" : `${spanText(now - lastAt)} ago`,
          ]),
        );
        output.line();
        output.table(
          ["consumer", "to come", "in flight", "redelivered", "oldest"],
          status.consumers.map(({ name, toCome, inFlight, redelivered, oldestAt }) => [
            name,
            ...[toCome, inFlight, redelivered].map(String),
            oldestAt === null ? "" : spanText(now - oldestAt),
          ]),
        );
        output.line();
        output.table(
          ["number", "state", "since"],
          status.channels.map(({ id, connected, at }) => [
            id,
            connected === null ? "no news" : connected ? "on line" : "OFF LINE",
            at === null ? "" : spanText(now - at),
          ]),
        );
        output.line();
        for (const { name, ok, says } of verdicts)
          output.line(`${output.paint(ok ? "green" : "red", ok ? "ok  " : "LOOK")}  ${name.padEnd(26)}${says}`);
        output.line();
        output.line("Of people nothing is looked at here: ops parked, ops outbound list, ops alerts list");
        output.json({ installation: installation.name, ...status, verdicts });
        if (verdicts.some(({ ok }) => !ok)) process.exitCode = 1;
      }),
    );
}
