import type { ChannelId } from "./ids.ts";
import type { SendingLane } from "./subjects.ts";

/** Names of the consumers, so that who makes them and who pulls from them agree. */
export const workerDurable = (partition: number) => `worker-${partition}`;
export const failureDurable = (channel: ChannelId) => `failures-${channel}`;
export const takeBackDurable = (channel: ChannelId) => `take-back-${channel}`;
export const orderDurable = (channel: ChannelId) => `orders-${channel}`;
export const mediaDurable = "media";
export const opinionDurable = "opinions";
export const transcriptionDurable = "transcriptions";
export const lookupDurable = "lookups";
export const mirrorTurnsDurable = "mirror-turns";
export const mirrorDeliveryDurable = "mirror-delivery";
export const senderDurable = (channel: ChannelId, lane: SendingLane) => `sender-${channel}-${lane}`;
