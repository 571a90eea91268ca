export type { KV } from "@nats-io/kv";
export { type Bus, connectBus } from "./connection.ts";
export type { Delivery } from "./delivery.ts";
export {
  allFrom,
  allSince,
  lastOf,
  messageAt,
  nextFrom,
  type PublishOptions,
  publish,
  SequenceConflict,
  type Stored,
} from "./publish.ts";
export { type Pump, startPump } from "./pump.ts";
export { ensureBucket, ensureDurable, ensureStream } from "./setup.ts";
