import { setTimeout as sleep } from "node:timers/promises";
import { type Bus, patiently } from "@acolhe/bus";
import { replay } from "../../apps/ops/src/replay/replay.ts";
import { verify } from "../../apps/ops/src/verify/verify.ts";
import type { Forwarder } from "./forwarder.ts";
import { isClean, judge } from "./judge.ts";
import { latenciesOf, percentiles } from "./latency.ts";
import type { Life } from "./life.ts";
import { unknownsOf } from "./outcomes.ts";
import type { Phones } from "./phone.ts";
import { atAnyHour } from "./script.ts";
import { isFinished, type Records, readRecords, tellStory } from "./story.ts";

export interface Figures {
  messages: number;
  latencyMs: { p50: number; p95: number; p99: number };
  /** Messages due an answer that the latency figures leave out: none came from the bot, a person had been called. */
  latencyExcluded: number;
  inversions: number;
  duplicates: number;
  losses: number;
  unknownSettled: number;
  unknownResent: number;
  unknownToHuman: number;
  kills: number;
  killsByKind: Readonly<Record<string, number>>;
  /** Servers that were the broker together. */
  nodes: number;
  conversations: number;
  webhooks: { accepted: number; retried: number };
  /** Decisions of the run that were made once more from the log, and how many of them came out otherwise (W2). */
  replayed: { turns: number; different: number; perSecond: number };
  /** Records that were no rows yet when all else had come to rest, a minute later. */
  rowsBehind: number;
  /** Places where the log itself breaks W1, S1, S2 or S3. */
  violations: number;
}

/** Uncounted duplicates only: what was said once more by the rule is in `unknownResent`. */
export const isPassed = ({ inversions, duplicates, losses, replayed, rowsBehind: behind, violations }: Figures) =>
  inversions + duplicates + losses + replayed.different + behind + violations === 0;

const STORIES_MAX = 5;

interface Seen {
  readonly bus: Bus;
  readonly phones: Phones;
  readonly forwarder: Forwarder;
  /** What has not come by then never comes. Epoch ms. */
  readonly givesUpAt: number;
  readonly say: (line: string) => void;
}

/** What the phones show, beside what each contact should have heard. */
export async function judgeLives(lives: readonly Life[], seen: Seen) {
  const { phones, forwarder } = seen;
  const sums = { messages: 0, latencyExcluded: 0, inversions: 0, duplicates: 0, losses: 0 };
  const unknowns = { unknownSettled: 0, unknownResent: 0, unknownToHuman: 0 };
  const latencies: number[] = [];
  let stories = 0;
  for (const life of lives) {
    const records = await finished(life, seen);
    const unknown = unknownsOf(records);
    const heard = await phones.heard(life.channel, life.phone);
    const verdict = judge({
      expected: life.expected.map(atAnyHour),
      heard: heard.map(atAnyHour),
      resent: unknown.resent,
      excusedFrom: unknown.excusedFrom,
    });
    sums.messages += life.messages.length;
    sums.losses += verdict.losses;
    sums.duplicates += verdict.duplicates;
    sums.inversions += verdict.inversions;
    unknowns.unknownSettled += unknown.settled;
    unknowns.unknownResent += unknown.resent;
    unknowns.unknownToHuman += unknown.toHuman;
    if (!isClean(verdict) && stories++ < STORIES_MAX) tell(life, { verdict, heard, records }, seen);
    const found = latenciesOf(life, records, forwarder, phones.callsOf(life.phone));
    latencies.push(...found.ms);
    sums.latencyExcluded += found.excluded;
  }
  return { ...sums, ...unknowns, latencyMs: percentiles(latencies) };
}

function tell(
  life: Life,
  { verdict, heard, records }: { verdict: object; heard: readonly string[]; records: Records },
  { forwarder, say }: Seen,
): void {
  say(`${life.channel.id} ${life.phone}: ${JSON.stringify(verdict)}`);
  say(`  expected ${JSON.stringify(life.expected.map(brief))}`);
  say(`  heard    ${JSON.stringify(heard.map(brief))}`);
  for (const line of tellStory(life, records, forwarder)) say(`  ${line}`);
}

const brief = (text: string) => text.slice(0, 24);

/** Judged when all is said: on a busy machine silence alone does not mean that nothing more comes. */
async function finished(life: Life, { bus, givesUpAt }: Seen): Promise<Records> {
  for (;;) {
    const records = await patiently(bus.host, () => readRecords(bus, life));
    const ids = life.messages.map(({ id }) => id);
    if (isFinished(records, ids) || Date.now() > givesUpAt) return records;
    await sleep(200);
  }
}

/** What the log says of itself: the operators' own commands, over everything that the killing left in it. */
export async function judgeLog(bus: Bus, natsUrl: string, say: (line: string) => void) {
  const { tally, rate, first } = await patiently(bus.host, () => replay(bus, natsUrl, { show: STORIES_MAX }, true));
  if (first.length > 0) say(`decided otherwise when replayed: TURNS ${first.join(", ")}`);
  const { violations } = await patiently(bus.host, () => verify(bus, () => {}));
  for (const { invariant, stream, seq, says } of violations.slice(0, STORIES_MAX))
    say(`${invariant} is broken at ${stream} ${seq}: ${says}`);
  const different = tally.different + tally.otherEngine + tally.unknownFlow + tally.skipped;
  return { replayed: { turns: tally.turns, different, perSecond: rate }, violations: violations.length };
}
