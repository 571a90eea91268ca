import { type CoreBus, firstSince, readStream, sleep } from "@acolhe/bus";
import type { Cache } from "@acolhe/cache";
import { attemptSubject, ContactKey, type ConversationRef, outcomeSubject } from "@acolhe/events";
import type { z } from "zod";
import { Answered, Called, mayBeOf } from "./own-words.ts";

/** The echo can overtake the answer to our own call; the gateway wants its answer within a second. */
const WAIT_MS = 800;
const LOOK_EVERY_MS = 100;
/** How far back our own message may lie: a phone that was off line for a night echoes in the morning. */
const LOOK_BACK_MS = 24 * 3600_000;
/** The same over all contacts of the number, which is read for a name nobody knows. */
const LOOK_BACK_ALL_MS = 30 * 60_000;
/** A contact's commands are sent one after another, seconds apart; a number's some forty a minute. */
const RECORDS_MAX = 2_000;

const sentHint = (channel: string, messageId: string) => `sent:${channel}:${messageId}`;

type Hints = Pick<Cache, "recall">;

interface Deps {
  readonly bus: CoreBus;
  readonly cache: Hints;
  readonly now: () => number;
}

/**
 * To whom we sent a message from our number of which the gateway does not say who wrote it; null: a person did (D9).
 * The log decides; the cache only spares reading it.
 */
export async function ownRecipient(
  deps: Deps,
  message: { ref: ConversationRef; messageId: string; contentHash: string; at: number },
): Promise<ContactKey | null> {
  const { bus, cache, now } = deps;
  const { ref, messageId } = message;
  const since = new Date(now() - LOOK_BACK_MS);
  const until = bus.host.ticks() + WAIT_MS;
  for (;;) {
    const hint = await hinted(cache, ref.channel, messageId);
    if (hint) return hint;
    const outcomes = await recent(bus, "DELIVERY", outcomeSubject(ref), since, Answered);
    if (outcomes.some(({ read }) => read.messageId === messageId)) return ref.contact;
    if (bus.host.ticks() >= until) {
      const attempts = await recent(bus, "INBOUND", anyPartition(attemptSubject(ref)), since, Called);
      const answers = outcomes.map(({ read }) => read);
      if (attempts.some(({ read }) => mayBeOf(message, read, answers))) return ref.contact;
      return isUnlinked(ref.contact) ? recipientInLog(deps, ref.channel, messageId) : null;
    }
    await sleep(bus.host, LOOK_EVERY_MS);
  }
}

/**
 * To whom a callback's message went, when its payload gives the contact another name than we sent to: a LID that no
 * payload has linked to a phone yet.
 */
export async function recipientOf(deps: Deps, ref: ConversationRef, messageId: string): Promise<ContactKey> {
  const hint = await hinted(deps.cache, ref.channel, messageId);
  if (hint || !isUnlinked(ref.contact)) return hint ?? ref.contact;
  return (await recipientInLog(deps, ref.channel, messageId)) ?? ref.contact;
}

const isUnlinked = (contact: ContactKey) => contact.startsWith("lid-");

async function hinted(cache: Hints, channel: string, messageId: string): Promise<ContactKey | undefined> {
  return ContactKey.safeParse(await cache.recall(sentHint(channel, messageId))).data;
}

async function recipientInLog({ bus, now }: Deps, channel: string, messageId: string): Promise<ContactKey | null> {
  const since = new Date(now() - LOOK_BACK_ALL_MS);
  const outcomes = await recent(bus, "DELIVERY", `delivery.${channel}.*.outcome`, since, Answered);
  const found = outcomes.find(({ read }) => read.messageId === messageId);
  return ContactKey.safeParse(found?.subject.split(".")[2]).data ?? null;
}

const anyPartition = (published: string) => published.replace(/^inbound\./, "inbound.*.");

async function recent<T extends z.ZodType>(
  bus: CoreBus,
  stream: string,
  subject: string,
  since: Date,
  schema: T,
): Promise<{ subject: string; read: z.output<T> }[]> {
  const found: { subject: string; read: z.output<T> }[] = [];
  const first = await firstSince(bus, stream, subject, since);
  if (first === null) return found;
  for await (const message of readStream(bus, stream, { subject, from: first.seq })) {
    const read = schema.safeParse(message.json());
    if (read.success && found.push({ subject: message.subject, read: read.data }) === RECORDS_MAX) break;
  }
  return found;
}
