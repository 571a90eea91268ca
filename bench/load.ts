import { setTimeout as sleep } from "node:timers/promises";
import { phoneOf, SAYINGS_MAX, sayings } from "./contacts.ts";
import type { Gateway } from "./gateway.ts";
import type { WebhookClient } from "./webhook-client.ts";

const ANSWER_MS_MAX = 30_000;

interface Contact {
  readonly phone: string;
  readonly next: () => string;
  said: number;
  /** Sends that are due for what was said last. */
  due: number;
  answered: (() => void) | null;
}

/** Ours answers 200; an engine that takes webhooks itself may answer 202. */
export const isTaken = (status: number): boolean => status === 200 || status === 202;

/** Contacts that say one thing at a time; what the gateway is told for them is the answer. */
export function createLoad(options: { client: WebhookClient; gateway: Gateway; contacts: number; first?: number }) {
  const first = options.first ?? 0;
  const contacts: Contact[] = Array.from({ length: options.contacts }, (_, i) => ({
    phone: phoneOf(first + i),
    next: sayings(),
    said: 0,
    due: 0,
    answered: null,
  }));
  const problems = { refused: 0, unanswered: 0 };
  listen(options.gateway, contacts);
  const say: Say = (contact, text, due) => ask(options.client, problems, contact, { text, due });
  return {
    problems,
    warmUp: (inFlight: number) => warmUp(contacts, say, inFlight),
    closed: (inFlight: number, seconds: number) => runClosed(contacts, say, { inFlight, seconds }),
    open: (rate: number, seconds: number) => runOpen(contacts, say, { rate, seconds }),
  };
}
export type Load = ReturnType<typeof createLoad>;

/** Resolves with the milliseconds from the post to the (last) send, or null when there was none. */
type Say = (contact: Contact, text: string, due: number) => Promise<number | null>;

function listen(gateway: Gateway, contacts: readonly Contact[]): void {
  const byPhone = new Map(contacts.map((contact) => [contact.phone, contact]));
  gateway.onSend = (phone) => {
    const contact = byPhone.get(phone);
    if (!contact || --contact.due > 0) return;
    contact.answered?.();
    contact.answered = null;
  };
}

async function ask(
  client: WebhookClient,
  problems: { refused: number; unanswered: number },
  contact: Contact,
  { text, due }: { text: string; due: number },
): Promise<number | null> {
  contact.due = due;
  const answered = new Promise<true>((resolve) => {
    contact.answered = () => resolve(true);
  });
  const started = performance.now();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), ANSWER_MS_MAX);
  });
  const posted = client.post(contact.phone, text);
  const ok = await Promise.race([answered, late]);
  const ms = performance.now() - started;
  clearTimeout(timer);
  if (!isTaken(await posted)) problems.refused++;
  if (!ok) problems.unanswered++;
  contact.said++;
  return ok ? ms : null;
}

/** Everybody says "oi", which two messages answer, and a name. */
async function warmUp(contacts: readonly Contact[], say: Say, inFlight: number): Promise<void> {
  let next = 0;
  const worker = async () => {
    for (let contact = contacts[next++]; contact; contact = contacts[next++]) {
      await say(contact, "oi", 2);
      await say(contact, contact.next(), 1);
    }
  };
  await Promise.all(Array.from({ length: inFlight }, worker));
}

/** As fast as answers come, with so many messages under way, until the time is over or all is said. */
async function runClosed(
  contacts: readonly Contact[],
  say: Say,
  { inFlight, seconds }: { inFlight: number; seconds: number },
): Promise<{ messages: number; seconds: number }> {
  const endsAt = performance.now() + seconds * 1000;
  let messages = 0;
  let next = 0;
  const started = performance.now();
  const worker = async () => {
    let passed = 0;
    // Once round without one that is free: the other workers have what is left.
    while (passed < contacts.length && performance.now() < endsAt) {
      // Every worker takes the contact that has been quiet for longest.
      const contact = contacts[next++ % contacts.length]!;
      if (contact.answered || contact.said >= SAYINGS_MAX) {
        passed++;
        continue;
      }
      passed = 0;
      if ((await say(contact, contact.next(), 1)) !== null) messages++;
    }
  };
  await Promise.all(Array.from({ length: Math.min(inFlight, contacts.length / 2) }, worker));
  return { messages, seconds: (performance.now() - started) / 1000 };
}

/** So many a second whatever happens; the latencies of those answered. */
async function runOpen(
  contacts: readonly Contact[],
  say: Say,
  { rate, seconds }: { rate: number; seconds: number },
): Promise<number[]> {
  const latencies: number[] = [];
  const underWay: Promise<void>[] = [];
  const total = Math.round(rate * seconds);
  const started = performance.now();
  for (let i = 0; i < total; i++) {
    const wait = started + (i * 1000) / rate - performance.now();
    if (wait > 0) await sleep(wait);
    const contact = contacts[i % contacts.length]!;
    if (contact.answered) continue;
    underWay.push(say(contact, contact.next(), 1).then((ms) => void (ms !== null && latencies.push(ms))));
  }
  await Promise.all(underWay);
  return latencies;
}
