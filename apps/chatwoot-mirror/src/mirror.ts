import { type Delivery, readAs, startPump, Unreadable } from "@acolhe/bus";
import {
  type ChannelId,
  type ContactKey,
  type ConversationRef,
  DELIVERY,
  DeskReported,
  isCanary,
  mirrorDeliveryDurable,
  mirrorTurnsDurable,
  Outcome,
  Receipt,
  TURNS,
} from "@acolhe/events";
import { createFairShare } from "@acolhe/runtime";
import { createAdvance } from "./advance.ts";
import { type ContactWork, createContactWork } from "./contact-work.ts";
import { createComplain, RETRY_MS_MIN, retryMs } from "./failures.ts";
import { startReading } from "./hear/reading.ts";
import { createReconcile } from "./hear/reconcile.ts";
import { createReports, type Reports } from "./hear/reports.ts";
import type { MirrorDeps } from "./ports.ts";
import type { Handle } from "./record.ts";
import { createDeleted } from "./write/deleted.ts";
import { createFollowDelivery } from "./write/follow-delivery.ts";
import { createPost } from "./write/post.ts";
import { createConversationResolver } from "./write/resolve-conversation.ts";
import { createShow } from "./write/show.ts";
import { createUnanswered } from "./write/unanswered.ts";
import { createUnsure } from "./write/unsure.ts";

/** Deliveries in hand at the same time; the desk, not the broker, is the limit. */
const SLOTS = 16;
/** A contact is worked on by one at a time anyway: what more of its deliveries wait in hand takes slots from others. */
const SHARE = { places: SLOTS, placesPerKey: 1, inHandPerKey: 3, inHandMax: SLOTS };

/** It only ever reads the streams that patients' replies go through, so its slowness delays only the desk. */
export function startMirror(
  deps: MirrorDeps & {
    readonly ackWaitMs: number;
    /** Deliveries in hand at the same time, of either stream. */
    readonly slots?: number;
  },
): { stop(): Promise<void> } {
  const { bus, metrics, slots = SLOTS } = deps;
  const complain = createComplain(deps);
  const work = createContactWork(deps);
  const reports = createReports(deps);
  const post = createPost(deps);
  const deleted = createDeleted({ ...deps, post });
  const noteUnsure = createUnsure({ post, now: deps.now });
  const resolver = createConversationResolver(deps, reports);
  const advance = createAdvance(deps, resolver, createShow({ ...deps, post }, resolver, reports));
  const follow = createFollowDelivery(deps);
  const reconcile = createReconcile(deps, { work, reports, advance, complain });
  const unanswered = createUnanswered({ ...deps, post }, { work, complain });

  async function showTurn(ref: ConversationRef, storedAtMs: number): Promise<void> {
    const contact = `${ref.channel}.${ref.contact}`;
    metrics.behind.waits(contact, storedAtMs);
    await work(ref, advance);
    metrics.behind.shown(contact);
  }

  const handleTurn = createHandle(deps, complain);
  const handleDelivery = createHandle(deps, complain);
  const onDelivery = createOnDelivery({ work, reports, advance, deleted, follow, noteUnsure });
  const pumps = [
    startPump(bus, {
      stream: TURNS.name,
      durable: mirrorTurnsDurable,
      slots,
      ackWaitMs: deps.ackWaitMs,
      handle: (delivery) => handleTurn(delivery, (ref) => showTurn(ref, delivery.storedAtMs)),
      onError: complain,
    }),
    startPump(bus, {
      stream: DELIVERY.name,
      durable: mirrorDeliveryDurable,
      slots,
      ackWaitMs: deps.ackWaitMs,
      onUnreadable: (problem, { seq }) => deps.leaveOut(problem, { stream: DELIVERY.name, seq }),
      handle: (delivery) => handleDelivery(delivery, (ref, kind) => onDelivery(ref, kind, delivery)),
      onError: complain,
    }),
  ];

  const reading = startReading(deps, async () => {
    await reconcile().catch(complain);
    await unanswered().catch(complain);
  });

  return {
    async stop() {
      await Promise.all([...pumps.map((pump) => pump.stop()), reading.stop()]);
    },
  };
}

interface Parts {
  readonly work: ContactWork;
  readonly reports: Reports;
  readonly advance: (handle: Handle) => Promise<void>;
  readonly deleted: ReturnType<typeof createDeleted>;
  readonly follow: ReturnType<typeof createFollowDelivery>;
  readonly noteUnsure: ReturnType<typeof createUnsure>;
}

/** What became of a message, or what people did at the desk. */
function createOnDelivery({ work, reports, advance, deleted, follow, noteUnsure }: Parts) {
  return async (ref: ConversationRef, kind: string, delivery: Delivery): Promise<void> => {
    if (kind === "desk") {
      const report = readAs(DeskReported, DELIVERY.name, delivery);
      return work(ref, async (handle) => {
        await reports.apply(handle, report, "webhook");
        // What it was, the turns before this tell.
        if (report.deletedMessageId !== undefined) await advance(handle);
        await deleted.onReport(handle, report);
      });
    }
    await work(ref, async (handle) => {
      await advance(handle);
      if (kind === "outcome") {
        const outcome = readAs(Outcome, DELIVERY.name, delivery);
        await follow.onOutcome(handle, outcome);
        await deleted.onOutcome(handle, outcome);
        await noteUnsure(handle, outcome);
      } else await follow.onReceipt(handle, readAs(Receipt, DELIVERY.name, delivery));
    });
  };
}

/** Handles the deliveries of one stream: those of numbers that are mirrored, a contact's in turn, again where it failed. */
function createHandle({ channels, settings }: MirrorDeps, complain: (error: unknown) => void) {
  const mirrored = new Set(channels.filter((one) => one.chatwootInboxId !== undefined).map(({ id }) => id));
  const share = createFairShare(SHARE);
  return async (delivery: Delivery, run: (ref: ConversationRef, kind: string) => Promise<void>): Promise<void> => {
    const [, channel, contact, kind = ""] = delivery.subject.split(".");
    const ref = { channel: channel as ChannelId, contact: contact as ContactKey };
    if (!mirrored.has(ref.channel) || isCanary(ref)) return delivery.ack();
    const running = share.run(`${ref.channel}.${ref.contact}`, () => run(ref, kind));
    if (running === null) return delivery.retry(RETRY_MS_MIN);
    try {
      await running;
      delivery.ack();
    } catch (error) {
      if (error instanceof Unreadable) throw error;
      delivery.retry(retryMs(error, delivery.deliveryCount, settings.retryMsMax));
      complain(error);
    }
  };
}
