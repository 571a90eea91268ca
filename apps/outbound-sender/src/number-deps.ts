import type { CoreBus } from "@acolhe/bus";
import type { Channel } from "@acolhe/events";
import type { Logger } from "@acolhe/runtime";
import type { Contacts } from "./ledger/contacts.ts";
import type { SenderMetrics } from "./sender-metrics.ts";

/** What every part of one number's sender has. */
export interface NumberDeps {
  readonly bus: CoreBus;
  /** Part of every record's id: a refused write is taken for ours only if this very sender made it. */
  readonly sender: string;
  readonly channel: Channel;
  readonly contacts: Contacts;
  readonly log: Logger;
  readonly metrics: SenderMetrics;
}
