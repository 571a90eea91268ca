import { commandLine } from "../../scripts/command-line.ts";
import { isPassed } from "./figures.ts";
import { selfCheck } from "./judge.ts";
import { raceMain } from "./races-main.ts";
import { runChaos } from "./run.ts";
import { SCRIPTS } from "./script.ts";
import { CLUSTER_KINDS, KINDS, type Kind, RECORD_KINDS } from "./troubles.ts";

/*
 * npm run chaos -- [--seed 1] [--minutes 2] [--contacts 100] [--json] [--verbose]
 *                  [--cluster 3] [--only broker,worker,full-disk,...] [--sync always] [--spread]
 * npm run chaos -- --self-check
 * npm run chaos -- --races [--cluster 3] [--count 10000] [--seed 1] [--json]
 */

// Ended from outside, what was started ends too: that happens on exit, which a signal alone does not reach.
for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => process.exit(1));

const { values } = commandLine(import.meta.filename, {
  options: {
    seed: { type: "string", default: "1" },
    minutes: { type: "string", default: "2" },
    contacts: { type: "string", default: "100" },
    json: { type: "boolean", default: false },
    cluster: { type: "string", default: "1" },
    only: { type: "string" },
    sync: { type: "string", default: "default" },
    spread: { type: "boolean", default: false },
    verbose: { type: "boolean", default: false },
    "self-check": { type: "boolean", default: false },
    races: { type: "boolean", default: false },
    count: { type: "string", default: "10000" },
  },
});

const nodes = Number(values.cluster);
const possible: readonly Kind[] = [...(nodes > 1 ? CLUSTER_KINDS : KINDS), ...RECORD_KINDS];
const only = values.only?.split(",") ?? possible;
const unknown = only.filter((kind) => !possible.some((known) => known === kind));
if (unknown.length > 0) throw new Error(`--only can be ${possible.join()}, not ${unknown.join()}`);

if (values["self-check"]) {
  const problems = SCRIPTS.flatMap((script) => selfCheck(script.flat().map((text, index) => `${index} ${text}`)));
  for (const problem of problems) console.error(problem);
  console.log(problems.length === 0 ? "the judge found every planted error" : "the judge is blind");
  process.exitCode = problems.length === 0 ? 0 : 1;
} else if (values.races) {
  process.exitCode = await raceMain({
    seed: Number(values.seed),
    races: Number(values.count),
    nodes,
    json: values.json,
  });
} else {
  const figures = await runChaos({
    seed: Number(values.seed),
    minutes: Number(values.minutes),
    contacts: Number(values.contacts),
    verbose: values.verbose,
    kinds: possible.filter((kind) => only.includes(kind)),
    nodes,
    records: true,
    syncAlways: values.sync === "always",
    spread: values.spread,
    say: (line) => console.error(line),
  });
  const { messages, conversations, latencyMs, kills, losses, duplicates, inversions } = figures;
  console.log(`${messages} messages in ${conversations} conversations, ${kills} kills`);
  console.log(`losses ${losses}, duplicates ${duplicates}, inversions ${inversions}`);
  console.log(`from webhook to send: p50 ${latencyMs.p50} ms, p95 ${latencyMs.p95} ms, p99 ${latencyMs.p99} ms`);
  console.log(`left out of these: ${figures.latencyExcluded} messages whose answer a person was called for`);
  console.log(
    `unknown outcomes: ${figures.unknownSettled} found sent, ${figures.unknownResent} sent once more, ${figures.unknownToHuman} given to a person`,
  );
  const { replayed, violations, rowsBehind } = figures;
  console.log(
    `the log: ${replayed.turns} decisions made once more, ${replayed.different} came out otherwise (${replayed.perSecond} a second); ${violations} broken invariants`,
  );
  console.log(`records that are no rows: ${rowsBehind}`);
  if (values.json) console.log(JSON.stringify(figures));
  process.exitCode = isPassed(figures) ? 0 : 1;
}
