import { type Bus, lastOf } from "@acolhe/bus";
import type { Database } from "@acolhe/database";
import {
  beginSweep,
  deleteAged,
  endSweep,
  forgetConversation,
  ROW_RULES,
  type RowRule,
  type SilentConversation,
  silentConversations,
} from "@acolhe/database/retention";
import { anyTurnOf, ChannelId, ContactKey, TURNS } from "@acolhe/events";
import { sweepConversations } from "./conversations.ts";
import { type Cutoffs, instant } from "./periods.ts";

/** A statement's worth: locks are held for a fraction of a second. */
const ROWS_MAX = 2_000;
const CONVERSATIONS_MAX = 500;

export interface SweepDeps {
  readonly bus: Bus;
  readonly db: Database;
  readonly cutoffs: Cutoffs;
  readonly now: number;
  readonly signal?: AbortSignal;
  /** Told of each rule that was carried out. */
  readonly onRule?: (done: { readonly rule: RowRule; readonly deleted: number; readonly unreadable: number }) => void;
}

/**
 * Deletes what is older than it may be. The log goes first, so that a rebuild of the read side brings nothing back;
 * whatever a broken-off sweep has left is found again by the next one.
 */
export async function sweep({ bus, db, cutoffs, now, signal, onRule }: SweepDeps): Promise<void> {
  for (const rule of ROW_RULES) {
    const cutoffMs = cutoffs[rule];
    if (cutoffMs === undefined) continue;
    const cutoff = instant(cutoffMs);
    let deleted = 0;
    let unreadable = 0;
    if (rule === "words") {
      // Noted first: from here on a rebuild cannot count on what lies before.
      await beginSweep(db, { rule, cutoff });
      const log = await sweepConversations(bus, { cutoffMs, now, ...(signal ? { signal } : {}) });
      unreadable = log.unreadable;
      deleted += log.turns + log.delivery + (await forgetSilent(bus, db, cutoff, signal));
    }
    for (;;) {
      if (signal?.aborted) return;
      const rows = await deleteAged(db, rule, cutoff, ROWS_MAX);
      if (rows === 0) break;
      deleted += rows;
    }
    await endSweep(db, { rule, cutoff, endedAt: instant(now), deleted });
    onRule?.({ rule, deleted, unreadable });
  }
}

/** Conversations whose turns are gone leave the lists as well. */
async function forgetSilent(bus: Bus, db: Database, cutoff: string, signal?: AbortSignal): Promise<number> {
  let forgotten = 0;
  let after: SilentConversation | null = null;
  for (;;) {
    if (signal?.aborted) return forgotten;
    const silent = await silentConversations(db, { cutoff, after, countMax: CONVERSATIONS_MAX });
    for (const one of silent) {
      const ref = { channel: ChannelId.parse(one.channel), contact: ContactKey.parse(one.contactKey) };
      if ((await lastOf(bus, TURNS.name, anyTurnOf(ref))) !== null) continue;
      if (await forgetConversation(db, TURNS.name, one)) forgotten += 1;
    }
    if (silent.length < CONVERSATIONS_MAX) return forgotten;
    after = silent.at(-1)!;
  }
}
