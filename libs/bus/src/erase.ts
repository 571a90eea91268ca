import { JetStreamApiError } from "@nats-io/jetstream";
import type { Bus } from "./connection.ts";

/** The JetStream API's code for a sequence that holds no message. */
const NO_MESSAGE = 10037;

/** Removes all that is stored on a subject (wildcards allowed). How many messages that were. */
export async function purgeSubject(bus: Bus, stream: string, subject: string): Promise<number> {
  return (await bus.jsm.streams.purge(stream, { filter: subject })).purged;
}

/** Overwrites one message and removes it. Safe to repeat. */
export async function eraseMessage(bus: Bus, stream: string, seq: number): Promise<void> {
  try {
    await bus.jsm.streams.deleteMessage(stream, seq, true);
  } catch (error) {
    if (!(error instanceof JetStreamApiError) || error.code !== NO_MESSAGE) throw error;
  }
}

/** Subjects with something on them, and how much. */
export async function subjectsOf(bus: Bus, stream: string, filter: string): Promise<Record<string, number>> {
  return (await bus.jsm.streams.info(stream, { subjects_filter: filter })).state.subjects ?? {};
}

/** Streams, buckets and object stores as the broker keeps them: all of them are streams. */
export async function allStreams(bus: Bus): Promise<string[]> {
  const names: string[] = [];
  for await (const { config } of bus.jsm.streams.list()) names.push(config.name);
  return names.sort();
}

/** Whether a consumer has dealt with everything up to this place. One that does not exist deals with nothing. */
export async function isBehind(bus: Bus, stream: string, durable: string, seq: number): Promise<boolean> {
  try {
    const { ack_floor, num_ack_pending } = await bus.jsm.consumers.info(stream, durable);
    return num_ack_pending > 0 && ack_floor.stream_seq < seq;
  } catch (error) {
    if (error instanceof JetStreamApiError && error.status === 404) return false;
    throw error;
  }
}

/** Removes keys of a bucket; who follows it hears of that. A marker with the key's name stays for `forgetMarkers`. */
export async function eraseKeys(bus: Bus, bucket: string, keys: readonly string[]): Promise<void> {
  const kv = await bus.kvm.open(bucket);
  for (const key of keys) await kv.purge(key);
}

/** Removes the markers of erased keys: they say the name, and followers have heard of them by now. */
export async function forgetMarkers(bus: Bus, bucket: string, keys: readonly string[]): Promise<void> {
  const kv = await bus.kvm.open(bucket);
  // What was written anew meanwhile stays.
  for (const key of keys)
    if ((await kv.get(key))?.operation !== "PUT") await purgeSubject(bus, `KV_${bucket}`, `$KV.${bucket}.${key}`);
}

/** Keys of a bucket with what they hold. */
export async function entriesOf(bus: Bus, bucket: string): Promise<{ key: string; json: unknown }[]> {
  const kv = await bus.kvm.open(bucket);
  const keys: string[] = [];
  for await (const key of await kv.keys()) keys.push(key);
  const entries: { key: string; json: unknown }[] = [];
  for (const key of keys) {
    const entry = await kv.get(key);
    if (entry?.operation === "PUT") entries.push({ key, json: parsed(entry.string()) });
  }
  return entries;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
