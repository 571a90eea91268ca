import { between, oneOf, seeded } from "../../chaos/random.ts";

/*
 * What is to happen in a run, drawn from its seed before it begins: what people do, and what goes wrong. Each is an
 * entry of a list, so that a run which fails can be run again without some of them.
 */

export const PATIENTS = 3;
/** Who is looked up in vain: the handling of each message throws, for one the process even dies. */
export const POISONED = 3;
export const DEADLY = 4;
/** Gets turns of every lane from a writer that stands for what no rule says yet. */
export const BROADCAST = 5;

export const SLOTS = [
  "worker-0",
  "worker-1",
  "sender-0",
  "sender-1",
  "ingress-0",
  "ingress-1",
  "mirror-0",
  "mirror-1",
] as const;
export type Slot = (typeof SLOTS)[number];
const UPGRADE_ORDER: readonly Slot[] = ["worker", "sender", "mirror", "ingress"].flatMap((service) =>
  SLOTS.filter((slot) => slot.startsWith(service)),
);
const isIngress = (slot: Slot) => slot.startsWith("ingress");

export type Deed =
  | { readonly kind: "says"; readonly text: string }
  | { readonly kind: "taps" }
  | { readonly kind: "sticker" }
  /** A person of the clinic writes on its phone. */
  | { readonly kind: "writes-on-phone"; readonly text: string; readonly isAuthorSaid: boolean }
  | { readonly kind: "unreadable-event" }
  | { readonly kind: "unreadable-turn" }
  /** An attendant, at the desk. */
  | { readonly kind: "answers-at-desk"; readonly text: string }
  | { readonly kind: "at-desk"; readonly what: "assigns" | "resolves" | "hands-back" | "labels" }
  | { readonly kind: "replies"; readonly text: string }
  | {
      readonly kind: "control";
      readonly type: "takeover-started" | "returned-to-bot" | "bot-paused" | "contact-resumed";
    }
  | {
      readonly kind: "broadcasts";
      readonly lane: "reply" | "proactive" | "bulk";
      readonly texts: number;
      readonly buttons: boolean;
      readonly repeatable: boolean;
      readonly author: "bot" | "attendant";
    };

export interface Action {
  readonly atMs: number;
  readonly contact: number;
  readonly deed: Deed;
  /** The gateway repeats the webhook so much later. */
  readonly repeatedAfterMs?: number;
}

export type GatewayAnswer =
  | "lost-sent"
  | "lost-unsent"
  | "slow"
  | "unavailable"
  | "rate-limited"
  | "credentials-rejected"
  | "disconnected"
  | "refused"
  | "terms-missing"
  | "fails-later"
  | "terms-missing-later"
  | "no-callback";

export type DeskAnswer = "lost-done" | "lost-undone" | "late" | "unavailable" | "failed-done" | "failed-undone";

export type Fault =
  /** The process dies around one of its effects: before it leaves, or right after. */
  | { readonly kind: "crash"; readonly slot: Slot; readonly effect: number; readonly when: "before" | "after" }
  /** It stands still right after one of its effects, longer than others wait for it. */
  | { readonly kind: "stop"; readonly slot: Slot; readonly effect: number; readonly forMs: number }
  | { readonly kind: "freeze" | "cut" | "stall"; readonly slot: Slot; readonly atMs: number; readonly forMs: number }
  | { readonly kind: "restart"; readonly slot: Slot; readonly atMs: number }
  | {
      readonly kind: "broker";
      readonly atMs: number;
      readonly forMs: number;
      readonly losesTail: boolean;
      readonly consumersLoseMs: number;
    }
  /** A machine's clock goes wrong, from the beginning. */
  | { readonly kind: "clock"; readonly slot: Slot; readonly aheadMs: number; readonly rate: number }
  /** The process is of a former version, and is replaced by one of now at this time. */
  | { readonly kind: "former"; readonly slot: Slot; readonly untilMs: number }
  | { readonly kind: "cache"; readonly atMs: number; readonly forMs: number }
  /** A disk takes nothing. */
  | { readonly kind: "disk"; readonly slot: Slot; readonly atMs: number; readonly forMs: number }
  | { readonly kind: "gateway"; readonly call: number; readonly answer: GatewayAnswer }
  | { readonly kind: "desk"; readonly call: number; readonly answer: DeskAnswer };

export interface Plan {
  readonly seed: number;
  /** Of what people do and of what goes wrong; then the world calms down. */
  readonly busyMs: number;
  readonly actions: readonly Action[];
  readonly faults: readonly Fault[];
}

/** One world of ten is large; in the same time twice as many small ones are run, of some two hundred records each. */
const LARGE_BUSY_MS = 20_000;
const SMALL = 0.5;
const isLarge = (seed: number) => seed % 10 === 0;
/** Virtual time for everything to come to an end once nothing goes wrong any more: unknown outcomes, pauses, parking. */
export const CALM_MS_MAX = 240_000;

const WORDS = [
  ...["oi", "bom dia", "quero marcar uma consulta", "quanto custa?", "1", "2", "3", "sim", "menu"],
  ...["falar com atendente", "parar", "quero voltar a receber mensagens", "não entendi", "é para meu filho"],
];
/** Waits are some tenth of an installation's here, so this is seconds there. */
const CLOCK_WRONG_MS_MAX = 200;
const CLOCK_DRIFT_MAX = 0.0005;
/** How far two clocks of a run are apart, at its end. */
export const clocksApartMs = (faults: readonly Fault[]) =>
  faults.some(({ kind }) => kind === "clock")
    ? 2 * (CLOCK_WRONG_MS_MAX + CLOCK_DRIFT_MAX * (LARGE_BUSY_MS + CALM_MS_MAX))
    : 0;
const ANSWERS: readonly GatewayAnswer[] = [
  ...(["lost-sent", "lost-sent", "lost-unsent", "slow", "unavailable", "rate-limited"] as const),
  ...(["credentials-rejected", "disconnected", "refused", "terms-missing", "fails-later"] as const),
  ...(["terms-missing-later", "no-callback"] as const),
];

const DESK_ANSWERS: readonly DeskAnswer[] = [
  ...(["lost-done", "lost-undone", "late", "unavailable", "failed-done", "failed-undone"] as const),
];

export function makePlan(seed: number): Plan {
  const random = seeded(seed);
  const whole = (min: number, max: number) => Math.floor(between(random, min, max + 1));
  const size = isLarge(seed) ? 1 : SMALL;
  const part = (count: number) => Math.ceil(count * size);
  const some = <T>(min: number, max: number, make: () => T): T[] =>
    Array.from({ length: whole(part(min), part(max)) }, make);
  const busyMs = LARGE_BUSY_MS * size;
  const atMs = () => whole(0, busyMs);
  return {
    ...{ seed, busyMs },
    actions: some(16, 30, () => actionOf(random, atMs())).sort((a, b) => a.atMs - b.atMs),
    faults: [
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
    ],
  };
}

/** Worlds in which versions run side by side. */
const UPGRADED_SHARE = 0.25;

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
