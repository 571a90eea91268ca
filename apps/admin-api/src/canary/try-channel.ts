import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { type Bus, lastOf, purgeBelow, purgeSubject, readOrNull } from "@acolhe/bus";
import {
  anyDeliveryOf,
  anyEventOf,
  anyGateOf,
  anyTurnOf,
  CANARY_CONTACT,
  type Channel,
  type ConversationRef,
  DELIVERY,
  INBOUND,
  Outcome,
  outcomeSubject,
  TURNS,
  timerSubject,
} from "@acolhe/events";
import { callServer } from "@acolhe/runtime/outside";
import { CANARY_LATE_MS, type CanaryRun } from "@acolhe/status";
import { canaryWebhook } from "@acolhe/zapi";

/** Any flow greets who says this, so an answer is decided. */
const WORDS = "oi";
/** Nothing is waited for behind this: the next try will tell. */
const WAIT_MS_MAX = 30_000;
const LOOK_MS = 100;
const ANSWER_BYTES_MAX = 4_096;

/**
 * One message of the patient who does not exist, by the way that every message takes: posted to ingress as the gateway
 * would, decided by a worker, handed over by a sender, where it ends.
 *
 * What the try before left behind is removed first, so that it meets a conversation that has not begun.
 */
export async function tryChannel(
  channel: Channel,
  { bus, ingressUrl, now }: { readonly bus: Bus; readonly ingressUrl: string; readonly now: () => number },
): Promise<CanaryRun> {
  const ref: ConversationRef = { channel: channel.id, contact: CANARY_CONTACT };
  const before = (await lastOf(bus, DELIVERY.name, outcomeSubject(ref)))?.seq ?? 0;
  await removeTraces(bus, ref, before);
  const at = now();
  const done = (outcome: CanaryRun["outcome"], tookMs: number | null): CanaryRun => ({
    ...{ channel: channel.id, at, tookMs, outcome },
  });
  if (!(await post(channel, ingressUrl, at))) return done("not-taken", null);
  while (now() - at < WAIT_MS_MAX) {
    const last = await lastOf(bus, DELIVERY.name, outcomeSubject(ref));
    const outcome = last && last.seq > before ? readOrNull(Outcome, last) : null;
    const tookMs = now() - at;
    if (outcome && WELL.has(outcome.status)) return done(tookMs <= CANARY_LATE_MS ? "answered" : "late", tookMs);
    if (outcome && WRONG.has(outcome.status)) return done("wrong", null);
    await sleep(LOOK_MS);
  }
  return done("late", null);
}

/** `superseded`: the bot only observes on this number, as it was told; that was decided where sending is. */
const WELL: ReadonlySet<Outcome["status"]> = new Set(["accepted", "superseded", "settled"]);
/** The others are not the last word yet. */
const WRONG: ReadonlySet<Outcome["status"]> = new Set(["failed", "expired"]);

async function post(
  { instanceId, instanceToken, webhookSecret }: Channel,
  ingressUrl: string,
  at: number,
): Promise<boolean> {
  const said = { instanceId, phone: CANARY_CONTACT, messageId: `CANARY${randomUUID()}`, at, text: WORDS };
  try {
    const { status } = await callServer(new URL(`/webhooks/zapi/${webhookSecret}`, ingressUrl).href, {
      method: "POST",
      headers: { "content-type": "application/json", "z-api-token": instanceToken },
      body: JSON.stringify(canaryWebhook(said)),
      bytesMax: ANSWER_BYTES_MAX,
      signal: AbortSignal.timeout(CANARY_LATE_MS),
    });
    return status === 200;
  } catch {
    return false;
  }
}

/**
 * A worker that finds the last turn gone begins anew. A sender that had the contact a moment ago takes its last attempt and
 * outcome for what the broker has, so these stay.
 */
async function removeTraces(bus: Bus, ref: ConversationRef, lastOutcomeSeq: number): Promise<void> {
  for (const subject of [timerSubject(ref, ">"), anyEventOf(ref)]) await purgeSubject(bus, INBOUND.name, subject);
  await purgeSubject(bus, TURNS.name, anyTurnOf(ref));
  const gate = anyGateOf(ref);
  await purgeBelow(bus, INBOUND.name, gate, (await lastOf(bus, INBOUND.name, gate))?.seq ?? 0);
  await purgeBelow(bus, DELIVERY.name, anyDeliveryOf(ref), lastOutcomeSeq);
}
