import type { Command } from "commander";
import { parseCount, type Tools, UsageError } from "../command.ts";
import { type Moment, parseSince } from "../moment.ts";
import type { ReplayOptions } from "../replay/replay.ts";
import { withTimeZone, type Zoned } from "./time-zone.ts";

interface Options extends Omit<ReplayOptions, "since">, Zoned {
  readonly since?: Moment;
  readonly into?: string;
  readonly remove?: boolean;
}

/** Makes recorded decisions once more and compares. It never sends. */
export function addReplay(program: Command, tools: Tools): void {
  withTimeZone(
    program
      .command("replay")
      .description("make recorded decisions once more, with the same flow or another, and compare; sends nothing"),
  )
    .option("--flow <folder>", "what patients would have been told with this flow")
    .option("--since <time>", "decisions from then on: an instant, or 7d", parseSince)
    .option("--from <sequence>", "go on at this sequence of TURNS", parseCount)
    .option("--checkpoint <file>", "note how far it is, and go on there when it is given again")
    .option("--threads <count>", "threads; by default one a core", parseCount)
    .option("--show <count>", "rules and decisions shown at most", parseCount, 10)
    .option("--into <shadow>", "let the worker of this release decide the last day's events into a shadow of this name")
    .option("--remove", "remove the shadow instead")
    .action((options: Options) => {
      refuseIdle(options);
      const { since, timeZone, into, ...others } = options;
      const given = { ...others, ...(since && { since: since(timeZone) }) };
      return into === undefined ? runReplay(tools, given) : runInto(tools, { ...given, into });
    });
}

/** @throws UsageError where an option would change nothing */
function refuseIdle({ into, remove = false, ...options }: Options): void {
  if (into === undefined && remove) throw new UsageError("say which shadow: --into NAME --remove");
  if (into === undefined) return;
  const idle = (["from", "checkpoint", "threads", ...(remove ? (["flow", "since"] as const) : [])] as const).find(
    (name) => options[name] !== undefined,
  );
  if (idle && remove) throw new UsageError(`--${idle} has no part in removing a shadow`);
  if (idle)
    throw new UsageError(`--${idle} has no part in a shadow, which goes on by itself and decides one event at a time`);
}

const runReplay = ({ withBus, output }: Tools, options: ReplayOptions) =>
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
    showDifferences(output, { byRule: tally.byRule, first, show: options.show });
    output.json({ ...tally, from, to, seconds, rate, first });
    if (tally.different > 0) process.exitCode = 1;
  });

const runInto = (
  { withBus, output }: Tools,
  options: ReplayOptions & { readonly into: string; readonly remove?: boolean },
) =>
  withBus(async (bus) => {
    const { removeInto, replayInto } = await import("../replay/into-shadow.ts");
    if (options.remove) {
      const removed = await removeInto(bus, options.into);
      output.line(
        `the shadow ${options.into} is removed: ${removed} records, which are its decisions, the states it began with, and the marks of its begin and end`,
      );
      return output.json({ removed });
    }
    const found = await replayInto(bus, options, output.isJson);
    const { tally, told, conversations, added, missing, seconds, first } = found;
    output.line(`${tally.turns} decisions in ${seconds.toFixed(1)} s`);
    output.line(`  the same        ${tally.same}`);
    output.line(`  different       ${tally.different}`);
    output.line(`  only in the log ${missing}`);
    output.line(`  only in shadow  ${added}`);
    output.line(`patients are told something else ${told} times, in ${conversations} conversations that differ`);
    showDifferences(output, { byRule: tally.byRule, first, show: options.show });
    output.line(`it is kept for three days, or until: ops replay --into ${options.into} --remove`);
    output.json({ ...tally, told, conversations, added, missing, seconds, first });
    if (tally.different + added + missing > 0) process.exitCode = 1;
  });

interface Differences {
  readonly byRule: readonly { readonly rule: string; readonly count: number; readonly fields: readonly string[] }[];
  readonly first: readonly number[];
  readonly show: number;
}

function showDifferences(output: Tools["output"], { byRule, first, show }: Differences): void {
  const rows = byRule.slice(0, show).map(({ rule, count, fields }) => [rule, String(count), fields.join(", ")]);
  output.table(["rule", "differences", "in"], rows);
  if (first.length > 0) output.line(`look at one with: ops explain CONTACT; TURNS ${first.join(", ")}`);
}
