import type { Bus } from "@acolhe/bus";
import { type ChannelId, OBSERVING_KEY, Observing, pauseKey, SENDING_BUCKET } from "@acolhe/events";

/** Whether an operator lets nothing leave on the number. */
export async function isPaused(bus: Bus, channel: ChannelId): Promise<boolean> {
  return (await (await bus.kvm.open(SENDING_BUCKET)).get(pauseKey(channel)))?.operation === "PUT";
}

/** Since when the bot only observes because the log was restored, and until when; undefined: it never did. */
export async function readObserving(bus: Bus): Promise<Observing | undefined> {
  const kept = await (await bus.kvm.open(SENDING_BUCKET)).get(OBSERVING_KEY);
  return kept?.operation === "PUT" ? Observing.safeParse(kept.json()).data : undefined;
}
