import { SendError } from "@acolhe/zapi";

/** Failed tries at one step of an order before the person who gave it is told so. */
const WITHDRAW_TRIES_MAX = 5;
/** Orders whose failed tries are remembered; forgetting one costs some more tries. */
const REMEMBERED_MAX = 1_000;

/** What this process has tried in vain while it carried out orders to take back; each is named by its sequence. */
export function createOrderMemory() {
  /** By the order, and by its step: what cannot be listed may still be deleted. */
  const failures = new Map<number, Map<string, number>>();

  return {
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
    end: (seq: number): void => void failures.delete(seq),
  };
}
