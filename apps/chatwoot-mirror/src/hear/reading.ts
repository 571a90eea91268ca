import type { MirrorDeps } from "../ports.ts";

/** Does it over and over, a round every `reconcileMs`, until it is stopped; a round under way is waited for. */
export function startReading(
  { bus: { host }, settings }: Pick<MirrorDeps, "bus" | "settings">,
  round: () => Promise<void>,
): { stop(): Promise<void> } {
  let stopped = false;
  let wake = () => {};
  const reading = (async () => {
    while (!stopped) {
      const startedAt = host.ticks();
      await round();
      // A stop that came meanwhile found no wait to end.
      if (stopped) break;
      await new Promise<void>((resolve) => {
        const cancel = host.after(Math.max(0, settings.reconcileMs - (host.ticks() - startedAt)), resolve);
        wake = () => {
          cancel();
          resolve();
        };
      });
    }
  })();

  return {
    stop() {
      stopped = true;
      wake();
      return reading;
    },
  };
}
