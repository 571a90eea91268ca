import type { Bucket, CoreBus } from "@acolhe/bus";
import type { Channel, SendingLane } from "@acolhe/events";
import type { LeaveOut, Logger } from "@acolhe/runtime";
import type { ZapiClient } from "@acolhe/zapi";
import { startFailures } from "./afterwards/failures.ts";
import { startOrders } from "./afterwards/orders.ts";
import { createQueued } from "./afterwards/queued.ts";
import { startSettler } from "./afterwards/settle.ts";
import { startTakeBack } from "./afterwards/take-back.ts";
import { createTakeBackWords } from "./afterwards/take-back-words.ts";
import { createWithdraw } from "./afterwards/withdraw.ts";
import { Withheld } from "./afterwards/withheld.ts";
import { Contacts } from "./ledger/contacts.ts";
import { putHeld } from "./ledger/held-list.ts";
import { followBeginning } from "./number/beginning.ts";
import type { IsBotOff } from "./number/bot-switch.ts";
import { followConnection } from "./number/connection.ts";
import { SendGate } from "./number/gate.ts";
import { createPlainText } from "./number/plain-text.ts";
import type { Speech } from "./number/speech.ts";
import type { Hints, SharedPace } from "./ports.ts";
import { startLanes } from "./receive/lanes.ts";
import { listenToCopies } from "./receive/live-copies.ts";
import { createCarryOut } from "./send/carry-out.ts";
import { createFillIn } from "./send/stored-files.ts";
import type { SenderMetrics } from "./sender-metrics.ts";

export interface ChannelSenderDeps {
  readonly bus: CoreBus;
  readonly channel: Channel;
  readonly client: ZapiClient;
  readonly held: Bucket;
  readonly pace: SharedPace;
  readonly hints: Hints;
  readonly isBotOff: IsBotOff;
  readonly speech: Speech;
  readonly leaveOut: LeaveOut;
  readonly log: Logger;
  readonly metrics: SenderMetrics;
  /** Turns in hand a lane, in this process. */
  readonly slots?: Readonly<Record<SendingLane, number>>;
  readonly ackWaitMs: number;
  readonly zapiTimeoutMs: number;
}

/** Sends for one WhatsApp number; any number of replicas may do so side by side. */
export function startChannelSender(deps: ChannelSenderDeps): { stop(): Promise<void> } {
  const { bus, channel, speech, held } = deps;
  let isStopping = false;
  const stopping = () => isStopping;
  const contacts = new Contacts(bus);
  const gate = new SendGate(channel, {
    pace: deps.pace,
    isPaused: () => speech.isPaused(channel.id),
    host: bus.host,
  });
  const withheld = new Withheld(bus.host);
  const shared = { ...deps, sender: bus.host.uniqueId(), contacts, withheld, gate, stopping };
  const plainText = createPlainText(shared);
  const connection = followConnection(shared);
  const beginning = followBeginning(bus, channel, deps.log);
  const copies = listenToCopies(shared);

  const carryOut = createCarryOut({
    ...shared,
    ...{ plainText, fillIn: createFillIn(bus), isOnlyObserved: speech.isOnlyObserved, mayBegin: beginning.mayBegin },
    hold: (ref, partition) => putHeld(held, { ref, partition }),
  });
  const queued = createQueued(shared);
  const words = createTakeBackWords({ ...shared, queued });
  const pulling = [
    ...startLanes({ ...shared, carryOut }),
    startFailures({ ...shared, plainText, carryOut }),
    startTakeBack({ ...shared, queued, words }),
    startOrders({ ...shared, carryOut, withdraw: createWithdraw({ ...shared, queued }) }),
    startSettler({
      ...shared,
      ...{ carryOut, words, lastCallbackAt: copies.lastCallbackAt, connected: connection.isConnected },
    }),
  ];

  return {
    async stop() {
      isStopping = true;
      gate.stop();
      contacts.wakeAll();
      for (const followed of [connection, beginning, plainText, copies]) followed.stop();
      await Promise.all(pulling.map((part) => part.stop()));
    },
  };
}
