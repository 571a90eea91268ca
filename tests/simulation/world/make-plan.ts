import { between, oneOf, seeded } from "../../chaos/random.ts";
import {
  type Action,
  BROADCAST,
  BUSY_MS_MAX,
  CLOCK_DRIFT_MAX,
  CLOCK_WRONG_MS_MAX,
  DEADLY,
  type Deed,
  type DeskAnswer,
  type Fault,
  FULL_STREAMS,
  type GatewayAnswer,
  PATIENTS,
  type Plan,
  POISONED,
  SLOTS,
  type Slot,
} from "./plan.ts";
import { longFaults, named, otherDeeds, rareDeeds, windowOf } from "./rare.ts";

const UPGRADE_ORDER: readonly Slot[] = ["worker", "sender", "mirror", "ingress"].flatMap((service) =>
  SLOTS.filter((slot) => slot.startsWith(service)),
);
const isIngress = (slot: Slot) => slot.startsWith("ingress");
const isSender = (slot: Slot) => slot.startsWith("sender");

/** One world of ten is large; in the same time twice as many small ones are run, of some two hundred records each. */
const SMALL = 0.42;
const isLarge = (seed: number) => seed % 10 === 0;

const WORDS = [
  ...["oi", "bom dia", "quero marcar uma consulta", "quanto custa?", "1", "2", "3", "sim", "menu"],
  ...["falar com atendente", "parar", "quero voltar a receber mensagens", "não entendi", "é para meu filho"],
];
const ANSWERS: readonly GatewayAnswer[] = [
  ...(["lost-sent", "lost-sent", "lost-unsent", "slow", "unavailable", "rate-limited"] as const),
  ...(["credentials-rejected", "disconnected", "refused", "terms-missing", "fails-later"] as const),
  ...(["terms-missing-later", "terms-missing-later", "terms-missing-later", "no-callback"] as const),
];

const DESK_ANSWERS: readonly DeskAnswer[] = [
  ...(["lost-done", "lost-undone", "late", "unavailable", "failed-done", "failed-undone"] as const),
];

export function makePlan(seed: number): Plan {
  const draw = drawing(seed);
  const { random, busyMs, some, atMs } = draw;
  const usual = some(16, 30, () => actionOf(random, atMs()));
  const faults = [...faultsOf(draw), ...brokerFaultsOf(draw)];
  const bursts = some(0, 2, () => burst(draw, faults)).flat();
  const actions = [...usual, ...bursts].sort((a, b) => a.atMs - b.atMs);
  const reminded = random() < REMINDED_SHARE ? { remindsAfterMs: REMINDS_AFTER_MS } : {};
  const rare = { faults: longFaults(draw), ...windowOf(draw), actions: [...rareDeeds(draw), ...otherDeeds(draw)] };
  return {
    ...{ seed, busyMs, ...reminded, ...rare },
    faults: [...faults, ...rare.faults],
    actions: named(draw, [...actions, ...rare.actions]).toSorted((a, b) => a.atMs - b.atMs),
  };
}

/** Chance, and what of it the size of the world allows. */
function drawing(seed: number) {
  const random = seeded(seed);
  const size = isLarge(seed) ? 1 : SMALL;
  const busyMs = BUSY_MS_MAX * size;
  const whole = (min: number, max: number) => Math.floor(between(random, min, max + 1));
  const part = (count: number) => Math.ceil(count * size);
  const some = <T>(min: number, max: number, make: () => T): T[] =>
    Array.from({ length: whole(part(min), part(max)) }, make);
  return { random, busyMs, whole, part, some, atMs: () => whole(0, busyMs) };
}
export type Drawing = ReturnType<typeof drawing>;

function faultsOf({ random, busyMs, whole, part, some, atMs }: Drawing): Fault[] {
  return [
    ...some(0, 4, (): Fault => {
      const slot = oneOf(random, SLOTS);
      return { kind: "crash", slot, effect: whole(1, part(500)), when: oneOf(random, ["before", "after"] as const) };
    }),
    ...some(0, 2, (): Fault => {
      const slot = oneOf(random, SLOTS);
      return { kind: "stop", slot, effect: whole(1, part(500)), forMs: whole(500, 8_000) };
    }),
    ...some(0, 3, (): Fault => {
      const kind = oneOf(random, ["freeze", "cut", "stall"] as const);
      return { kind, slot: oneOf(random, SLOTS), atMs: atMs(), forMs: whole(50, oneOf(random, [500, 8_000])) };
    }),
    ...some(0, 2, (): Fault => ({ kind: "restart", slot: oneOf(random, SLOTS), atMs: atMs() })),
    ...some(0, 2, (): Fault => {
      const forMs = whole(100, oneOf(random, [500, 4_000]));
      return { kind: "broker", atMs: atMs(), forMs, losesTail: random() < 0.5, consumersLoseMs: whole(0, 100) };
    }),
    ...some(0, 3, (): Fault => {
      const aheadMs = whole(-CLOCK_WRONG_MS_MAX, CLOCK_WRONG_MS_MAX);
      return {
        kind: "clock",
        slot: oneOf(random, SLOTS),
        aheadMs,
        rate: 1 + between(random, -CLOCK_DRIFT_MAX, CLOCK_DRIFT_MAX),
      };
    }),
    ...some(0, 1, (): Fault => ({ kind: "cache", atMs: atMs(), forMs: whole(500, 10_000) })),
    ...some(0, 1, (): Fault => {
      const slot = oneOf(random, SLOTS.filter(isIngress));
      return { kind: "disk", slot, atMs: atMs(), forMs: whole(500, 5_000) };
    }),
    ...some(0, 6, (): Fault => ({ kind: "gateway", call: whole(1, part(30)), answer: oneOf(random, ANSWERS) })),
    ...some(0, 1, () => gatewayTrouble(random, part(30))).flat(),
    ...some(0, 8, (): Fault => ({ kind: "desk", call: whole(1, part(150)), answer: oneOf(random, DESK_ANSWERS) })),
    ...(random() < UPGRADED_SHARE ? rollingUpgrade(random, busyMs) : []),
  ];
}

/** The broker is back and gone again, slow, or full, or drops what it copies to a sender. */
function brokerFaultsOf({ random, whole, some, atMs }: Drawing): Fault[] {
  return [
    ...some(0, 1, (): Fault[] => {
      const first = { kind: "broker", atMs: atMs(), forMs: whole(100, 2_000), losesTail: random() < 0.5 } as const;
      const backMs = first.atMs + first.forMs;
      return [
        { ...first, consumersLoseMs: whole(0, 100) },
        { ...first, consumersLoseMs: 0, atMs: backMs + whole(10, 500), forMs: whole(100, 500) },
      ];
    }).flat(),
    ...some(0, 1, (): Fault => {
      const forMs = whole(200, oneOf(random, [500, 4_000]));
      return { kind: "full", stream: oneOf(random, FULL_STREAMS), atMs: atMs(), forMs };
    }),
    ...some(0, 1, (): Fault => {
      const slot = oneOf(random, SLOTS);
      return { kind: "slow", slot, atMs: atMs(), forMs: whole(1_000, 8_000), byMs: whole(5, SLOW_BY_MS_MAX) };
    }),
    ...some(0, 2, (): Fault => {
      const slot = oneOf(random, SLOTS.filter(isSender));
      return { kind: "deaf", slot, atMs: atMs(), forMs: whole(1_000, 8_000) };
    }),
  ];
}

/** What a process says is heard within the time that is waited for it. */
const SLOW_BY_MS_MAX = 25;
/** Worlds in which versions run side by side. */
const UPGRADED_SHARE = 0.25;
/** Worlds in which the team is reminded of who waits. */
const REMINDED_SHARE = 0.3;
const REMINDS_AFTER_MS = 1_500;

/** One process after another is replaced, those that read first, as docs/upgrade.md has it. */
function rollingUpgrade(random: () => number, busyMs: number): Fault[] {
  const times = SLOTS.map(() => Math.floor(random() * busyMs)).sort((a, b) => a - b);
  return UPGRADE_ORDER.map((slot, place) => ({ kind: "former", slot, untilMs: times[place]! }));
}

/** The same goes wrong several times in a row. */
function gatewayTrouble(random: () => number, callsMax: number): Fault[] {
  const answer = oneOf(random, ANSWERS);
  const first = Math.floor(between(random, 1, callsMax));
  return Array.from({ length: 6 }, (_, place) => ({ kind: "gateway", call: first + place, answer }));
}

function actionOf(random: () => number, atMs: number): Action {
  const repeated = random() < 0.15 ? { repeatedAfterMs: Math.floor(between(random, 1, 3_000)) } : {};
  const draw = random();
  if (draw < 0.3) return { atMs, contact: BROADCAST, deed: broadcast(random) };
  const control = oneOf(random, ["takeover-started", "returned-to-bot", "returned-to-bot", "bot-paused"] as const);
  if (draw < 0.34) return { atMs, contact: BROADCAST, deed: { kind: "control", type: control } };
  if (draw < 0.36) return { atMs, contact: BROADCAST, deed: { kind: "unreadable-turn" } };
  if (draw < 0.4) return { atMs, contact: random() < 0.6 ? POISONED : DEADLY, deed: { kind: "says", text: "oi" } };
  if (draw < 0.42) return { atMs, contact: POISONED, deed: { kind: "control", type: "contact-resumed" } };
  if (draw < 0.43) return { atMs, contact: POISONED, deed: { kind: "unreadable-event" } };
  const contact = Math.floor(random() * PATIENTS);
  if (draw < 0.46) return { atMs, contact, deed: { kind: "control", type: control } };
  if (draw < 0.5) return { atMs, contact, deed: atDesk(random) };
  if (draw < 0.53) return { atMs, contact, deed: onPhone(random), ...repeated };
  if (draw < 0.55) return { atMs, contact, deed: { kind: "replies", text: `resposta ${Math.floor(random() * 1e6)}` } };
  if (draw < 0.6) return { atMs, contact, deed: { kind: "taps" }, ...repeated };
  if (draw < 0.62) return { atMs, contact, deed: { kind: "sticker" }, ...repeated };
  return { atMs, contact, deed: { kind: "says", text: oneOf(random, WORDS) }, ...repeated };
}

const atDesk = (random: () => number): Deed =>
  random() < 0.5
    ? { kind: "answers-at-desk", text: `resposta ${Math.floor(random() * 1e6)}` }
    : { kind: "at-desk", what: oneOf(random, ["assigns", "resolves", "hands-back", "labels"] as const) };

const onPhone = (random: () => number): Deed => ({
  kind: "writes-on-phone",
  text: `do celular ${Math.floor(random() * 1e6)}`,
  isAuthorSaid: random() < 0.5,
});

const broadcast = (random: () => number): Deed => ({
  kind: "broadcasts",
  lane: oneOf(random, ["reply", "reply", "proactive", "bulk"] as const),
  texts: 1 + Math.floor(random() * 3),
  buttons: random() < 0.3,
  repeatable: random() < 0.5,
  author: random() < 0.8 ? "bot" : "attendant",
});

/** Who writes says it in several messages, and most of all while nothing is answered. */
function burst({ random, whole, atMs }: Drawing, faults: readonly Fault[]): Action[] {
  const outages = faults.filter((fault) => fault.kind === "broker" || fault.kind === "full");
  const outage = random() < 0.7 && outages.length > 0 ? oneOf(random, outages) : null;
  const firstMs = outage ? outage.atMs + outage.forMs + whole(-200, 800) : atMs();
  const contact = Math.floor(random() * PATIENTS);
  return Array.from({ length: whole(2, 3) }, (_, place) => ({
    atMs: firstMs + place * whole(30, 400),
    ...{ contact, deed: { kind: "says", text: oneOf(random, WORDS) } },
  }));
}
