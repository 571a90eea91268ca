import type { Command } from "commander";
import { readAlertState, withAlertDatabase } from "../alert-state.ts";
import type { Tools } from "../command.ts";
import { spanText } from "../words/words.ts";

const SHOWN_MAX = 12;

/** The last tries of each number by a patient who does not exist. Ends with 1 where the newest one failed. */
export function addCanary(program: Command, tools: Tools): void {
  const { output } = tools;
  program
    .command("canary")
    .description("the last messages of the patient who does not exist, and whether they were answered")
    .action(() =>
      withAlertDatabase(tools, async (db) => {
        const runs = (await readAlertState(db)).state.canary;
        const byChannel = [...Map.groupBy(runs, ({ channel }) => channel).values()];
        const now = Date.now();
        output.table(
          ["number", "ago", "outcome", "took"],
          byChannel.flatMap((ofChannel) =>
            ofChannel
              .slice(-SHOWN_MAX)
              .map(({ channel, at, outcome, tookMs }) => [
                channel,
                spanText(now - at),
                outcome,
                tookMs === null ? "" : `${tookMs} ms`,
              ]),
          ),
        );
        if (runs.length === 0) output.line("no number was tried: CANARY_MINUTES says how often");
        output.json(runs);
        if (byChannel.some((ofChannel) => ofChannel.at(-1)?.outcome !== "answered")) process.exitCode = 1;
      }),
    );
}
