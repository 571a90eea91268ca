import { type CommandPlace, placeName } from "@acolhe/events";
import { SendError } from "@acolhe/zapi";

/** Failed tries at one step of an order before the person who gave it is told so. */
const WITHDRAW_TRIES_MAX = 5;
/** Orders whose failed tries are remembered; forgetting one costs some more tries, or one more wait. */
const REMEMBERED_MAX = 1_000;

/** What this process has found while it carried out orders to take back; each is named by its sequence. */
export function createOrderMemory(now: () => number) {
  /** By the order, and by its step: what cannot be listed may still be deleted. */
  const failures = new Map<number, Map<string, number>>();
  /** Orders that this process was the first to be given, and has taken nothing out for yet. */
  const own = new Set<number>();
  /** By the order, and by place: when it was first found not to be queued. */
  const missing = new Map<number, Map<string, number>>();

  return {
    begin(seq: number, isFirst: boolean): void {
      if (own.size >= REMEMBERED_MAX) own.clear();
      if (isFirst) own.add(seq);
    },
    /** Should it not be recorded, the order comes again, and finds it no longer listed. */
    takesOut: (seq: number): void => void own.delete(seq),
    /** T3 of withdraw.ts. Also by ourselves, when the gateway did not answer. */
    mayBeTakenOut: (seq: number, place: CommandPlace): boolean =>
      !own.has(seq) || failures.get(seq)?.has(deletionOf(place)) === true,
    /** Since when it is not queued; from now on, where it was not asked before. */
    missingSince(seq: number, place: CommandPlace): number {
      if (missing.size >= REMEMBERED_MAX) missing.clear();
      const ofOrder = missing.get(seq) ?? new Map<string, number>();
      const since = ofOrder.get(placeName(place)) ?? now();
      missing.set(seq, ofOrder.set(placeName(place), since));
      return since;
    },
    /** False: it failed too often, or for good. @throws SendError as long as it may be tried again */
    async tried(seq: number, step: string, act: () => Promise<void>): Promise<boolean> {
      try {
        await act();
        return true;
      } catch (error) {
        if (!(error instanceof SendError)) throw error;
        if (failures.size >= REMEMBERED_MAX) failures.clear();
        const steps = failures.get(seq) ?? new Map<string, number>();
        const tries = (steps.get(step) ?? 0) + 1;
        failures.set(seq, steps.set(step, tries));
        const mayPass = error.kind !== "drop" && error.kind !== "park";
        if (mayPass && tries < WITHDRAW_TRIES_MAX) throw error;
        return false;
      }
    },
    end(seq: number): void {
      failures.delete(seq);
      own.delete(seq);
      missing.delete(seq);
    },
  };
}

export const deletionOf = (place: CommandPlace): string => `delete ${placeName(place)}`;
