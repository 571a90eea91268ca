import type { Bus } from "@acolhe/bus";
import { TURNS } from "@acolhe/events";
import { loadFlow } from "@acolhe/flows";
import type { Command } from "commander";
import { parseCount, parseTime, type Tools } from "../command.ts";
import { createProgress } from "../output/progress.ts";
import { createFlows } from "../replay/flows.ts";
import { recordedTurns } from "../replay/recorded-turns.ts";
import { replayTurn } from "../replay/replay-turn.ts";
import { createTally, type Tally } from "../replay/tally.ts";

interface Options {
  readonly flow?: string;
  readonly since?: number;
  readonly from?: number;
  readonly show: number;
}

/** Makes recorded decisions once more and compares. It never sends: it only reads. */
export function addReplay(program: Command, { withBus, output }: Tools): void {
  program
    .command("replay")
    .description("make recorded decisions once more, with the same flow or another, and compare; sends nothing")
    .option("--flow <folder>", "what patients would have been told with this flow")
    .option("--since <time>", "decisions from then on: an instant, or 7d", (text) => parseTime(text))
    .option("--from <sequence>", "go on at this sequence of TURNS", parseCount)
    .option("--show <count>", "rules and decisions shown at most", parseCount, 10)
    .action((options: Options) =>
      withBus(async (bus) => {
        const { tally, seconds, first } = await replay(bus, options, output.isJson);
        const rate = Math.round(tally.turns / seconds);
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
        output.json({ ...tally, seconds, rate, first });
        if (tally.different > 0) process.exitCode = 1;
      }),
    );
}

async function replay(
  bus: Bus,
  { flow: folder, since, from, show }: Options,
  isQuiet: boolean,
): Promise<{ tally: Tally; seconds: number; first: number[] }> {
  const draft = folder === undefined ? null : loadFlow(folder);
  const flowOf = await createFlows(bus);
  const tally = createTally();
  const progress = createProgress("decisions", isQuiet);
  const { state } = await bus.jsm.streams.info(TURNS.name);
  const begin = from ?? (since === undefined ? state.first_seq : await firstSince(bus, since));
  const first: number[] = [];
  for await (const step of recordedTurns(bus, { from: begin, to: state.last_seq })) {
    progress.at(tally.counts.turns, state.last_seq - begin + 1);
    if ("skipped" in step) {
      tally.skip("skipped");
      continue;
    }
    const { recorded } = step;
    const flow = draft ?? (await flowOf(recorded.turn.versions.flow));
    if (!flow) {
      tally.skip("unknownFlow");
      continue;
    }
    const comparison = replayTurn(recorded, flow, draft === null);
    tally.add(recorded.turn, comparison);
    if (comparison.kind === "different" && first.length < show) first.push(step.seq);
  }
  return { tally: tally.sum(), seconds: progress.end(), first };
}

async function firstSince(bus: Bus, since: number): Promise<number> {
  const message = await bus.jsm.direct.getMessage(TURNS.name, { start_time: new Date(since), next_by_subj: "turn.>" });
  return message?.seq ?? Number.MAX_SAFE_INTEGER;
}
