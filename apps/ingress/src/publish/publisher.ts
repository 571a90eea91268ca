import { type Broker, type CoreBus, publish } from "@acolhe/bus";
import type { Cache } from "@acolhe/cache";
import { type ChannelId, type ContactKey, type ConversationRef, composeMerge } from "@acolhe/events";
import { inStep, TRACE_HEADER } from "@acolhe/runtime";
import type { Names, Normalised, ReceiptDraft } from "@acolhe/zapi";
import type { IngressMetrics } from "../ingress-metrics.ts";
import type { Intake } from "../receive/intake.ts";
import { type Identity, learning } from "../resolve/identity.ts";
import { ownRecipient, recipientOf, type Whom } from "../resolve/own-or-human.ts";
import type { Merge } from "../resolve/survivors.ts";
import { keepState } from "./keep-state.ts";
import { aboutChannel, aboutContact, type Publication } from "./publication.ts";

/** One try: a second one is the spool's. */
const PUBLISH = { tries: 1, timeoutMs: 700 } as const;

/** Tells the younger conversation that it goes on in the older one. */
export async function announceMerge(bus: CoreBus, { channel, survivor, younger }: Merge, now: number): Promise<void> {
  const { subject, event } = composeMerge({ channel, contact: younger }, survivor, now);
  await publish(bus, subject, event, { id: event.id, ...PUBLISH });
}

/** Brings one fact to the broker: whose it is, who wrote it, where it belongs. Repeating it changes nothing. */
export function createPublisher(deps: {
  broker: Broker<CoreBus>;
  cache: Pick<Cache, "recall">;
  identity: Identity;
  metrics: IngressMetrics;
  now: () => number;
}) {
  const { broker, cache, identity, metrics, now } = deps;

  return async (intake: Intake): Promise<void> => {
    const { bus } = broker;
    if (!bus) throw new Error("the broker was not reached yet");
    const { item, channel } = intake;
    if (item.target === "channel" || item.target === "ignored") {
      await send(bus, aboutChannel(intake, item));
      if (item.target === "channel") await keepState(bus, channel, item.draft);
      return;
    }
    const { contact, addressed } =
      item.target === "own-or-human"
        ? await decided(bus, channel, item)
        : { contact: await contactOf(bus, channel, item), addressed: item };
    await send(bus, aboutContact(intake, addressed, contact));
    if (item.target !== "receipt" || !item.other) return;
    // Under a name no payload has linked to a number, our own could not be told from another system's.
    const isKnown = item.names.phone !== undefined || !contact.startsWith("lid-");
    if (isKnown && (await isOthers(bus, await whomOf(identity, { channel, contact }, item.names), item.draft))) {
      const others = { target: "conversation", names: item.names, draft: item.other } as const;
      // The recipient of another system is a contact, or a conversation would be left behind under a name that leads elsewhere later.
      const whose = await identity.resolve(channel, item.names, learning(others));
      await send(bus, aboutContact(intake, others, whose));
    }

    async function send(to: CoreBus, { subject, body, id, ttl }: Publication) {
      const attributes = { "messaging.system": "nats", "messaging.destination.name": subject };
      await inStep("publish", { kind: "producer", parent: intake.traceparent, attributes }, async ({ traceparent }) => {
        const headers = { [TRACE_HEADER]: traceparent };
        await publish(to, subject, body, { id, headers, ...PUBLISH, ...(ttl ? { ttl } : {}) });
      });
    }
  };

  async function contactOf(bus: CoreBus, channel: ChannelId, item: Named): Promise<ContactKey> {
    const contact = await identity.resolve(channel, item.names, learning(item));
    if (item.target !== "receipt") return contact;
    // A callback may use another name of the contact than we sent to: the message's id is the surer link.
    return recipientOf({ bus, cache, now }, await whomOf(identity, { channel, contact }, item.names), item.draft);
  }

  /** D9: the log knows nothing of it. */
  async function isOthers(bus: CoreBus, whom: Whom, { messageId, contentHash = "", at }: ReceiptDraft) {
    const ours = await ownRecipient({ bus, cache, now }, { whom, messageId, contentHash, at });
    if (!ours) metrics.takeovers.inc({ as: "other-system" });
    return !ours;
  }

  async function decided(bus: CoreBus, channel: ChannelId, item: Extract<Normalised, { target: "own-or-human" }>) {
    const { messageId, contentHash, names, at } = item;
    // What may be our own echo makes no contact of a name from which no patient wrote.
    const named = { channel, contact: await identity.resolve(channel, names, { learn: false }) };
    const whom = await whomOf(identity, named, names);
    const ours = await ownRecipient({ bus, cache, now }, { whom, messageId, contentHash, at });
    metrics.takeovers.inc({ as: ours ? "ours" : "human" });
    if (ours) return { contact: ours, addressed: { target: "receipt" as const, names, draft: item.receipt } };
    const contact = await identity.resolve(channel, names, learning(item));
    return { contact, addressed: { target: "conversation" as const, names, draft: item.takeover } };
  }
}

type Named = Extract<Intake["item"], { names: unknown }>;

const whomOf = async (identity: Identity, ref: ConversationRef, names: Names): Promise<Whom> => ({
  ...ref,
  others: await identity.mayBeOf(ref.channel, names),
});

export type Publisher = ReturnType<typeof createPublisher>;
