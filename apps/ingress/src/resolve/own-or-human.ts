import { type CoreBus, firstSince, readStream, sleep } from "@acolhe/bus";
import type { Cache } from "@acolhe/cache";
import { attemptSubject, ContactKey, type ConversationRef, outcomeSubject, type Receipt } from "@acolhe/events";
import type { z } from "zod";
import { Answered, Called, mayBeOf } from "./own-words.ts";

/** The echo can overtake the answer to our own call; the gateway wants its answer within a second. */
const WAIT_MS = 800;
const LOOK_EVERY_MS = 100;
/** How far back our own message may lie: a phone that was off line for a night echoes in the morning. */
const LOOK_BACK_MS = 24 * 3600_000;
/** The same over all contacts of the number, which is read for an unknown name. */
const LOOK_BACK_ALL_MS = 30 * 60_000;
/** A contact's commands are sent one after another, seconds apart; a number's some forty a minute. */
const RECORDS_MAX = 2_000;

const sentHint = (channel: string, messageId: string) => `sent:${channel}:${messageId}`;

/** A contact, and others that may be the same person: what was sent before they were merged is in their logs. */
export interface Whom extends ConversationRef {
  readonly others: readonly ContactKey[];
}

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
  message: { whom: Whom; messageId: string; contentHash: string; at: number },
): Promise<ContactKey | null> {
  const { bus, cache, now } = deps;
  const { whom, messageId } = message;
  const { channel, contact } = whom;
  const refs = refsOf(whom);
  const isIt = (one: Answered) => one.messageId === messageId;
  const since = new Date(now() - LOOK_BACK_MS);
  const until = bus.host.ticks() + WAIT_MS;
  for (;;) {
    const hint = await hinted(cache, channel, messageId);
    if (hint) return hint;
    const isOver = bus.host.ticks() >= until;
    for (const ref of refs) {
      const outcomes = await recent(bus, "DELIVERY", outcomeSubject(ref), since, Answered);
      if (outcomes.some(({ read }) => isIt(read))) return ref.contact;
      if (!isOver) continue;
      const attempts = await recent(bus, "INBOUND", anyPartition(attemptSubject(ref)), since, Called);
      const answers = outcomes.map(({ read }) => read);
      if (attempts.some(({ read }) => mayBeOf(message, read, answers))) return ref.contact;
    }
    if (isOver) return isUnlinked(contact) ? recipientInLog(deps, channel, isIt) : null;
    await sleep(bus.host, LOOK_EVERY_MS);
  }
}

/**
 * To whom a callback's message went, when its payload gives the contact another name than we sent to: a LID that no
 * payload has linked to a phone yet, or one of a contact that was merged since.
 */
export async function recipientOf(
  deps: Deps,
  whom: Whom,
  { messageId, zaapId, at }: Pick<Receipt, "messageId" | "zaapId" | "at">,
): Promise<ContactKey> {
  const { bus, cache, now } = deps;
  const { channel, contact } = whom;
  // That of a failure knows only the queue's name of it.
  const isIt = (one: Answered) => one.messageId === messageId || (zaapId !== undefined && one.zaapId === zaapId);
  const hint = await hinted(cache, channel, messageId);
  if (hint) return hint;
  const since = new Date(now() - LOOK_BACK_MS);
  const refs = refsOf(whom);
  const among = refs.length > 1 ? await recipientAmong(bus, refs, { since, isIt, at }) : null;
  return among ?? ((isUnlinked(contact) && (await recipientInLog(deps, channel, isIt))) || contact);
}

/**
 * Which of several contacts that are one person. Of what has no answer it is not known by name: then it may be that of one that was
 * merged, where nothing else would ever tell what became of it.
 */
async function recipientAmong(
  bus: CoreBus,
  refs: readonly ConversationRef[],
  { since, isIt, at }: { since: Date; isIt: (one: Answered) => boolean; at: number },
): Promise<ContactKey | null> {
  const answers = await Promise.all(
    refs.map(async (ref) => {
      const found = await recent(bus, "DELIVERY", outcomeSubject(ref), since, Answered);
      return { ref, outcomes: found.map(({ read }) => read) };
    }),
  );
  const known = answers.find(({ outcomes }) => outcomes.some(isIt));
  if (known) return known.ref.contact;
  for (const { ref, outcomes } of answers.slice(1)) {
    const attempts = await recent(bus, "INBOUND", anyPartition(attemptSubject(ref)), since, Called);
    if (attempts.some(({ read }) => mayBeOf({ contentHash: read.contentHash, at }, read, outcomes))) return ref.contact;
  }
  return null;
}

/** The contact first, as a rule the only one. */
function refsOf({ channel, contact, others }: Whom): ConversationRef[] {
  const contacts = new Set([contact, ...others]);
  return [...contacts].map((one) => ({ channel, contact: one }));
}

const isUnlinked = (contact: ContactKey) => contact.startsWith("lid-");

async function hinted(cache: Hints, channel: string, messageId: string): Promise<ContactKey | undefined> {
  return ContactKey.safeParse(await cache.recall(sentHint(channel, messageId))).data;
}

async function recipientInLog(
  { bus, now }: Deps,
  channel: string,
  isIt: (one: Answered) => boolean,
): Promise<ContactKey | null> {
  const since = new Date(now() - LOOK_BACK_ALL_MS);
  const outcomes = await recent(bus, "DELIVERY", `delivery.${channel}.*.outcome`, since, Answered);
  const found = outcomes.find(({ read }) => isIt(read));
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
