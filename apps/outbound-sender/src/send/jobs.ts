import { retryWhileUnavailable } from "@acolhe/bus";
import type { ConversationRef, SendCommand, SendingLane, TurnToSend } from "@acolhe/events";
import type { ZapiClient } from "@acolhe/zapi";
import type { Ledger } from "../ledger/ledger.ts";
import type { IsBotOff } from "../number/bot-switch.ts";
import type { SendGate } from "../number/gate.ts";
import type { PlainText } from "../number/plain-text.ts";
import type { Speech } from "../number/speech.ts";
import type { NumberDeps } from "../number-deps.ts";
import type { Hints } from "../ports.ts";
import type { FillIn } from "./stored-files.ts";

/** The broker is asked four times a second; a line every ten seconds is enough. */
const LOG_EVERY_TRIES = 40;

export interface SendDeps extends NumberDeps {
  readonly client: ZapiClient;
  readonly gate: SendGate;
  readonly plainText: PlainText;
  readonly fillIn: FillIn;
  readonly isBotOff: IsBotOff;
  readonly isOnlyObserved: Speech["isOnlyObserved"];
  readonly hints: Hints;
  readonly zapiTimeoutMs: number;
  readonly stopping: () => boolean;
  /** The number's chats were read, so that the bot may speak on it. Bare observing needs no beginning. */
  readonly mayBegin: () => boolean;
  /** Remembers durably that this contact waits for an unknown outcome. */
  readonly hold: (ref: ConversationRef, partition: number) => Promise<void>;
}

/** A turn that is being carried out. */
export interface TurnJob {
  readonly ref: ConversationRef;
  readonly partition: number;
  readonly turn: TurnToSend;
  readonly turnSeq: number;
  readonly lane: SendingLane;
  /** Turns that this one waited for and that can no longer be carried out. */
  readonly gone: Set<number>;
  /** Commands of the turn that this process finished itself, and told where they had to be. */
  readonly ended: Set<number>;
  /** Since when a turn that comes first is waited for, epoch ms; 0: none is. */
  predecessorSince: number;
  /** The ledger with which the turn was last seen in the log; null: it was not looked for yet. */
  seenWith: Ledger | null;
  /** When the turn came from the log, by the host's ticks. */
  readonly readAt: number;
  /** Context of the trace, for the calls and records of this turn. */
  readonly traceparent: string;
}

/** One command of it, with its contact in hand. */
export interface CommandJob extends TurnJob {
  readonly ledger: Ledger;
  readonly index: number;
  /** As it is said: filled in, and as text where the number sends no buttons. */
  readonly command: SendCommand;
}

/**
 * What was done outside cannot be undone, so its record is written as soon as the broker is back. Contact and permit are
 * kept meanwhile: without the broker no other could send either.
 */
export function retryInPlace<T>({ bus, stopping, log, channel }: SendDeps, work: () => Promise<T>): Promise<T> {
  return retryWhileUnavailable(work, {
    host: bus.host,
    stopping,
    onRetry(error, tries) {
      if (tries % LOG_EVERY_TRIES === 1)
        log.warn({ err: error, channel: channel.id, tries }, "a record of a send waits for the broker");
    },
  });
}
