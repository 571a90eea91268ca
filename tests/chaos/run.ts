import { setTimeout as sleep } from "node:timers/promises";
import { type Bus, connectBus, patiently } from "@acolhe/bus";
import { openAlways } from "./always-open.ts";
import { type Figures, judgeLives, judgeLog } from "./figures.ts";
import { type Pause, startKiller } from "./killer.ts";
import { type Life, live, reference, warmUp } from "./life.ts";
import { createPhones, type Phones } from "./phone.ts";
import { nameOf, seeded } from "./random.ts";
import { rowsBehind } from "./rows.ts";
import { type Answers, SCRIPTS } from "./script.ts";
import { type Stack, startStack } from "./stack.ts";
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

const PAUSE_MS = { min: 2_000, max: 4_000 };
const THINK_MS = { min: 200, max: 2_500 };
/** Faults of the gateway itself, small beside the killings: each makes an unknown outcome or a repeat. */
const FAULTS = { duplicateWebhookRate: 0.05, lostAnswerSentRate: 0.003, lostAnswerUnsentRate: 0.001, errorRate: 0.003 };
/** On a slow machine a part takes long to come back; the run goes on until each kind was killed, at most this long. */
const ALL_KINDS_MS_MAX = 60_000;
/** Everything has arrived when the gateway was not called for so long; an outage's backlog takes its time. */
const SETTLE_MS = 6_000;
const SETTLE_MS_MAX = 90_000;

/** Brings everything up, lets contacts talk while a killer is about, and judges what their phones show. */
export async function runChaos(options: ChaosOptions): Promise<Figures> {
  const { seed, nodes = 1 } = options;
  const say = options.say ?? (() => {});
  await using stack = await startStack({
    syncAlways: options.syncAlways ?? false,
    spread: options.spread ?? false,
    nodes,
    records: options.records ?? false,
    random: seeded(seed + 1),
    ...(options.verbose ? { onLine: (name: string, line: string) => say(`${name}: ${line}`) } : {}),
  });
  const { forwarder, natsUrl, databaseUrl } = stack;
  const bus = await connectBus({ url: natsUrl, name: "chaos-judge" });
  await using _bus = { [Symbol.asyncDispose]: () => bus.close() };
  await patiently(bus.host, () => openAlways(bus));
  const phones = createPhones(stack.sandboxUrl);
  await using _ = { [Symbol.asyncDispose]: () => phones.stop() };

  const answers = await rehearse({ stack, bus, phones });
  say(`reference: ${answers.map((script) => `${script.flat().length} texts`).join(", ")}`);
  await phones.faults({ ...FAULTS, seed });
  const { lives, kills } = await talkAmidTroubles({ stack, bus, phones }, answers, options);
  const givesUpAt = Date.now() + SETTLE_MS_MAX;
  await settled(phones, givesUpAt);
  say(`${lives.length} conversations, of which ${lives.filter((life) => life.stalled).length} got no answer in time`);

  const heard = await judgeLives(lives, { bus, phones, forwarder, givesUpAt, say });
  const logged = await judgeLog(bus, natsUrl, say);
  return {
    ...heard,
    ...logged,
    kills: Object.values(kills).reduce((sum, count) => sum + count, 0),
    killsByKind: kills,
    nodes,
    conversations: lives.length,
    webhooks: forwarder.counts,
    rowsBehind: databaseUrl === null ? 0 : await rowsBehind(bus, databaseUrl),
  };
}

interface Scene {
  readonly stack: Stack;
  readonly bus: Bus;
  readonly phones: Phones;
}

/** What must be heard, from the same scripts while nothing goes wrong. */
async function rehearse({ stack: { channels }, bus, phones }: Scene): Promise<Answers[]> {
  for (const [index, channel] of channels.entries()) await warmUp(phones, channel, `551194888${1000 + index}`);
  return Promise.all(
    SCRIPTS.map((_script, index) => reference({ phones, bus }, channels[0]!, `551194999${1000 + index}`, index)),
  );
}

/** Contacts talk, each followed by a new one, until the time is over and each kind of trouble has come. */
async function talkAmidTroubles({ stack, bus, phones }: Scene, answers: readonly Answers[], options: ChaosOptions) {
  const { seed, minutes, contacts, nodes = 1, records, pauseMs = PAUSE_MS } = options;
  const say = options.say ?? (() => {});
  const random = seeded(seed);
  const kinds = options.kinds ?? [...(nodes > 1 ? CLUSTER_KINDS : KINDS), ...(records ? RECORD_KINDS : [])];
  const endsAt = Date.now() + minutes * 60_000;
  const killer = startKiller({ troubles: createTroubles({ stack, bus, random, say }), kinds, pauseMs, random });
  const isOver = () =>
    killer.hasFailed() || (Date.now() >= endsAt && (killer.hasKilledAll() || Date.now() >= endsAt + ALL_KINDS_MS_MAX));
  const lives: Life[] = [];
  const talk = seeded(seed + 2);
  let born = 0;
  const desks = Array.from({ length: contacts }, async () => {
    while (!isOver()) {
      const number = born++;
      const who = {
        channel: stack.channels[number % stack.channels.length]!,
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
  return { lives, kills: killer.kills };
}

async function settled(phones: Phones, givesUpAt: number): Promise<void> {
  let count = -1;
  for (let since = Date.now(); Date.now() - since < SETTLE_MS && Date.now() < givesUpAt; await sleep(200)) {
    const now = phones.callCount();
    if (now !== count) since = Date.now();
    count = now;
  }
}
