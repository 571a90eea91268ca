import type { ChannelState } from "@acolhe/events";
import { stateKey } from "../world/gateway.ts";
import { callKey, editedKey, reactionKey, revokedKey, waitingKey } from "../world/payloads.ts";
import { Violation } from "./violation.ts";

interface Told {
  /** Those of the same contact whose order counts, and that were answered before this one was sent. */
  before: readonly string[];
  isAnswered: boolean;
}

interface Stored {
  readonly type?: string | undefined;
  readonly source?: string | undefined;
  readonly kind?: string | undefined;
  readonly messageId?: string | undefined;
  readonly callId?: string | undefined;
}

/** What facts about a message are called in the books. */
const KEYS: Readonly<Record<string, ((about: string) => string) | undefined>> = {
  ...{ "message-edited": editedKey, "message-revoked": revokedKey, "message-waiting": waitingKey },
  ...{ "reaction-received": reactionKey, "call-received": callKey },
};

/** What the gateway told and ingress answered for, against what is in the log. */
export class IntakeCheck {
  readonly #told = new Map<string, Told>();
  readonly #stored = new Map<string, number[]>();
  /** By contact, messages that were answered for, and when. */
  readonly #answered = new Map<string, Array<{ readonly key: string; readonly at: number }>>();
  /** By its place, in whose conversation a message is. */
  readonly #contactOf = new Map<number, string>();
  /** Messages that we sent ourselves. */
  readonly #own = new Set<string>();

  readonly #now: () => number;
  readonly #clocksApartMs: number;
  readonly #mayRepeat: boolean;

  constructor(options: { now: () => number; clocksApartMs: number; mayRepeat: boolean }) {
    this.#now = options.now;
    this.#clocksApartMs = options.clocksApartMs;
    this.#mayRepeat = options.mayRepeat;
  }

  sentByUs(messageId: string): void {
    this.#own.add(messageId);
  }

  /** A webhook is sent for the first time. @param contact whose order it belongs to, if any */
  sent(key: string, contact: string | null): void {
    if (this.#told.has(key)) return;
    const answered = contact === null ? [] : (this.#answered.get(contact) ?? []);
    // Which came first two clocks cannot tell where they are further apart.
    const before = answered.filter(({ at }) => at <= this.#now() - this.#clocksApartMs).map(({ key: other }) => other);
    this.#told.set(key, { before, isAnswered: false });
  }

  /**
   * @param contact whose order it belongs to for those behind it, if any
   * @param overtakes it may have been stored before what came before it
   */
  answered(key: string, contact: string | null, overtakes = false): void {
    const told = this.#told.get(key);
    // Also of a repeat: it may be stored before what was answered for first.
    if (told && overtakes) told.before = [];
    if (!told || told.isAnswered) return;
    told.isAnswered = true;
    if (contact === null) return;
    const others = this.#answered.get(contact);
    const one = { key, at: this.#now() };
    if (others) others.push(one);
    else this.#answered.set(contact, [one]);
  }

  /** @param contact in whose conversation it is */
  stored(seq: number, contact: string, { type = "", source, kind, callId, messageId = callId }: Stored): void {
    if (messageId === undefined) return;
    const key = KEYS[type]?.(messageId);
    if (key !== undefined) this.#stored.set(key, this.#stored.get(key) ?? [seq]);
    else this.#messageStored(seq, contact, { type, source, kind, messageId });
  }

  #messageStored(
    seq: number,
    contact: string,
    { type, source, kind, messageId }: Stored & { readonly messageId: string },
  ): void {
    const isTakenForOthers = type === "sent-by-other-system" || (type === "takeover-started" && source === "phone");
    if (isTakenForOthers && this.#own.has(messageId))
      throw new Violation("D9", `our own message ${messageId} is taken for another's (${type})`);
    const isMessage = type === "message-received" || isTakenForOthers;
    if (!isMessage && kind === undefined) return;
    const key = isMessage ? messageId : `${kind} ${messageId}`;
    const places = this.#stored.get(key);
    if (isMessage) this.#contactOf.set(seq, contact);
    if (!places) this.#stored.set(key, [seq]);
    else if (isMessage && this.#contactOf.get(places[0]!) !== contact) places.push(seq);
    else if (isMessage && this.#mayRepeat) places.push(seq);
    else if (isMessage) throw new Violation("I2", `message ${key} is stored as ${places[0]} and as ${seq}`);
  }

  stateStored({ connected, at }: ChannelState): void {
    this.#stored.set(stateKey(connected, at), [0]);
  }

  /** Places of what is there already, because the broker had forgotten that it took it. */
  get repeats(): number[] {
    const isOfSame = (first: number | undefined, other: number) =>
      first !== undefined && this.#contactOf.get(first) === this.#contactOf.get(other);
    return [...this.#stored.values()].flatMap(([first, ...others]) => others.filter((one) => isOfSame(first, one)));
  }

  /** Places of each message that is in the conversations of several contacts, because they were found to be one. */
  get inSeveral(): number[][] {
    return [...this.#stored.values()].filter(
      (places) => new Set(places.map((seq) => this.#contactOf.get(seq))).size > 1,
    );
  }

  /** Whether all that was answered for is in the log. */
  get isDone(): boolean {
    return [...this.#told].every(([key, { isAnswered }]) => !isAnswered || this.#stored.has(key));
  }

  atRest(): void {
    for (const [key, { before, isAnswered }] of this.#told) {
      if (!isAnswered) continue;
      const seq = this.#stored.get(key)?.[0];
      if (seq === undefined) throw new Violation("I1", `${key} was answered with 200 and is not in the log`);
      for (const other of before) {
        const earlier = this.#stored.get(other)?.[0];
        if (earlier !== undefined && earlier > seq)
          throw new Violation("O1", `${key} was sent when ${other} had been taken, and is before it in the log`);
      }
    }
  }
}
