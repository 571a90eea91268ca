import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject, randomBytes } from "node:crypto";
import { drawBytes, reveal, SECRETS_BUCKET } from "@acolhe/events";
import type { CoreBus } from "./core.ts";
import { sleep } from "./host.ts";

/*
 * Values that a record hides travel in a header, encrypted (AES-256-GCM) with a key of the bucket `secrets`. The broker deletes
 * keys by their age; from then on the values cannot be read, in any copy of the record, though the record itself stays.
 *
 * H1. A key is stored before the first record that needs it, and never changes: each writer makes keys of its own.
 * H2. A record without the header is read as it is.
 */

export interface Hiding {
  readonly values: readonly string[];
  /** Names the key: a day and its writer, `2026-11-30.<writer>`. */
  readonly key: string;
}

/** `<name of the key> <box>`: 12 bytes that are used once, 16 of proof, and the values as JSON, in base64. */
export const HIDDEN_HEADER = "Acolhe-Hidden";
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** Each process that writes makes one a day; readers of old records meet many. */
const KEYS_HELD_MAX = 4_000;
/** A key is stored before its records, but a replica of the broker may know the record first: of a young one it is looked for again. */
const YOUNG_MS = 10_000;
const LOOKS_MAX = 5;
const LOOK_AGAIN_MS = 100;

/** The header of a record that hides these values. */
export async function boxOf(bus: CoreBus, { values, key }: Hiding): Promise<string> {
  const held = keysOf(bus);
  const secret = await (held.get(key) ?? hold(held, key, makeKey(bus, key)));
  const nonce = drawBytes(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", secret, nonce);
  const sealed = Buffer.concat([cipher.update(JSON.stringify(values), "utf8"), cipher.final()]);
  return `${key} ${Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString("base64")}`;
}

/** A record with what it hides put back. Where the key is no more, marks stand in the places of the values. */
export async function revealed<
  R extends { header(name: string): string | undefined; json(): unknown; readonly forgotten?: true },
>(bus: CoreBus, record: R, raw: { readonly text: () => string; readonly storedAtMs: number }): Promise<R> {
  const box = record.header(HIDDEN_HEADER);
  if (box === undefined) return record;
  const values = await valuesOf(bus, box, raw.storedAtMs);
  const text = reveal(raw.text(), values);
  return {
    ...record,
    json: () => JSON.parse(text),
    ...("text" in record ? { text: () => text } : {}),
    ...(values === null ? { forgotten: true } : {}),
  };
}

/** Null: the key is no more. */
async function valuesOf(bus: CoreBus, box: string, storedAtMs: number): Promise<string[] | null> {
  const [key = "", sealed = ""] = box.split(" ");
  const held = keysOf(bus);
  const looks = bus.host.now() - storedAtMs < YOUNG_MS ? LOOKS_MAX : 1;
  const secret = await (held.get(key) ?? readKey(bus, key, looks));
  if (secret === null) return null;
  if (!held.has(key)) void hold(held, key, Promise.resolve(secret));
  const bytes = Buffer.from(sealed, "base64");
  const decipher = createDecipheriv("aes-256-gcm", secret, bytes.subarray(0, NONCE_BYTES));
  decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  const json = Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
  return JSON.parse(json.toString("utf8"));
}

/** Not as bytes: for each use of those Node makes such an object, which costs more than the cipher. */
type Keys = Map<string, Promise<KeyObject>>;
const heldKeys = new WeakMap<CoreBus, Keys>();

function keysOf(bus: CoreBus): Keys {
  const held = heldKeys.get(bus) ?? new Map();
  heldKeys.set(bus, held);
  return held;
}

function hold(held: Keys, key: string, secret: Promise<KeyObject>): Promise<KeyObject> {
  held.set(key, secret);
  // One that could not be stored is made again.
  secret.catch(() => held.delete(key));
  const oldest = held.keys().next().value;
  if (held.size > KEYS_HELD_MAX && oldest !== undefined) held.delete(oldest);
  return secret;
}

async function makeKey(bus: CoreBus, key: string): Promise<KeyObject> {
  const secret = randomBytes(32);
  await (await bus.kvm.open(SECRETS_BUCKET)).put(key, JSON.stringify(secret.toString("base64")));
  return createSecretKey(secret);
}

async function readKey(bus: CoreBus, key: string, looks: number): Promise<KeyObject | null> {
  const secrets = await bus.kvm.open(SECRETS_BUCKET);
  for (let look = 1; ; look++) {
    const entry = await secrets.get(key);
    if (entry?.operation === "PUT") return createSecretKey(entry.json<string>(), "base64");
    if (look >= looks) return null;
    await sleep(bus.host, LOOK_AGAIN_MS);
  }
}
