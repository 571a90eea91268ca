/*
 * What is to happen in a run, drawn from its seed before it begins (make-plan.ts): what people do, and what goes wrong.
 * Each is an entry of a list, so that a run which fails can be run again without some of them.
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

export type Deed =
  | { readonly kind: "says"; readonly text: string }
  | { readonly kind: "taps" }
  | { readonly kind: "sticker" }
  /** About what was written before. */
  | { readonly kind: "edits" }
  | { readonly kind: "revokes" }
  | { readonly kind: "reacts" }
  | { readonly kind: "calls"; readonly phase: "CALL_VOICE" | "CALL_MISSED_VOICE" }
  /** The gateway cannot read it yet, and brings it so much later; or never (null). */
  | { readonly kind: "waits"; readonly text: string; readonly afterMs: number | null }
  /** Another system sends over the same number. */
  | { readonly kind: "other-system"; readonly text: string }
  /** Staff let a patient know something, without taking the conversation over. */
  | { readonly kind: "notifies"; readonly text: string }
  /** A person of the clinic writes on its phone. */
  | { readonly kind: "writes-on-phone"; readonly text: string; readonly isAuthorSaid: boolean }
  | { readonly kind: "unreadable-event" }
  | { readonly kind: "unreadable-turn" }
  /** An attendant, at the desk. */
  | { readonly kind: "answers-at-desk"; readonly text: string }
  | { readonly kind: "at-desk"; readonly what: "assigns" | "resolves" | "hands-back" | "labels" | "deletes" }
  /** An operator, about what is to be sent. */
  | { readonly kind: "orders"; readonly what: "settles" | "drops" | "takes-back" | "retries" }
  | { readonly kind: "orders"; readonly what: "holds"; readonly forMs: number }
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
  /** By which of the patient's two names alone the webhook goes; by default it has both. */
  readonly name?: "lid" | "phone";
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

export const FULL_STREAMS = ["INBOUND", "TURNS", "DELIVERY"] as const;
type FullStream = (typeof FULL_STREAMS)[number];

export type Fault =
  /** The process dies around one of its effects: before it leaves, or right after. */
  | { readonly kind: "crash"; readonly slot: Slot; readonly effect: number; readonly when: "before" | "after" }
  /** It stands still right after one of its effects, longer than others wait for it. */
  | { readonly kind: "stop"; readonly slot: Slot; readonly effect: number; readonly forMs: number }
  | {
      readonly kind: "freeze" | "cut" | "stall" | "deaf";
      readonly slot: Slot;
      readonly atMs: number;
      readonly forMs: number;
    }
  | { readonly kind: "restart"; readonly slot: Slot; readonly atMs: number }
  | {
      readonly kind: "broker";
      readonly atMs: number;
      readonly forMs: number;
      readonly losesTail: boolean;
      readonly consumersLoseMs: number;
    }
  /** The broker answers, and has no room for what a stream is to take. */
  | { readonly kind: "full"; readonly stream: FullStream; readonly atMs: number; readonly forMs: number }
  /** All that goes between the process and the broker takes so much longer. */
  | { readonly kind: "slow"; readonly slot: Slot; readonly atMs: number; readonly forMs: number; readonly byMs: number }
  /** A machine's clock goes wrong, from the beginning. */
  | { readonly kind: "clock"; readonly slot: Slot; readonly aheadMs: number; readonly rate: number }
  /** The process is of a former version, and is replaced by one of now at this time. */
  | { readonly kind: "former"; readonly slot: Slot; readonly untilMs: number }
  /** Redis is away; or it answers late, and too late to be waited for. */
  | { readonly kind: "cache" | "late-cache"; readonly atMs: number; readonly forMs: number }
  /** A disk takes nothing. */
  | { readonly kind: "disk"; readonly slot: Slot; readonly atMs: number; readonly forMs: number }
  | { readonly kind: "gateway"; readonly call: number; readonly answer: GatewayAnswer }
  | { readonly kind: "desk"; readonly call: number; readonly answer: DeskAnswer }
  | LongFault;

/** What takes a while, and much with it. */
export type LongFault =
  /** A machine dies with all that runs on it; the broker may be on it, too. */
  | {
      readonly kind: "machine";
      readonly which: Machine;
      readonly atMs: number;
      readonly forMs: number;
      readonly withBroker: boolean;
    }
  /** Whatever is asked of it comes to this. */
  | { readonly kind: "gateway-outage"; readonly atMs: number; readonly forMs: number; readonly answer: GatewayAnswer }
  | { readonly kind: "desk-outage"; readonly atMs: number; readonly forMs: number; readonly answer: DeskAnswer }
  /** The clinic's phone has no network: the gateway refuses what is to be sent, and plays nothing. */
  | { readonly kind: "off-line"; readonly atMs: number; readonly forMs: number; readonly isTold: boolean }
  /** A record takes so much longer to be on the broker's disk. */
  | { readonly kind: "slow-disk"; readonly atMs: number; readonly forMs: number; readonly byMs: number }
  /** A consumer was lost and is made anew: it hands out everything from the beginning. */
  | { readonly kind: "consumer"; readonly name: ConsumerName; readonly atMs: number };

/** The first or the second of each service. */
export const MACHINES = ["0", "1", "both"] as const;
export type Machine = (typeof MACHINES)[number];
/** What the names of consumers begin with. */
export const CONSUMERS = ["worker", "sender", "failures", "take-back", "orders", "mirror"] as const;
export type ConsumerName = (typeof CONSUMERS)[number];

export interface Plan {
  readonly seed: number;
  /** Of what people do and of what goes wrong; then the world calms down. */
  readonly busyMs: number;
  readonly actions: readonly Action[];
  readonly faults: readonly Fault[];
  /** So long the team may leave a request without an answer; by default it is not reminded. */
  readonly remindsAfterMs?: number;
  /** The broker remembers ids of records for so long; by default for longer than a world lasts. */
  readonly duplicateWindowMs?: number;
}

/** What people do and what goes wrong takes so long at most. */
export const BUSY_MS_MAX = 20_000;
/** Virtual time for everything to come to an end once nothing goes wrong any more: unknown outcomes, pauses, parking. */
export const CALM_MS_MAX = 240_000;

/** Waits are some tenth of an installation's here, so this is seconds there. */
export const CLOCK_WRONG_MS_MAX = 200;
export const CLOCK_DRIFT_MAX = 0.0005;
/** How far two clocks of a run are apart, at its end. */
export const clocksApartMs = (faults: readonly Fault[]) =>
  faults.some(({ kind }) => kind === "clock")
    ? 2 * (CLOCK_WRONG_MS_MAX + CLOCK_DRIFT_MAX * (BUSY_MS_MAX + CALM_MS_MAX))
    : 0;
