import { type CoreBus, followBucket } from "@acolhe/bus";
import { BEGUN_BUCKET, Begun, type Channel, mayBegin } from "@acolhe/events";
import type { Logger } from "@acolhe/runtime";

export interface Beginning {
  /** The number's chats were read, so that the bot may speak on it. Bare observing needs no beginning. */
  mayBegin(): boolean;
  stop(): void;
}

export function followBeginning(bus: CoreBus, channel: Channel, log: Logger): Beginning {
  let begun: Begun | undefined;
  const watching = followBucket(bus, BEGUN_BUCKET, {
    key: channel.id,
    onChange: ({ value }) => {
      begun = Begun.safeParse(value).data;
    },
    onError: (error) => log.warn({ err: error }, "whether the number has begun is not watched for a moment"),
  });
  return {
    mayBegin: () => channel.goLive === "observe" || mayBegin(begun, channel.goLive),
    stop: () => watching.stop(),
  };
}
