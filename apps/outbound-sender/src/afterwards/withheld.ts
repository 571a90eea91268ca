import type { Host } from "@acolhe/bus";
import type { ConversationRef } from "@acolhe/events";
import { heldKey } from "../ledger/held-list.ts";

/** A look reads the contact's half hour and lists the gateway's queue. Without a callback it takes ten of them to be sure. */
const LOOK_EVERY_MS = 2_000;

/**
 * Contacts of whose words it cannot be told yet whether the gateway let them go. They are looked at again when a callback
 * of theirs comes, which is what tells it, and otherwise after a while.
 */
export class Withheld {
  readonly #host: Pick<Host, "ticks">;
  readonly #until = new Map<string, number>();

  constructor(host: Pick<Host, "ticks">) {
    this.#host = host;
  }

  note(ref: ConversationRef): void {
    this.#until.set(heldKey(ref), this.#host.ticks() + LOOK_EVERY_MS);
  }
  forget(ref: ConversationRef): void {
    this.#until.delete(heldKey(ref));
  }
  /** Nothing can have come to light since the last look. */
  isStill(ref: ConversationRef): boolean {
    return this.#host.ticks() < (this.#until.get(heldKey(ref)) ?? 0);
  }
}
