import type { ChannelId } from "./ids.ts";
import type { SendingLane } from "./subjects.ts";

/** Names of the consumers, so that who makes them and who pulls from them agree. */
export const workerDurable = (partition: number) => `worker-${partition}`;
export const senderDurable = (channel: ChannelId, lane: SendingLane) => `sender-${channel}-${lane}`;
