import { setTimeout as sleep } from "node:timers/promises";
import type { ConversationState } from "@acolhe/conversation";
import type { Channel } from "@acolhe/events";
import { spokenText } from "@acolhe/zapi";
import { judge } from "../../tests/chaos/judge.ts";
import { phoneOf, SAYINGS_MAX, sayings } from "../contacts.ts";
import type { Gateway } from "../gateway.ts";
import { isTaken } from "../load.ts";
import { createWebhookClient, received, type WebhookClient } from "../webhook-client.ts";
import { decideMessage } from "./decide.ts";
import { OURS } from "./designs.ts";
import type { PeerSystem } from "./systems.ts";

/*
 * Contacts talk, up to three messages in a row and one in twenty webhooks twice, while what decides and sends is killed
 * again and again. What each phone heard is compared with what the engine says of what was accepted.
 */

const CONTACTS = 400;
const IN_FLIGHT = 64;
const ROW_MAX = 3;
const AGAIN_EVERY = 20;
const KILL_EVERY_MS = 3_000;
/** Longer than any recovery, beside other work too. */
const ANSWER_MS_MAX = 60_000;
const LOOK_EVERY_MS = 20;
const AGAIN_MS = 100;
/** A second call for something may still be on its way. */
const LATE_MS = 5_000;

interface Talk {
  readonly phone: string;
  readonly next: () => string;
  said: number;
  state: ConversationState | null;
  readonly due: string[];
  readonly heard: string[];
  isTalking: boolean;
  /** It was not answered in time, and says no more. */
  isSilent: boolean;
}

export async function underKills(design: string, system: PeerSystem, gateway: Gateway, seconds: number) {
  const channel = system.channels[0]!;
  const client = createWebhookClient(system.url, channel, system.routeOf);
  const talks = Array.from({ length: CONTACTS }, (_, index): Talk => {
    const next = sayings();
    return { phone: phoneOf(index), next, said: 0, state: null, due: [], heard: [], isTalking: false, isSilent: false };
  });
  const byPhone = new Map(talks.map((talk) => [talk.phone, talk]));
  gateway.onSend = (phone, text, id) => {
    byPhone.get(phone)?.heard.push(text);
    // The real one tells what left its queue; only ours asks for it.
    if (design === OURS) void client.delivered(phone, id);
  };
  await inParallel(talks, IN_FLIGHT, (talk) => say(channel, client, talk, ["oi"]));
  await system.settle();
  const before = talks.reduce((sum, { said }) => sum + said, 0);

  const endsAt = performance.now() + seconds * 1000;
  const restartsMs: number[] = [];
  const killing = (async () => {
    while (performance.now() < endsAt - KILL_EVERY_MS) {
      await sleep(KILL_EVERY_MS);
      const killed = performance.now();
      await system.killWorker();
      restartsMs.push(performance.now() - killed);
    }
  })();
  let turn = 0;
  const talking = async () => {
    while (performance.now() < endsAt) {
      const talk = talks[turn++ % talks.length]!;
      if (talk.isSilent || talk.isTalking || talk.said > SAYINGS_MAX - ROW_MAX) {
        // Where no contact is free, the others must get their turn.
        await sleep(0);
        continue;
      }
      talk.isTalking = true;
      const row = Array.from({ length: 1 + (turn % ROW_MAX) }, () => talk.next());
      await say(channel, client, talk, row);
      talk.isTalking = false;
    }
  };
  await Promise.all([killing, ...Array.from({ length: IN_FLIGHT }, talking)]);
  const isAnswered = () => talks.every(({ due, heard }) => heard.length >= due.length);
  for (const until = performance.now() + ANSWER_MS_MAX; !isAnswered() && performance.now() < until; )
    await sleep(LOOK_EVERY_MS);
  await sleep(LATE_MS);
  client.close();
  const verdicts = talks.map(({ due, heard }) => judge({ expected: due, heard, resent: 0, excusedFrom: null }));
  const sumOf = (what: keyof (typeof verdicts)[number]) => verdicts.reduce((sum, one) => sum + one[what], 0);
  return {
    messages: talks.reduce((sum, { said }) => sum + said, 0) - before,
    kills: restartsMs.length,
    restartMs: Math.round(restartsMs.reduce((sum, ms) => sum + ms, 0) / Math.max(1, restartsMs.length)),
    ...{ losses: sumOf("losses"), duplicates: sumOf("duplicates"), inversions: sumOf("inversions") },
    silent: talks.filter(({ isSilent }) => isSilent).length,
  };
}

/** Each message after the former was accepted; resolves when all were answered, or in vain. */
async function say(channel: Channel, client: WebhookClient, talk: Talk, row: readonly string[]): Promise<void> {
  for (const text of row) {
    const messageId = client.newId();
    talk.said++;
    // Ours only to compare with: reading the same words at about the same time gives the same answer.
    const webhook = received(channel, { phone: talk.phone, text, messageId });
    const { state, sends } = decideMessage(talk.state, webhook);
    talk.state = state;
    talk.due.push(...sends.map(spokenText));
    await accepted(client, talk, text, messageId);
    if (talk.said % AGAIN_EVERY === 0) await accepted(client, talk, text, messageId);
  }
  const endsAt = performance.now() + ANSWER_MS_MAX;
  while (talk.heard.length < talk.due.length) {
    if (performance.now() > endsAt) {
      talk.isSilent = true;
      return;
    }
    await sleep(LOOK_EVERY_MS);
  }
}

/** As the gateway would: the same webhook until it is taken. */
async function accepted(client: WebhookClient, { phone }: Talk, text: string, messageId: string): Promise<void> {
  while (!isTaken(await client.post(phone, text, messageId))) await sleep(AGAIN_MS);
}

async function inParallel<T>(items: readonly T[], atOnce: number, work: (item: T) => Promise<void>): Promise<void> {
  let next = 0;
  const one = async () => {
    for (let item = items[next++]; item !== undefined; item = items[next++]) await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, one));
}
