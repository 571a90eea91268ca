import type { Command } from "commander";
import { parseCount, parseTime, type Tools } from "../command.ts";
import type { ReplayOptions } from "../replay/replay.ts";

/** Makes recorded decisions once more and compares. It never sends: it only reads. */
export function addReplay(program: Command, { withBus, output }: Tools): void {
  program
    .command("replay")
    .description("make recorded decisions once more, with the same flow or another, and compare; sends nothing")
    .option("--flow <folder>", "what patients would have been told with this flow")
    .option("--since <time>", "decisions from then on: an instant, or 7d", (text) => parseTime(text))
    .option("--from <sequence>", "go on at this sequence of TURNS", parseCount)
    .option("--checkpoint <file>", "note how far it is, and go on there when it is given again")
    .option("--threads <count>", "threads; by default one a core", parseCount)
    .option("--show <count>", "rules and decisions shown at most", parseCount, 10)
    .action((options: ReplayOptions) =>
      withBus(async (bus, { NATS_URL }) => {
        // The flow and its reader take most of a second to load, which other commands need not wait for.
        const { replay } = await import("../replay/replay.ts");
        const { tally, seconds, rate, first, from, to } = await replay(bus, NATS_URL, options, output.isJson);
        output.line(`${tally.turns} decisions in ${seconds.toFixed(1)} s, ${rate} a second`);
        output.line(`  the same        ${tally.same}`);
        output.line(`  different       ${tally.different}`);
        if (tally.otherEngine > 0) output.line(`  other engine    ${tally.otherEngine}`);
        if (tally.unknownFlow > 0) output.line(`  flow not kept   ${tally.unknownFlow}`);
        if (tally.skipped > 0) output.line(`  event is gone   ${tally.skipped}`);
        output.table(
          ["rule", "differences", "in"],
          tally.byRule
            .slice(0, options.show)
            .map(({ rule, count, fields }) => [rule, String(count), fields.join(", ")]),
        );
        if (first.length > 0) output.line(`look at one with: ops explain CONTACT; TURNS ${first.join(", ")}`);
        output.json({ ...tally, from, to, seconds, rate, first });
        if (tally.different > 0) process.exitCode = 1;
      }),
    );
}
