import type { Intake } from "../receive/intake.ts";
import { EVERY_GROUP, groupOf, type Waiting } from "./other-spools.ts";
import type { Spool } from "./spool.ts";

/** Records in memory, a few kB each; what lies behind them is read when they are stored. */
const IN_HAND_MAX = 5_000;

/** A record of the spool, and whose it is. */
export interface InHand {
  readonly intake: Intake;
  readonly end: number;
  contact: string;
  /** Of the contact, for the other processes. */
  group: string;
  readonly ordered: boolean;
  readonly receivedAt: number;
  mistakes: number;
  stored: boolean;
}

/** What was read of the spool and not released yet, oldest first. */
export function createInHand(deps: {
  spool: Spool;
  contactOf: (intake: Intake) => Promise<string>;
  /** How often it was found that two contacts are one. */
  mergeCount: () => number;
}) {
  const { spool, contactOf, mergeCount } = deps;
  let inHand: InHand[] = [];
  /** Whether records lie behind those in hand. */
  let more = false;
  let mergesKnown = mergeCount();

  async function whose(intake: Intake) {
    const contact = await contactOf(intake);
    return { contact, group: groupOf(contact) };
  }

  /** A record further down may have told that two contacts before it are one, whose order counts together. */
  async function followMerges(): Promise<void> {
    if (mergesKnown === mergeCount()) return;
    const merges = mergeCount();
    for (const one of inHand) if (!one.stored) Object.assign(one, await whose(one.intake));
    mergesKnown = merges;
  }

  return {
    get all(): readonly InHand[] {
      return inHand;
    },
    /** Reads on. False: all there is, or all there is room for, is in hand. */
    async take(): Promise<boolean> {
      if (inHand.length >= IN_HAND_MAX || spool.outstanding <= inHand.length) {
        more = spool.outstanding > inHand.length;
        return false;
      }
      const { records, more: further } = await spool.read(inHand.at(-1)?.end);
      // In their order: one that links two names makes one contact of those behind it.
      for (const { value, end } of records) {
        const intake = value as Intake;
        const whom = await whose(intake);
        const [ordered, receivedAt] = [hasOrder(intake), receivedAtOf(intake)];
        inHand.push({ intake, end, ...whom, ordered, receivedAt, mistakes: 0, stored: false });
      }
      await followMerges();
      more = further;
      return further;
    },
    /** What the other processes have to know: only of facts whose order matters. What was not read came later. */
    waiting(): Waiting {
      const since: Waiting = {};
      for (const one of inHand) {
        if (one.stored || !one.ordered) continue;
        since[one.group] = Math.min(since[one.group] ?? one.receivedAt, one.receivedAt);
      }
      if (more) since[EVERY_GROUP] = inHand.at(-1)?.receivedAt ?? 0;
      return since;
    },
    /** Those that nothing precedes any more, and no longer in hand. */
    release(): readonly InHand[] {
      const gap = inHand.findIndex((one) => !one.stored);
      const done = gap < 0 ? inHand : inHand.slice(0, gap);
      inHand = inHand.slice(done.length);
      return done;
    },
  };
}

/** Receipts repeat and come out of order anyway; only what changes a conversation has an order. */
export const hasOrder = ({ item }: Intake): boolean => item.target === "conversation" || item.target === "own-or-human";

const receivedAtOf = ({ item }: Intake): number =>
  item.target === "own-or-human" ? item.receipt.receivedAt : item.draft.receivedAt;
