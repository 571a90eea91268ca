import { setTimeout as sleep } from "node:timers/promises";
import { connectBus, patiently } from "@acolhe/bus";
import { replay } from "../../apps/ops/src/replay/replay.ts";
import { verify } from "../../apps/ops/src/verify/verify.ts";
import { openAlways } from "./always-open.ts";
import { isClean, judge, type Transcript } from "./judge.ts";
import { type Pause, startKiller } from "./killer.ts";
import { latenciesOf, percentiles } from "./latency.ts";
import { type Life, live, reference, warmUp } from "./life.ts";
import { unknownsOf } from "./outcomes.ts";
import { createPhones } from "./phone.ts";
import { nameOf, seeded } from "./random.ts";
import { rowsBehind } from "./rows.ts";
import { atAnyHour, SCRIPTS } from "./script.ts";
import { startStack } from "./stack.ts";
import { isFinished, type Records, readRecords, tellStory } from "./story.ts";
import { CLUSTER_KINDS, createTroubles, KINDS, type Kind, RECORD_KINDS } from "./troubles.ts";

export interface ChaosOptions {
  readonly seed: number;
  readonly minutes: number;
  /** Contacts talking at the same time; each is followed by a new one. */
  readonly contacts: number;
  /** Progress, and the stories of conversations that went wrong. */
  readonly say?: (line: string) => void;
  readonly verbose?: boolean;
  /** What goes wrong; everything that can with so many nodes unless said. */
  readonly kinds?: readonly Kind[];
  /** From the end of one trouble to the next. */
  readonly pauseMs?: Pause;
  /** Servers that are the broker together, with as many copies of everything. 1 unless said. */
  readonly nodes?: number;
  /** With PostgreSQL and the projector, and what can go wrong with these. */
  readonly records?: boolean;
  /** The broker syncs every publish to the disk. */
  readonly syncAlways?: boolean;
  /** The proxy sends a number's webhooks to any ingress instead of always the same one. */
  readonly spread?: boolean;
}

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

const PAUSE_MS = { min: 2_000, max: 4_000 };
const THINK_MS = { min: 200, max: 2_500 };
/** Faults of the gateway itself, small beside the killings: each makes an unknown outcome or a repeat. */
const FAULTS = { duplicateWebhookRate: 0.05, lostAnswerSentRate: 0.003, lostAnswerUnsentRate: 0.001, errorRate: 0.003 };
/** On a slow machine a part takes long to come back; the run goes on until each kind was killed, at most this long. */
const ALL_KINDS_MS_MAX = 60_000;
const STORIES_MAX = 5;
/** Everything has arrived when the gateway was not called for so long; an outage's backlog takes its time. */
const SETTLE_MS = 6_000;
const SETTLE_MS_MAX = 90_000;

/** Brings everything up, lets contacts talk while a killer is about, and judges what their phones show. */
export async function runChaos(options: ChaosOptions): Promise<Figures> {
  const { seed, minutes, contacts, nodes = 1, pauseMs = PAUSE_MS } = options;
  const say = options.say ?? (() => {});
  const random = seeded(seed);
  await using stack = await startStack({
    syncAlways: options.syncAlways ?? false,
    spread: options.spread ?? false,
    nodes,
    records: options.records ?? false,
    random: seeded(seed + 1),
    ...(options.verbose ? { onLine: (name: string, line: string) => say(`${name}: ${line}`) } : {}),
  });
  const { channels, forwarder } = stack;
  const bus = await connectBus({ url: stack.natsUrl, name: "chaos-judge" });
  await using _bus = { [Symbol.asyncDispose]: () => bus.close() };
  await patiently(bus.host, () => openAlways(bus));
  const phones = createPhones(stack.sandboxUrl);
  await using _ = { [Symbol.asyncDispose]: () => phones.stop() };

  for (const [index, channel] of channels.entries()) await warmUp(phones, channel, `551194888${1000 + index}`);
  const answers = await Promise.all(
    SCRIPTS.map((_script, index) => reference({ phones, bus }, channels[0]!, `551194999${1000 + index}`, index)),
  );
  say(`reference: ${answers.map((script) => `${script.flat().length} texts`).join(", ")}`);
  await phones.faults({ ...FAULTS, seed });

  const endsAt = Date.now() + minutes * 60_000;
  const isOver = () =>
    killer.hasFailed() || (Date.now() >= endsAt && (killer.hasKilledAll() || Date.now() >= endsAt + ALL_KINDS_MS_MAX));
  const lives: Life[] = [];
  const kinds = options.kinds ?? [...(nodes > 1 ? CLUSTER_KINDS : KINDS), ...(options.records ? RECORD_KINDS : [])];
  const killer = startKiller({ troubles: createTroubles({ stack, bus, random, say }), kinds, pauseMs, random });
  let born = 0;
  const talk = seeded(seed + 2);
  const desks = Array.from({ length: contacts }, async () => {
    while (!isOver()) {
      const number = born++;
      const who = {
        channel: channels[number % channels.length]!,
        phone: `551194${String(1_000_000 + number)}`,
        name: nameOf(number),
        script: Math.floor(talk() * SCRIPTS.length),
      };
      lives.push(await live({ phones, random: talk, answers, thinkMs: THINK_MS }, who));
    }
  });
  while (!isOver()) await sleep(100);
  await killer.stop();
  await Promise.all(desks);
  const givesUpAt = Date.now() + SETTLE_MS_MAX;
  await settled();
  say(`${lives.length} conversations, of which ${lives.filter((life) => life.stalled).length} got no answer in time`);

  const figures: Figures = {
    messages: 0,
    latencyMs: { p50: 0, p95: 0, p99: 0 },
    latencyExcluded: 0,
    inversions: 0,
    duplicates: 0,
    losses: 0,
    unknownSettled: 0,
    unknownResent: 0,
    unknownToHuman: 0,
    kills: Object.values(killer.kills).reduce((sum, count) => sum + count, 0),
    killsByKind: killer.kills,
    nodes,
    conversations: lives.length,
    webhooks: forwarder.counts,
    replayed: { turns: 0, different: 0, perSecond: 0 },
    rowsBehind: 0,
    violations: 0,
  };
  const latencies: number[] = [];
  let stories = 0;
  for (const life of lives) {
    const records = await finished(life);
    const unknown = unknownsOf(records);
    const heard = await phones.heard(life.channel, life.phone);
    const transcript: Transcript = {
      expected: life.expected.map(atAnyHour),
      heard: heard.map(atAnyHour),
      resent: unknown.resent,
      excusedFrom: unknown.excusedFrom,
    };
    const verdict = judge(transcript);
    figures.messages += life.messages.length;
    figures.losses += verdict.losses;
    figures.duplicates += verdict.duplicates;
    figures.inversions += verdict.inversions;
    figures.unknownSettled += unknown.settled;
    figures.unknownResent += unknown.resent;
    figures.unknownToHuman += unknown.toHuman;
    if (!isClean(verdict) && stories++ < STORIES_MAX) {
      say(`${life.channel.id} ${life.phone}: ${JSON.stringify(verdict)}`);
      say(`  expected ${JSON.stringify(life.expected.map(brief))}`);
      say(`  heard    ${JSON.stringify(heard.map(brief))}`);
      for (const line of tellStory(life, records, forwarder)) say(`  ${line}`);
    }
    const found = latenciesOf(life, records, forwarder, phones.callsOf(life.phone));
    latencies.push(...found.ms);
    figures.latencyExcluded += found.excluded;
  }
  figures.latencyMs = percentiles(latencies);
  await judgeLog();
  if (stack.databaseUrl !== null) figures.rowsBehind = await rowsBehind(bus, stack.databaseUrl);
  return figures;

  /** What the log says of itself: the operators' own commands, over everything that the killing left in it. */
  async function judgeLog(): Promise<void> {
    const { tally, rate, first } = await patiently(bus.host, () =>
      replay(bus, stack.natsUrl, { show: STORIES_MAX }, true),
    );
    figures.replayed = {
      turns: tally.turns,
      different: tally.different + tally.otherEngine + tally.unknownFlow + tally.skipped,
      perSecond: rate,
    };
    if (first.length > 0) say(`decided otherwise when replayed: TURNS ${first.join(", ")}`);
    const { violations } = await patiently(bus.host, () => verify(bus, () => {}));
    figures.violations = violations.length;
    for (const { invariant, stream, seq, says } of violations.slice(0, STORIES_MAX))
      say(`${invariant} is broken at ${stream} ${seq}: ${says}`);
  }

  /** Judged when all is said: on a busy machine silence alone does not mean that nothing more comes. */
  async function finished(life: Life): Promise<Records> {
    for (;;) {
      const records = await patiently(bus.host, () => readRecords(bus, life));
      const ids = life.messages.map(({ id }) => id);
      if (isFinished(records, ids) || Date.now() > givesUpAt) return records;
      await sleep(200);
    }
  }

  async function settled(): Promise<void> {
    let count = -1;
    for (let since = Date.now(); Date.now() - since < SETTLE_MS && Date.now() < givesUpAt; await sleep(200)) {
      const now = phones.callCount();
      if (now !== count) since = Date.now();
      count = now;
    }
  }
}

/** Uncounted duplicates only: what was said once more by the rule is in `unknownResent`. */
export const isPassed = ({ inversions, duplicates, losses, replayed, rowsBehind: behind, violations }: Figures) =>
  inversions + duplicates + losses + replayed.different + behind + violations === 0;

const brief = (text: string) => text.slice(0, 24);
