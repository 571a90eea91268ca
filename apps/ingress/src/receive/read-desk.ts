import {
  type DeskSubject,
  draftsOf,
  type IgnoredReason,
  readDeskWebhook,
  refOfAddress,
  reportId,
} from "@acolhe/chatwoot";
import { type Channel, type ChannelId, stableId } from "@acolhe/events";
import type { Names } from "@acolhe/zapi";
import type { Intake } from "./intake.ts";

type Fact = Pick<Intake, "channel" | "item">;

/** What a webhook of the desk says, ready to be stored; never nothing, so that 200 always means stored (I1). */
export function readDesk(
  json: unknown,
  context: { channels: readonly Channel[]; receivedAt: number; deliveryId: string },
): { event: string; facts: Fact[]; ignored: IgnoredReason[] } {
  const { channels, receivedAt, deliveryId } = context;
  const { event, facts: said } = readDeskWebhook(json);
  const ignored: IgnoredReason[] = [];
  const ignore = (reason: IgnoredReason): Fact => {
    ignored.push(reason);
    const draft = {
      id: stableId("desk-ignored", deliveryId, event, reason),
      reason: "desk" as const,
      what: `${event}: ${reason}`.slice(0, 64),
      receivedAt,
    };
    return { channel: channels[0]!.id, item: { target: "ignored", draft } };
  };

  const facts = said.flatMap((fact): Fact[] => {
    if (fact.kind === "ignored") return [ignore(fact.reason)];
    const whom = patientOf(fact, channels);
    if (!whom) return [ignore("no-patient")];
    const { channel, names } = whom;
    if (fact.kind === "attendant-message")
      return draftsOf(fact, receivedAt).map((draft) => ({ channel, item: { target: "conversation", names, draft } }));
    const { conversationId, inboxId, status, assigneeId, labels, updatedAt, deletedMessageId } = fact;
    const id = reportId(fact);
    const state = { id, conversationId, inboxId, status, assigneeId, labels: [...labels], updatedAt, receivedAt };
    const draft = deletedMessageId === undefined ? state : { ...state, deletedMessageId };
    return [{ channel, item: { target: "desk", names, draft } }];
  });
  return { event, facts, ignored };
}

/** Our own address in the inbox names the conversation; one that an attendant began has only the contact's phone. */
function patientOf(
  { address, phone, inboxId }: DeskSubject,
  channels: readonly Channel[],
): { channel: ChannelId; names: Names } | null {
  const ref = address === null ? null : refOfAddress(address);
  if (ref) {
    if (!channels.some(({ id }) => id === ref.channel)) return null;
    const { channel, contact } = ref;
    return contact.startsWith("lid-")
      ? { channel, names: { lid: contact.slice(4), address: `${contact.slice(4)}@lid` } }
      : { channel, names: { phone: contact, address: contact } };
  }
  const channel = channels.find((one) => one.chatwootInboxId === inboxId);
  return channel && phone ? { channel: channel.id, names: { phone, address: phone } } : null;
}
