export type { KV } from "@nats-io/kv";
export { type Broker, followConnection, startBroker } from "./broker.ts";
export { type Bus, connectBus } from "./connection.ts";
export type { Bucket, BucketEntry, CoreBus, Watch, WireMessage } from "./core.ts";
export type { Delivery } from "./delivery.ts";
export {
  allStreams,
  entriesOf,
  eraseKeys,
  eraseMessage,
  forgetMarkers,
  isBehind,
  purgeSubject,
  subjectsOf,
} from "./erase.ts";
export { type Change, followBucket } from "./follow.ts";
export { followKey } from "./follow-key.ts";
export { followLogLevel } from "./follow-log-level.ts";
export { type FollowedMessage, followStream, type StreamBatch } from "./follow-stream.ts";
export type { Hiding } from "./hidden.ts";
export { type Cancel, createBell, type Host, realHost, sleep } from "./host.ts";
export {
  ensureObjects,
  type Objects,
  type OpenedObject,
  objectNames,
  objectStream,
  openObjects,
  type StoredObject,
} from "./objects.ts";
export { patiently } from "./patiently.ts";
export {
  allFrom,
  allSince,
  firstSince,
  isWrongRevision,
  lastOf,
  messageAt,
  nextFrom,
  type PublishOptions,
  publish,
  SequenceConflict,
  type Stored,
} from "./publish.ts";
export { type Pump, startPump } from "./pump.ts";
export { countBelow, purgeBelow } from "./purge.ts";
export type { Raw } from "./raw.ts";
export { lastSeqOf, readBatches, readStream } from "./read-stream.ts";
export { ensureBucket, ensureDurable, ensureStream } from "./setup.ts";
export { createShadowBus, type ShadowOptions } from "./shadow-bus.ts";
export { copyStream, restoreStream, type StreamCopy } from "./snapshot.ts";
export { isBrokerTrouble, retryWhileUnavailable } from "./unavailable.ts";
export { readAs, readOrNull, Unreadable } from "./unreadable.ts";
