import { setTimeout as sleep } from "node:timers/promises";
import { isClean, judge, type Transcript } from "./judge.ts";
import { startKiller } from "./killer.ts";
import { type Life, live, reference, warmUp } from "./life.ts";
import { readUnknowns } from "./outcomes.ts";
import { KINDS, type Kind } from "./parts.ts";
import { createPhones } from "./phone.ts";
import { nameOf, seeded } from "./random.ts";
import { SCRIPTS } from "./script.ts";
import { startStack } from "./stack.ts";

export interface ChaosOptions {
  readonly seed: number;
  readonly minutes: number;
  /** Contacts talking at the same time; each is followed by a new one. */
  readonly contacts: number;
  /** Progress, and the stories of conversations that went wrong. */
  readonly say?: (line: string) => void;
  readonly verbose?: boolean;
  /** What is killed; everything unless said. */
  readonly kinds?: readonly Kind[];
  /** The broker syncs every publish to the disk. */
  readonly syncAlways?: boolean;
}

export interface Figures {
  messages: number;
  latencyMs: { p50: number; p95: number; p99: number };
  inversions: number;
  duplicates: number;
  losses: number;
  unknownSettled: number;
  unknownResent: number;
  unknownToHuman: number;
  kills: number;
  killsByKind: Record<Kind, number>;
  conversations: number;
  webhooks: { accepted: number; retried: number; refused: number };
}

const THINK_MS = { min: 200, max: 2_500 };
/** Faults of the gateway itself, small beside the killings: each makes an unknown outcome or a repeat. */
const FAULTS = { duplicateWebhookRate: 0.05, lostAnswerSentRate: 0.003, lostAnswerUnsentRate: 0.001, errorRate: 0.003 };
const STORIES_MAX = 5;
/** What is still under way when the last contact fell silent. */
const SETTLE_MS = 5_000;

/** Brings everything up, lets contacts talk while a killer is about, and judges what their phones show. */
export async function runChaos(options: ChaosOptions): Promise<Figures> {
  const { seed, minutes, contacts } = options;
  const say = options.say ?? (() => {});
  const random = seeded(seed);
  await using stack = await startStack({
    syncAlways: options.syncAlways ?? false,
    ...(options.verbose ? { onLine: (name: string, line: string) => say(`${name}: ${line}`) } : {}),
  });
  const { channels, forwarder } = stack;
  const phones = createPhones(stack.sandboxUrl);
  await using _ = { [Symbol.asyncDispose]: () => phones.stop() };

  for (const [index, channel] of channels.entries()) await warmUp(phones, channel, `551194888${1000 + index}`);
  const answers = await Promise.all(
    SCRIPTS.map((_script, index) => reference(phones, channels[0]!, `551194999${1000 + index}`, index)),
  );
  say(`reference: ${answers.map((script) => `${script.flat().length} texts`).join(", ")}`);
  await phones.faults({ ...FAULTS, seed });

  const endsAt = Date.now() + minutes * 60_000;
  const lives: Life[] = [];
  const killer = startKiller({ parts: stack.parts, kinds: options.kinds ?? KINDS, random, say });
  let born = 0;
  const talk = seeded(seed + 2);
  const desks = Array.from({ length: contacts }, async () => {
    while (Date.now() < endsAt) {
      const number = born++;
      const who = {
        channel: channels[number % channels.length]!,
        phone: `551194${String(1_000_000 + number)}`,
        name: nameOf(number),
        script: Math.floor(talk() * SCRIPTS.length),
      };
      lives.push(await live({ phones, forwarder, random: talk, answers, thinkMs: THINK_MS }, who));
    }
  });
  await sleep(Math.max(0, endsAt - Date.now()));
  await killer.stop();
  await Promise.all(desks);
  await sleep(SETTLE_MS);
  say(`${lives.length} conversations, of which ${lives.filter((life) => life.stalled).length} got no answer in time`);

  const unknowns = await readUnknowns(stack.natsUrl, lives);
  const figures: Figures = {
    messages: 0,
    latencyMs: { p50: 0, p95: 0, p99: 0 },
    inversions: 0,
    duplicates: 0,
    losses: 0,
    unknownSettled: 0,
    unknownResent: 0,
    unknownToHuman: 0,
    kills: Object.values(killer.kills).reduce((sum, count) => sum + count, 0),
    killsByKind: killer.kills,
    conversations: lives.length,
    webhooks: forwarder.counts,
  };
  const latencies: number[] = [];
  let stories = 0;
  for (const life of lives) {
    const unknown = unknowns.get(life)!;
    const heard = await phones.heard(life.channel, life.phone);
    const transcript: Transcript = { ...life, heard, resent: unknown.resent, excusedFrom: unknown.excusedFrom };
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
      const messages = life.messages.map(({ id, firstAnswer }) => {
        const at = forwarder.acceptedAt.get(id);
        return `${firstAnswer}: ${at === undefined ? "never" : new Date(at).toISOString().slice(14, 23)}`;
      });
      say(`  accepted ${messages.join(", ")}`);
      say(`  expected ${JSON.stringify(life.expected.map(brief))}`);
      say(`  heard    ${JSON.stringify(heard.map(brief))}`);
      for (const line of unknown.story) say(`  ${line}`);
    }
    if (isClean(verdict) && unknown.resent + unknown.toHuman === 0) latencies.push(...latenciesOf(life));
  }
  figures.latencyMs = percentiles(latencies);
  return figures;

  function latenciesOf(life: Life): number[] {
    const calls = phones.callsOf(life.phone);
    return life.messages.flatMap(({ id, firstAnswer, answers }) => {
      const accepted = forwarder.acceptedAt.get(id);
      const call = calls[firstAnswer];
      return answers > 0 && accepted !== undefined && call ? [Math.max(0, call.at - accepted)] : [];
    });
  }
}

/** Uncounted duplicates only: what was said once more by the rule is in `unknownResent`. */
export const isPassed = (figures: Figures) => figures.inversions + figures.duplicates + figures.losses === 0;

export function percentiles(values: readonly number[]): { p50: number; p95: number; p99: number } {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => {
    const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
    return Math.round(value * 100) / 100;
  };
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

const brief = (text: string) => text.slice(0, 24);
