import type { CoreBus } from "@acolhe/bus";
import type { ConversationRef, Receipt } from "@acolhe/events";
import { isAbout, type Ledger } from "./ledger.ts";
import { loadLedger } from "./load-ledger.ts";

/** Ledgers kept in memory; each takes below 1 kB. */
const CONTACTS_MAX = 20_000;
/** Ids of callbacks that outran the gateway's answer; a contact has one send outstanding, so few are needed. */
const EARLY_IDS_MAX = 32;

interface Entry {
  ledger: Ledger | null;
  /** Tail of the queue of those who want this contact. */
  tail: Promise<unknown>;
  users: number;
  /** Counts changes, so that one between looking and waiting is not slept through. */
  version: number;
  readonly waiters: Set<() => void>;
}

/** One contact is worked on by one piece of code at a time in this process; between processes compare-and-set decides. */
export class Contacts {
  readonly #bus: CoreBus;
  readonly #entries = new Map<string, Entry>();
  constructor(bus: CoreBus) {
    this.#bus = bus;
  }

  /** Runs `work` alone on this contact, with its ledger. Behind one that failed, perhaps midway, the next reads the log. */
  async lock<T>(ref: ConversationRef, partition: number, work: (ledger: Ledger) => Promise<T>): Promise<T> {
    const entry = this.#entry(ref);
    entry.users++;
    const run = entry.tail.then(async () => {
      entry.ledger ??= await loadLedger(this.#bus, ref, partition);
      try {
        return await work(entry.ledger);
      } catch (error) {
        // Here, and not where it is caught: the next in line begins before that.
        entry.ledger = null;
        throw error;
      }
    });
    entry.tail = run.catch(() => {});
    try {
      return await run;
    } finally {
      entry.users--;
      this.#trim();
    }
  }

  /** The ledger no longer tells the truth: the next who wants it reads the log. */
  forget(ref: ConversationRef): void {
    const entry = this.#entries.get(keyOf(ref));
    if (entry) entry.ledger = null;
    this.wake(ref);
  }

  /** Something of this contact changed: the turns that wait look again. */
  wake(ref: ConversationRef): void {
    const entry = this.#entries.get(keyOf(ref));
    if (entry) this.#wake(entry);
  }

  /** The process stops, and what waits for a change finds out. */
  wakeAll(): void {
    for (const entry of this.#entries.values()) this.#wake(entry);
  }

  version(ref: ConversationRef): number {
    return this.#entry(ref).version;
  }

  /** Until something of this contact has changed since that version, at most this long. */
  async change(ref: ConversationRef, since: number, timeoutMs: number): Promise<void> {
    const entry = this.#entry(ref);
    if (timeoutMs <= 0 || entry.version !== since) return;
    entry.users++;
    let done = () => {};
    await new Promise<void>((resolve) => {
      const cancel = this.#bus.host.after(timeoutMs, resolve);
      done = () => {
        cancel();
        resolve();
      };
      entry.waiters.add(done);
    });
    entry.waiters.delete(done);
    entry.users--;
  }

  /** Notes a callback; true when it is about the message this contact waits for. */
  receipt(ref: ConversationRef, receipt: Receipt): boolean {
    const ledger = this.#entries.get(keyOf(ref))?.ledger;
    if (!ledger) return false;
    for (const id of [receipt.messageId, receipt.zaapId]) if (id) ledger.confirmedIds.add(id);
    while (ledger.confirmedIds.size > EARLY_IDS_MAX) ledger.confirmedIds.delete([...ledger.confirmedIds][0]!);
    const about = ledger.former !== null && isAbout(receipt, ledger.former);
    if (about && ledger.former) ledger.former.confirmed = true;
    this.wake(ref);
    return about;
  }

  #wake(entry: Entry): void {
    entry.version++;
    for (const waiter of entry.waiters) waiter();
    entry.waiters.clear();
  }

  #entry(ref: ConversationRef): Entry {
    const key = keyOf(ref);
    let entry = this.#entries.get(key);
    if (!entry) {
      entry = { ledger: null, tail: Promise.resolve(), users: 0, version: 0, waiters: new Set() };
      this.#entries.set(key, entry);
    }
    return entry;
  }

  #trim(): void {
    if (this.#entries.size <= CONTACTS_MAX) return;
    for (const [key, entry] of this.#entries) {
      if (entry.users === 0) this.#entries.delete(key);
      if (this.#entries.size <= CONTACTS_MAX) return;
    }
  }
}
const keyOf = (ref: ConversationRef) => `${ref.channel}.${ref.contact}`;
