import type { Bus } from "@acolhe/bus";
import type { Cache } from "@acolhe/cache";
import { Attempt, attemptSubject, type ConversationRef, Outcome, outcomeSubject } from "@acolhe/events";
import type { z } from "zod";

/** The echo can overtake the answer to our own call; the gateway wants its answer within a second. */
const WAIT_MS = 800;
const LOOK_EVERY_MS = 100;
/** How far back our own message may lie. An echo comes within seconds; a gateway's backlog takes minutes. */
const LOOK_BACK_MS = 30 * 60_000;
/** A contact's commands are sent one after another, seconds apart. */
const RECORDS_MAX = 500;

// Only what is compared here is read.
const Answered = Outcome.pick({ turnSeq: true, index: true, attempt: true, status: true, messageId: true });
const Called = Attempt.pick({ turnSeq: true, index: true, number: true, contentHash: true });

export const sentHint = (channel: string, messageId: string) => `sent:${channel}:${messageId}`;

/**
 * Whether a message from our number, of which the gateway does not say who wrote it, is our own (D9). The log decides;
 * the cache only spares reading it.
 */
export async function isOurs(
  deps: { bus: Bus; cache: Cache; now: () => number },
  message: { ref: ConversationRef; messageId: string; contentHash: string },
): Promise<boolean> {
  const { bus, cache, now } = deps;
  const { ref, messageId, contentHash } = message;
  const since = new Date(now() - LOOK_BACK_MS);
  const until = performance.now() + WAIT_MS;
  for (;;) {
    if ((await cache.recall(sentHint(ref.channel, messageId))) !== null) return true;
    const outcomes = await recent(bus, "DELIVERY", outcomeSubject(ref), since, Answered);
    if (outcomes.some((o) => o.messageId === messageId)) return true;
    if (performance.now() >= until) {
      // Called, and not answered: the same words from a person in that very moment are the less likely story.
      const attempts = await recent(bus, "INBOUND", anyPartition(attemptSubject(ref)), since, Called);
      const answered = (a: z.infer<typeof Called>) =>
        outcomes.some(
          (o) => o.turnSeq === a.turnSeq && o.index === a.index && o.attempt >= a.number && o.status !== "held",
        );
      return attempts.some((a) => a.contentHash === contentHash && !answered(a));
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

const anyPartition = (published: string) => published.replace(/^inbound\./, "inbound.*.");

async function recent<T extends z.ZodType>(
  bus: Bus,
  stream: string,
  subject: string,
  since: Date,
  schema: T,
): Promise<z.output<T>[]> {
  const found: z.output<T>[] = [];
  try {
    const batch = await bus.jsm.direct.getBatch(stream, {
      start_time: since,
      next_by_subj: subject,
      batch: RECORDS_MAX,
    });
    for await (const message of batch) {
      const read = schema.safeParse(message.json());
      if (read.success) found.push(read.data);
    }
  } catch (error) {
    // Nothing on the subject is an answer, not a failure.
    if ((error as { code?: unknown; status?: unknown }).code === 404 || /no messages|not found/i.test(String(error)))
      return found;
    throw error;
  }
  return found;
}
