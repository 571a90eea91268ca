import type { CoreBus } from "@acolhe/bus";
import {
  type Channel,
  type ContactKey,
  type ConversationRef,
  controlFilter,
  failureFilter,
  orderFilter,
  outcomeFilter,
  Receipt,
  receiptFilter,
} from "@acolhe/events";
import type { Logger } from "@acolhe/runtime";
import type { Withheld } from "../afterwards/withheld.ts";
import type { Contacts } from "../ledger/contacts.ts";
import { letsTheNextGo } from "../ledger/ledger.ts";

export interface LiveCopies {
  /** When any callback of the number last came, epoch ms. */
  lastCallbackAt(): number;
  stop(): void;
}

/**
 * Live copies of what other processes store about a number's contacts: they only wake, so a lost one costs time, never
 * correctness. Our own do not come back to us (`noEcho`).
 */
export function listenToCopies(deps: {
  readonly bus: CoreBus;
  readonly channel: Channel;
  readonly contacts: Contacts;
  readonly withheld: Withheld;
  readonly log: Logger;
}): LiveCopies {
  const { bus, channel, contacts, withheld, log } = deps;
  let lastCallbackAt = 0;

  const listen = (subject: string, on: (ref: ConversationRef, json: unknown) => void) =>
    bus.nc.subscribe(subject, {
      callback: (error, message) => {
        if (error) return;
        const ref = { channel: channel.id, contact: message.subject.split(".")[2] as ContactKey };
        try {
          on(ref, message.json());
        } catch (problem) {
          log.debug({ err: problem }, "a live copy could not be read");
        }
      },
    });

  const heard = (ref: ConversationRef, json: unknown) => {
    lastCallbackAt = bus.host.now();
    withheld.forget(ref);
    const receipt = Receipt.parse(json);
    if (letsTheNextGo(receipt)) contacts.receipt(ref, receipt);
  };
  const subscriptions = [
    listen(receiptFilter(channel.id), heard),
    listen(failureFilter(channel.id), heard),
    listen(outcomeFilter(channel.id), (ref) => contacts.forget(ref)),
    listen(controlFilter(channel.id), (ref) => contacts.forget(ref)),
    listen(orderFilter(channel.id), (ref) => contacts.forget(ref)),
  ];
  return {
    lastCallbackAt: () => lastCallbackAt,
    stop() {
      for (const subscription of subscriptions) subscription.unsubscribe();
    },
  };
}
