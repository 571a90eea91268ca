import { oneOf } from "../../chaos/random.ts";
import type { Drawing } from "./make-plan.ts";
import { isWritten } from "./payloads.ts";
import {
  type Action,
  BROADCAST,
  CONSUMERS,
  type Deed,
  type DeskAnswer,
  type Fault,
  type GatewayAnswer,
  MACHINES,
  PATIENTS,
  type Plan,
} from "./plan.ts";

/*
 * What a bad night brings. Each is in a few worlds of a hundred, so that most worlds stay small; they are drawn last, so
 * that a seed keeps the rest of its world.
 */
const SHARE = 0.12;
const RARE = 0.06;
const SHORT_WINDOW_SHARE = 0.1;
const NAMES_VARY_SHARE = 0.12;

const GATEWAY_ANSWERS: readonly GatewayAnswer[] = ["unavailable", "lost-unsent", "lost-sent", "slow", "rate-limited"];
const DESK_ANSWERS: readonly DeskAnswer[] = ["unavailable", "lost-undone", "lost-done", "late", "failed-done"];

export function longFaults({ random, whole, atMs }: Drawing): Fault[] {
  const sometimes = (share: number, make: () => Fault): Fault[] => (random() < share ? [make()] : []);
  const span = (minMs: number, maxMs: number) => ({ atMs: atMs(), forMs: whole(minMs, maxMs) });
  return [
    ...sometimes(SHARE, () => {
      const which = oneOf(random, MACHINES);
      return { kind: "machine", which, ...span(300, 4_000), withBroker: random() < 0.7 };
    }),
    ...sometimes(SHARE, () => ({
      ...{ kind: "gateway-outage", ...span(500, 6_000), answer: oneOf(random, GATEWAY_ANSWERS) },
    })),
    ...sometimes(SHARE, () => ({
      ...{ kind: "desk-outage", ...span(500, 6_000), answer: oneOf(random, DESK_ANSWERS) },
    })),
    ...sometimes(SHARE, () => ({ kind: "off-line", ...span(300, 6_000), isTold: random() < 0.8 })),
    ...sometimes(SHARE, () => ({
      kind: "slow-disk",
      ...span(300, 4_000),
      byMs: whole(20, oneOf(random, [200, 1_500])),
    })),
    ...sometimes(RARE, () => ({ kind: "consumer", name: oneOf(random, CONSUMERS), atMs: atMs() })),
    ...sometimes(RARE, () => ({ kind: "late-cache", ...span(500, 6_000) })),
  ];
}

const ORDERS = ["settles", "settles", "drops", "drops", "takes-back", "retries"] as const;

/** What people do seldom, most of it when something went wrong. */
export function rareDeeds({ random, whole, some, atMs }: Drawing): Action[] {
  return some(0, 5, (): Action => {
    const contact = random() < 0.5 ? BROADCAST : Math.floor(random() * PATIENTS);
    const draw = random();
    if (draw < 0.15) return { atMs: atMs(), contact, deed: { kind: "at-desk", what: "deletes" } };
    if (draw < 0.3) return { atMs: atMs(), contact, deed: { kind: "orders", what: "holds", forMs: whole(200, 4_000) } };
    return { atMs: atMs(), contact, deed: { kind: "orders", what: oneOf(random, ORDERS) } };
  });
}

/** What else happens in a chat. */
export function otherDeeds({ random, whole, some, atMs }: Drawing): Action[] {
  const repeated = () => (random() < 0.3 ? { repeatedAfterMs: whole(10, 3_000) } : {});
  const text = () => `dito ${whole(0, 999_999)}`;
  const deeds: readonly (() => Deed)[] = [
    () => ({ kind: "edits" }),
    () => ({ kind: "revokes" }),
    () => ({ kind: "reacts" }),
    () => ({ kind: "calls", phase: oneOf(random, ["CALL_VOICE", "CALL_MISSED_VOICE"] as const) }),
    () => ({ kind: "waits", text: text(), afterMs: random() < 0.8 ? whole(50, 5_000) : null }),
    () => ({ kind: "other-system", text: text() }),
    () => ({ kind: "notifies", text: text() }),
  ];
  return some(0, 5, () => ({
    ...{ atMs: atMs(), contact: Math.floor(random() * PATIENTS), deed: oneOf(random, deeds)() },
    ...repeated(),
  }));
}

/** In some worlds the gateway names a patient by the one or the other of two names, and sometimes by both. */
export function named({ random }: Drawing, actions: readonly Action[]): readonly Action[] {
  if (random() >= NAMES_VARY_SHARE) return actions;
  return actions.map((action) => {
    const name = oneOf(random, ["lid", "lid", "phone", undefined] as const);
    const isNamed = name !== undefined && action.contact < PATIENTS && isWritten(action.deed);
    return isNamed ? { ...action, name } : action;
  });
}

/** Shorter than what goes wrong takes: so it is known that more than the broker's memory keeps an event from being taken twice. */
export const windowOf = ({ random, whole }: Drawing): Pick<Plan, "duplicateWindowMs"> =>
  random() < SHORT_WINDOW_SHARE ? { duplicateWindowMs: whole(100, 2_000) } : {};
