import { setTimeout as sleep } from "node:timers/promises";
import { type Bus, publish } from "@acolhe/bus";
import {
  type Channel,
  type ConversationRef,
  controlSubject,
  eventSubject,
  type MessageMissed,
  stableId,
  type TakeoverStarted,
} from "@acolhe/events";
import type { ListedChat, ZapiClient } from "@acolhe/zapi";
import type { IngressMetrics } from "../ingress-metrics.ts";
import type { Identity } from "../resolve/identity.ts";
import { isInLog } from "./judge-chat.ts";
import { PAGE_PAUSE_MS, PAGES_MAX, TELL_PAUSE_MS, TOLD_MAX } from "./limits.ts";
import { loggedSince, tracesSince } from "./log-traces.ts";
import type { Step } from "./what-to-do.ts";

interface CompareDeps {
  readonly bus: Bus;
  readonly channel: Channel;
  readonly client: Pick<ZapiClient, "chats">;
  readonly identity: Identity;
  readonly metrics: IngressMetrics;
  readonly now: () => number;
  readonly signal: AbortSignal;
}

/** The gateway's list leaves nothing out after the last second that `since` may lie in. */
const SECOND_MS = 1_000;

/** Tells the log of chats that moved without it. `done`: all that the gateway lists was looked at. */
export async function compare(
  deps: CompareDeps,
  step: Exclude<Step, { do: "nothing" }>,
): Promise<{ told: number; done: boolean }> {
  const { client, signal } = deps;
  // After an absence longer than the log is kept, older chats would all look missed.
  const since = Math.max(step.since - SECOND_MS, await loggedSince(deps.bus, deps.now()));
  const isThorough = step.do === "compare" && step.thorough;
  let told = 0;
  const listing = { pagesMax: PAGES_MAX, pauseMs: PAGE_PAUSE_MS, ...(isThorough ? {} : { untilQuietSince: since }) };
  for await (const chat of client.chats(listing)) {
    signal.throwIfAborted();
    if (chat.lastActiveAt < since || chat.lastActiveAt > step.until) continue;
    if (step.do === "find-people" && unreadOf(chat) > 0) continue;
    if (!(await tellIfMissed(deps, chat))) continue;
    told++;
    if (told >= TOLD_MAX) return { told, done: false };
    await sleep(TELL_PAUSE_MS, undefined, { signal });
  }
  return { told, done: true };
}

/** Where the gateway does not say, a person may have it: then the bot asks nothing, and the team is told. */
const unreadOf = ({ unread = 0 }: ListedChat): number => Math.max(0, Math.trunc(unread));

async function tellIfMissed({ bus, channel, identity, metrics, now }: CompareDeps, chat: ListedChat) {
  // Before the log is read: what a turn answers after this came after all.
  const receivedAt = now();
  const { names, lastActiveAt: at } = chat;
  const unread = unreadOf(chat);
  const known = { channel: channel.id, contact: await identity.resolve(channel.id, names, { learn: false }) };
  if (isInLog({ lastActiveAt: at, unread }, await tracesSince(bus, known, at))) return false;
  const ref = { channel: channel.id, contact: await identity.resolve(channel.id, names, { learn: true }) };
  const envelope = { ...ref, at, receivedAt };
  // First the fence: the event is what says that both are there.
  if (unread === 0) await silence(bus, ref, envelope);
  const id = stableId("message-missed", ref.channel, ref.contact, at);
  const event: MessageMissed = { type: "message-missed", ...envelope, id, address: names.address, unread };
  await publish(bus, eventSubject(ref), event, { id });
  metrics.missed.inc({ as: unread === 0 ? "seen-by-a-person" : "unread" });
  return true;
}

/** A person has read the chat on the clinic's phone, or has written in it. */
async function silence(bus: Bus, ref: ConversationRef, envelope: { at: number; receivedAt: number }) {
  const id = stableId("taken-over-while-away", ref.channel, ref.contact, envelope.at);
  const control: TakeoverStarted = { type: "takeover-started", ...ref, ...envelope, id, source: "phone" };
  await publish(bus, controlSubject(ref), control, { id });
}
