import { allFrom, type CoreBus, lastOf, readAs, type Stored, Unreadable } from "@acolhe/bus";
import { ConversationState, withoutForgotten } from "@acolhe/conversation";
import { anyTurnOf, type ConversationRef, isSend, type SendingLane, TURNS, Turn } from "@acolhe/events";

/** What the worker needs to know of a conversation to write its next turn. */
export interface Conversation {
  /** Sequence of the last turn; 0 before the first. The next is written expecting it. */
  readonly turnSeq: number;
  readonly coveredSeq: number;
  readonly state: ConversationState | null;
  /** Newest turn with something to send, per lane. */
  readonly lanes: Readonly<Record<SendingLane, number>>;
  readonly lastTurn: Turn | null;
  /** The last turn cannot be read; all else is of the last one that can. */
  readonly broken?: Unreadable;
}

const NEW_CONVERSATION: Conversation = {
  turnSeq: 0,
  coveredSeq: 0,
  state: null,
  lanes: { reply: 0, proactive: 0, bulk: 0 },
  lastTurn: null,
};

/** The conversation as it is after a turn, whose state it is. */
export function after(turn: Turn, state: ConversationState, turnSeq: number): Conversation {
  const sends = turn.lane !== "quiet" && turn.commands.some(isSend);
  return {
    turnSeq,
    coveredSeq: turn.coveredSeq,
    state,
    lanes: sends ? { ...turn.lanes, [turn.lane]: turnSeq } : turn.lanes,
    lastTurn: turn,
  };
}

/** Reads the last turn: one direct get. */
export async function loadConversation(bus: CoreBus, ref: ConversationRef): Promise<Conversation> {
  const last = await lastOf(bus, TURNS.name, anyTurnOf(ref));
  if (!last) return NEW_CONVERSATION;
  try {
    return read(last);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    let readable = NEW_CONVERSATION;
    for await (const stored of allFrom(bus, TURNS.name, anyTurnOf(ref), 1)) {
      if (stored.seq < last.seq && readTurnOrNull(stored)) readable = read(stored);
    }
    return { ...readable, turnSeq: last.seq, broken: error };
  }
}

/** @throws Unreadable */
function read(stored: Stored): Conversation {
  const { turn, state } = readTurn(stored);
  return after(turn, withoutForgotten(state), stored.seq);
}

/** A turn whose state is one of ours. @throws Unreadable */
function readTurn(stored: Stored): { turn: Turn; state: ConversationState } {
  const turn = readAs(Turn, TURNS.name, stored);
  return { turn, state: readAs(ConversationState, TURNS.name, { seq: stored.seq, json: () => turn.state }) };
}
export const readTurnOrNull = (stored: Stored): Turn | null => {
  try {
    return readTurn(stored).turn;
  } catch {
    return null;
  }
};

/** Conversations in memory: a cache only. A stale entry is caught when its turn is refused (D4). */
export class ConversationCache {
  readonly #entries = new Map<string, Conversation>();
  readonly #entriesMax: number;
  constructor(entriesMax: number) {
    this.#entriesMax = entriesMax;
  }
  get(ref: ConversationRef): Conversation | undefined {
    const key = keyOf(ref);
    const found = this.#entries.get(key);
    if (found) {
      // Moving it to the end makes the first entry the least recently used.
      this.#entries.delete(key);
      this.#entries.set(key, found);
    }
    return found;
  }
  set(ref: ConversationRef, conversation: Conversation): void {
    this.#entries.set(keyOf(ref), conversation);
    if (this.#entries.size <= this.#entriesMax) return;
    const oldest = this.#entries.keys().next().value;
    if (oldest !== undefined) this.#entries.delete(oldest);
  }
  drop(ref: ConversationRef): void {
    this.#entries.delete(keyOf(ref));
  }
}
const keyOf = (ref: ConversationRef) => `${ref.channel}.${ref.contact}`;
