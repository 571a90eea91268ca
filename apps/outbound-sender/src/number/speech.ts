import { type Bus, followKey } from "@acolhe/bus";
import {
  type Channel,
  type ChannelId,
  ChannelPause,
  isOnlyObserved,
  OBSERVING_KEY,
  Observing,
  pauseKey,
  SENDING_BUCKET,
} from "@acolhe/events";
import type { Logger } from "@acolhe/runtime";

/** What operators say of whole numbers: read before anything is sent, then kept fresh, so that it survives restarts. */
export interface Speech {
  /** Nothing leaves on the number. What cannot be read pauses, too: it was meant to. */
  isPaused(channel: ChannelId): boolean;
  /** The log was restored, and what this answers may have been said before. */
  isOnlyObserved(command: { author: "bot" | "attendant" | "system"; receivedAt: number }): boolean;
  stop(): void;
}

export async function followSpeech(bus: Bus, log: Logger, channels: readonly Channel[]): Promise<Speech> {
  const paused = new Set<ChannelId>();
  let observing: Observing | undefined;
  const follow = (key: string, onChange: (value: unknown) => void) =>
    followKey(bus, SENDING_BUCKET, {
      key,
      onChange,
      onError: (error) => log.warn({ err: error }, "operators' orders about a number are not watched for a moment"),
    });
  const following = await Promise.all([
    follow(OBSERVING_KEY, (value) => {
      observing = Observing.safeParse(value).data;
      if (observing?.until === null) log.warn("the log was restored: the bot observes until it may speak again");
    }),
    ...channels.map(({ id }) =>
      follow(pauseKey(id), (value) => {
        if (value === undefined) paused.delete(id);
        else paused.add(id);
        const since = ChannelPause.safeParse(value).data?.since;
        if (value !== undefined) log.warn({ channel: id, since }, "an operator lets nothing leave on this number");
      }),
    ),
  ]);
  return {
    isPaused: (channel) => paused.has(channel),
    isOnlyObserved: (command) => isOnlyObserved(observing, command),
    stop: () => {
      for (const one of following) one.stop();
    },
  };
}
