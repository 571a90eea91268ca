import { type Bus, publish } from "@acolhe/bus";
import type { Cache } from "@acolhe/cache";
import { type ChannelId, ContactKey, controlSubject, type MergedInto, stableId } from "@acolhe/events";
import { TRACE_HEADER } from "@acolhe/runtime";
import type { Normalised } from "@acolhe/zapi";
import type { Broker } from "../broker.ts";
import type { IngressMetrics } from "../ingress-metrics.ts";
import type { Intake } from "../receive/intake.ts";
import type { Identity, Merge } from "../resolve/identity.ts";
import { isOurs, sentHint } from "../resolve/own-or-human.ts";
import { aboutChannel, aboutContact, type Publication } from "./publication.ts";

/** One try: a second one is the spool's. */
const PUBLISH = { tries: 1, timeoutMs: 700 } as const;

/** Tells the younger conversation that it goes on in the older one. */
export async function announceMerge(bus: Bus, { channel, survivor, younger }: Merge, now: number): Promise<void> {
  const ref = { channel, contact: younger };
  const id = stableId("merged-into", channel, younger, survivor);
  const event: MergedInto = { type: "merged-into", id, ...ref, at: now, receivedAt: now, survivor };
  await publish(bus, controlSubject(ref), event, { id, ...PUBLISH });
}

/** Brings one fact to the broker: whose it is, who wrote it, where it belongs. Repeating it changes nothing. */
export function createPublisher(deps: {
  broker: Broker;
  cache: Cache;
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
    const contact = await contactOf(channel, item);
    const addressed = item.target === "own-or-human" ? await decided(bus, channel, item, contact) : item;
    await send(bus, aboutContact(intake, addressed, contact));

    async function send(to: Bus, { subject, body, id, ttl }: Publication) {
      const headers = { [TRACE_HEADER]: intake.traceparent };
      await publish(to, subject, body, { id, headers, ...PUBLISH, ...(ttl ? { ttl } : {}) });
    }
  };

  async function contactOf(channel: ChannelId, item: Extract<Normalised, { names: unknown }>): Promise<ContactKey> {
    if (item.target === "receipt") {
      // A callback may use another name of the contact than we sent to: the message's id is the surer link.
      const hint = ContactKey.safeParse(await cache.recall(sentHint(channel, item.draft.messageId)));
      if (hint.success) return hint.data;
    }
    // A callback about a number that never wrote makes no contact: it would count as older than the conversation.
    return identity.resolve(channel, item.names, { learn: item.target !== "receipt" });
  }

  async function decided(
    bus: Bus,
    channel: ChannelId,
    item: Extract<Normalised, { target: "own-or-human" }>,
    contact: ContactKey,
  ) {
    const { messageId, contentHash, names } = item;
    const ours = await isOurs({ bus, cache, now }, { ref: { channel, contact }, messageId, contentHash });
    metrics.takeovers.inc({ as: ours ? "ours" : "human" });
    return ours
      ? { target: "receipt" as const, names, draft: item.receipt }
      : { target: "conversation" as const, names, draft: item.takeover };
  }
}
export type Publisher = ReturnType<typeof createPublisher>;

/** What is known of the number, unless something newer is known already. */
async function keepState(bus: Bus, channel: ChannelId, { connected, at }: { connected: boolean; at: number }) {
  const kv = await bus.kvm.open("channels");
  const known = (await kv.get(channel))?.json<{ at?: number }>();
  if ((known?.at ?? 0) <= at) await kv.put(channel, JSON.stringify({ connected, at }));
}
