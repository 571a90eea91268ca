import { randomUUID } from "node:crypto";
import {
  allFrom,
  type Bus,
  eraseMessage,
  isBehind,
  lastOf,
  lastSeqOf,
  publish,
  purgeSubject,
  subjectsOf,
} from "@acolhe/bus";
import type { Places } from "@acolhe/database/privacy";
import {
  anyDeliveryOf,
  anyInboundOf,
  anyTurnOf,
  type ConversationRef,
  DELIVERY,
  hide,
  INBOUND,
  parseStoredInbound,
  SHADOW,
  TURNS,
  type Turn,
  timerSubject,
  turnSubject,
  workerDurable,
} from "@acolhe/events";
import { names } from "../needles.ts";
import { withoutPerson } from "./turn-without.ts";

/** A worker has an event in hand for some milliseconds; one that died gives it back after its acknowledgement wait. */
const IN_HAND_MS_MAX = 10_000;
const LOOK_AGAIN_MS = 50;

/** Everything of these conversations, in the order in which one record causes the next. */
export async function purgeConversations(
  bus: Bus,
  refs: readonly ConversationRef[],
): Promise<{ counts: Record<string, number>; places: Places }> {
  // What was made of the log for a comparison can be made again, so all of it goes, other people's turns included.
  const shadows = await purgeSubject(bus, SHADOW.name, ">");
  const counts = { INBOUND: 0, TURNS: 0, DELIVERY: 0, SHADOW: shadows };
  const partitions = new Set<number>();
  for (const ref of refs) {
    for (const subject of Object.keys(await subjectsOf(bus, INBOUND.name, anyInboundOf(ref)))) {
      const place = parseStoredInbound(subject);
      if (place) partitions.add(place.partition);
    }
    counts.INBOUND += await purgeSubject(bus, INBOUND.name, anyInboundOf(ref));
    counts.INBOUND += await purgeSubject(bus, INBOUND.name, timerSubject(ref, ">"));
  }
  const inbound = await lastSeqOf(bus, INBOUND.name);
  await untilOutOfHand(bus, partitions, inbound);
  for (const ref of refs) counts.TURNS += await purgeSubject(bus, TURNS.name, anyTurnOf(ref));
  const turns = await lastSeqOf(bus, TURNS.name);
  for (const ref of refs) counts.DELIVERY += await purgeSubject(bus, DELIVERY.name, anyDeliveryOf(ref));
  const delivery = await lastSeqOf(bus, DELIVERY.name);
  return { counts, places: { inbound, turns, delivery } };
}

/** What a worker decides about an event that is gone is found afterwards; waiting for it spares another round. */
async function untilOutOfHand(bus: Bus, partitions: ReadonlySet<number>, seq: number): Promise<void> {
  const until = Date.now() + IN_HAND_MS_MAX;
  for (const partition of partitions)
    while (Date.now() < until && (await isBehind(bus, INBOUND.name, workerDurable(partition), seq)))
      await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
}

/**
 * Takes a person out of conversations of others, who stay: each record that names the person goes. The last turn
 * carries the conversation's state, so a copy without the person takes its place first.
 */
export async function takeOutOf(
  bus: Bus,
  refs: readonly ConversationRef[],
  needles: readonly string[],
): Promise<Record<string, number>> {
  const counts = { INBOUND: 0, TURNS: 0, DELIVERY: 0 };
  for (const ref of refs) {
    await replaceLastTurn(bus, ref, needles);
    counts.TURNS += await eraseNaming(bus, TURNS.name, anyTurnOf(ref), needles);
    counts.INBOUND += await eraseNaming(bus, INBOUND.name, anyInboundOf(ref), needles);
    counts.INBOUND += await eraseNaming(bus, INBOUND.name, timerSubject(ref, ">"), needles);
    counts.DELIVERY += await eraseNaming(bus, DELIVERY.name, anyDeliveryOf(ref), needles);
  }
  return counts;
}

async function eraseNaming(bus: Bus, stream: string, subject: string, needles: readonly string[]): Promise<number> {
  let erased = 0;
  for await (const stored of allFrom(bus, stream, subject, 1)) {
    if (!names(needles, JSON.stringify(stored.json()))) continue;
    await eraseMessage(bus, stream, stored.seq);
    erased += 1;
  }
  return erased;
}

/** @throws SequenceConflict when the conversation went on meanwhile: the step is made again */
async function replaceLastTurn(bus: Bus, ref: ConversationRef, needles: readonly string[]): Promise<void> {
  const last = await lastOf(bus, TURNS.name, anyTurnOf(ref));
  if (!last || !names(needles, JSON.stringify(last.json()))) return;
  const erased = withoutPerson(last.json(), last.seq, needles) as unknown as Turn;
  const { turn, values } = hide(erased, Object.values((erased.state.values ?? {}) as Record<string, string>));
  const day = new Date(erased.facts.now).toISOString().slice(0, 10);
  await publish(bus, turnSubject(ref, "quiet"), turn, {
    hiding: { values, key: `${day}.${randomUUID()}` },
    id: `erased:${ref.channel}:${ref.contact}:${last.seq}`,
    expect: { seq: last.seq, subject: anyTurnOf(ref) },
  });
}
