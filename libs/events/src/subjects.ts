import { ChannelId, ContactKey } from "./ids.ts";

/** The one place where subjects are spelled. Subjects carry phones: pass them through `redactSubject` before printing. */

export const Lane = ["reply", "proactive", "bulk", "quiet"] as const;
/** Lanes in the order the sender serves them; `quiet` turns have no command. */
export type Lane = (typeof Lane)[number];
export type SendingLane = Exclude<Lane, "quiet">;
export const SENDING_LANES: readonly SendingLane[] = ["reply", "proactive", "bulk"];

/** A conversation: one contact on one channel. */
export interface ConversationRef {
  readonly channel: ChannelId;
  readonly contact: ContactKey;
}

// Published forms. The broker inserts the partition after `inbound.`.
export const eventSubject = (c: ConversationRef) => `inbound.${c.channel}.${c.contact}.event`;
export const controlSubject = (c: ConversationRef) => `inbound.${c.channel}.${c.contact}.gate.control`;
export const attemptSubject = (c: ConversationRef) => `inbound.${c.channel}.${c.contact}.gate.attempt`;
/** What an operator decides about the contact's sends: in the gate like the attempts, so that none passes it unseen. */
export const orderSubject = (c: ConversationRef) => `inbound.${c.channel}.${c.contact}.gate.order`;
/** Both as they are published on a number: what a live copy of them is heard by. */
export const controlFilter = (channel: ChannelId) => `inbound.${channel}.*.gate.control`;
export const orderFilter = (channel: ChannelId) => `inbound.${channel}.*.gate.order`;
export const timerSubject = (c: ConversationRef, name: string) => `timer.${c.channel}.${c.contact}.${name}`;

// Stored forms: what consumers filter, direct gets read and expectations name.
/** `partition` comes from a stored subject (or a turn that recorded it), never from hashing here. */
export const storedGateSubjects = (c: ConversationRef, partition: number) =>
  `inbound.${partition}.${c.channel}.${c.contact}.gate.*`;
export const storedEventSubject = (c: ConversationRef, partition: number) =>
  `inbound.${partition}.${c.channel}.${c.contact}.event`;
export const storedControlSubject = (c: ConversationRef, partition: number) =>
  `inbound.${partition}.${c.channel}.${c.contact}.gate.control`;
export const storedAttemptSubject = (c: ConversationRef, partition: number) =>
  `inbound.${partition}.${c.channel}.${c.contact}.gate.attempt`;
export const storedOrderSubject = (c: ConversationRef, partition: number) =>
  `inbound.${partition}.${c.channel}.${c.contact}.gate.order`;
/** Orders about sends of a number, whichever partition they are in. */
export const storedOrderFilter = (channel: ChannelId) => `inbound.*.${channel}.*.gate.order`;
/** Controls of a number, whichever partition they are in. */
export const storedControlFilter = (channel: ChannelId) => `inbound.*.${channel}.*.gate.control`;
/** Everything of a contact in INBOUND, whichever partition it is in. */
export const anyInboundOf = (c: ConversationRef) => `inbound.*.${c.channel}.${c.contact}.>`;
/** Controls, attempts and orders among it. */
export const anyGateOf = (c: ConversationRef) => `inbound.*.${c.channel}.${c.contact}.gate.*`;
/** Orders about the contact's sends among it. */
export const anyOrderOf = (c: ConversationRef) => `inbound.*.${c.channel}.${c.contact}.gate.order`;
/** Attempts to send among it. */
export const anyAttemptOf = (c: ConversationRef) => `inbound.*.${c.channel}.${c.contact}.gate.attempt`;
/** The events among it. */
export const anyEventOf = (c: ConversationRef) => `inbound.*.${c.channel}.${c.contact}.event`;
export const partitionFilters = (partition: number) => [
  `inbound.${partition}.*.*.event`,
  `inbound.${partition}.*.*.gate.control`,
];

export const turnSubject = (c: ConversationRef, lane: Lane) => `turn.${c.channel}.${c.contact}.${lane}`;
export const anyTurnOf = (c: ConversationRef) => `turn.${c.channel}.${c.contact}.*`;
/** A turn that asks for slow work, whether it answers too: apart, so that who does such work is not handed all the others. */
export const askingSubject = (c: ConversationRef) => `turn.${c.channel}.${c.contact}.asking`;
export const askingFilter = "turn.*.*.asking";
/** Where turns of a lane are: an answer that also asks is among those that ask. */
const turnKinds = (lane: SendingLane): readonly string[] => (lane === "reply" ? [lane, "asking"] : [lane]);
export const laneSubjects = (c: ConversationRef, lane: SendingLane): string[] =>
  turnKinds(lane).map((kind) => `turn.${c.channel}.${c.contact}.${kind}`);
export const laneFilters = (channel: ChannelId, lane: SendingLane): string[] =>
  turnKinds(lane).map((kind) => `turn.${channel}.*.${kind}`);

/** What the sender itself knows of a command; read back with one direct get. */
export const outcomeSubject = (c: ConversationRef) => `delivery.${c.channel}.${c.contact}.outcome`;
export const outcomeFilter = (channel: ChannelId | "*") => `delivery.${channel}.*.outcome`;
/** Which accepted messages the sender was about to take out of the gateway's queue. */
export const takingBackSubject = (c: ConversationRef) => `delivery.${c.channel}.${c.contact}.taking-back`;
/** What the gateway's callbacks say about a message, except that it failed. */
export const receiptSubject = (c: ConversationRef) => `delivery.${c.channel}.${c.contact}.receipt`;
export const receiptFilter = (channel: ChannelId) => `delivery.${channel}.*.receipt`;
/** What webhooks of the attendants' desk say about its conversation. */
export const deskSubject = (c: ConversationRef) => `delivery.${c.channel}.${c.contact}.desk`;
/** That a message failed after the gateway had taken it: apart, because each must be acted on. */
export const failureSubject = (c: ConversationRef) => `delivery.${c.channel}.${c.contact}.failure`;
export const failureFilter = (channel: ChannelId) => `delivery.${channel}.*.failure`;
export const anyDeliveryOf = (c: ConversationRef) => `delivery.${c.channel}.${c.contact}.*`;
/** Facts about the number itself, not about a contact. */
export const channelStateSubject = (channel: ChannelId) => `delivery.${channel}.channel.state`;
/** A record, without content, of a webhook that concerns no conversation. */
export const ignoredSubject = (channel: ChannelId) => `delivery.${channel}.channel.ignored`;

/** What the subjects of a shadow begin with. The subject that the record would have in the log follows. */
export const shadowPrefix = (shadow: string) => `shadow.${shadow}.`;

/** `inbound.38.main.5511….event` → its parts, or null when it is not a stored INBOUND subject. */
export function parseStoredInbound(
  subject: string,
): (ConversationRef & { partition: number; kind: "event" | "control" | "attempt" | "order" }) | null {
  const [head, partition, channel, contact, a, b] = subject.split(".");
  if (head !== "inbound" || !partition || !channel || !contact) return null;
  const kind = a === "event" ? a : b === "control" || b === "attempt" || b === "order" ? b : null;
  if (!kind || !/^\d+$/.test(partition)) return null;
  return { partition: Number(partition), channel: channel as ChannelId, contact: contact as ContactKey, kind };
}

/** Channel and contact of a stored subject of INBOUND, TURNS or DELIVERY, or null where it is about no contact. */
export function refOf(subject: string): ConversationRef | null {
  const [head, ...tokens] = subject.split(".");
  const [channel, contact] = head === "inbound" ? tokens.slice(1) : tokens;
  const parsed = { channel: ChannelId.safeParse(channel), contact: ContactKey.safeParse(contact) };
  return parsed.channel.success && parsed.contact.success
    ? { channel: parsed.channel.data, contact: parsed.contact.data }
    : null;
}

/** Replaces every phone or LID in a subject by `*`, for logs, traces and error texts. */
export function redactSubject(subject: string): string {
  return subject.replace(/(?:lid-)?\d{5,20}/g, "*");
}
