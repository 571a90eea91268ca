import type { TurnToSend } from "@acolhe/events";

/** Turns of one contact that wait behind one that is being carried out. */
const WAITING_MAX = 1;

/**
 * Places of a lane are shared by all contacts, and turns of one contact follow each other: those that could only wait for one in
 * hand are given back, so that a contact whose message is slow to leave holds up no other.
 * H1. The first turn of a contact that is not finished is always taken: what it follows is not in hand and was not given back.
 */
export class FairLane {
  readonly #inHand = new Map<string, Set<number>>();
  readonly #givenBack = new Map<string, Set<number>>();

  /** @returns whether the turn is carried out now; `done` has to be called then */
  take({ contact, predecessorSeq }: Pick<TurnToSend, "contact" | "predecessorSeq">, seq: number): boolean {
    const inHand = setOf(this.#inHand, contact);
    const givenBack = setOf(this.#givenBack, contact);
    const follows = inHand.has(predecessorSeq) || givenBack.has(predecessorSeq);
    if (follows && inHand.size > WAITING_MAX) {
      givenBack.add(seq);
      return false;
    }
    givenBack.delete(seq);
    if (givenBack.size === 0) this.#givenBack.delete(contact);
    inHand.add(seq);
    return true;
  }

  done(contact: string, seq: number): void {
    const inHand = setOf(this.#inHand, contact);
    inHand.delete(seq);
    if (inHand.size > 0) return;
    this.#inHand.delete(contact);
    // Another replica may have what was given back: nothing is waited for any more.
    this.#givenBack.delete(contact);
  }
}

function setOf(all: Map<string, Set<number>>, contact: string): Set<number> {
  const found = all.get(contact) ?? new Set<number>();
  all.set(contact, found);
  return found;
}
