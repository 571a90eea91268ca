import { type Bus, type FollowedMessage, readOrNull, readStream } from "@acolhe/bus";
import { readShadowTurns, type ShadowBegun } from "@acolhe/conversation-worker/shadow";
import { isSend, TURNS, Turn, WORDS_FORGOTTEN } from "@acolhe/events";
import { isSame } from "./replay-turn.ts";
import { createTally, type Tally } from "./tally.ts";

/** How a shadow's decisions compare with those of the log. */
export interface ShadowComparison {
  readonly tally: Tally;
  /** Decisions that would have told a patient something else, or told where the other was silent. */
  readonly told: number;
  /** Conversations with a difference. */
  readonly conversations: number;
  /** Decided in the shadow alone: timers of its own. */
  readonly added: number;
  /** Decided in the log alone. */
  readonly missing: number;
  /** Sequences in TURNS of the first that differ. */
  readonly first: readonly number[];
}

/** Reads both in step: a shadow decides in the order of the log. */
export async function compareShadow(
  bus: Bus,
  { name, begun, show }: { readonly name: string; readonly begun: ShadowBegun; readonly show: number },
): Promise<ShadowComparison> {
  const log = createRecorded(bus, begun);
  const tally = createTally();
  const conversations = new Set<string>();
  const first: number[] = [];
  let [told, added] = [0, 0];
  for await (const { turn, recorded, isSeed } of readShadowTurns(bus, name)) {
    if (isSeed) continue;
    const before = recorded === 0 ? null : await log.take(recorded);
    const fields = before ? differing(before, turn) : [];
    if (before) tally.add(before, fields.length === 0 ? { kind: "same" } : { kind: "different", fields });
    if (!before) added += 1;
    if (fields.includes("said") || (!before && turn.commands.some(isSend))) told += 1;
    if (before && fields.length === 0) continue;
    conversations.add(`${turn.channel}.${turn.contact}`);
    if (before && first.length < show) first.push(recorded);
  }
  const missing = await log.rest();
  for (const { channel, contact } of missing) conversations.add(`${channel}.${contact}`);
  return {
    ...{ tally: tally.sum(), told, added, missing: missing.length, conversations: conversations.size, first },
  };
}

const said = ({ commands }: Turn) => commands.filter(isSend);
const done = ({ commands }: Turn) => commands.filter((command) => !isSend(command));

/** What of a decision differs: what the patient is told, what else is done, and what the next decision begins with. Pure. */
function differing(recorded: Turn, shadow: Turn): string[] {
  const parts: [string, (turn: Turn) => unknown][] = [
    ["said", said],
    ["done", done],
    ["outcome", ({ outcome }) => outcome],
    ["rule", ({ rule }) => rule],
    ["lane", ({ lane }) => lane],
    ["state", ({ state }) => state],
  ];
  return parts.filter(([, of]) => !isSame(of(recorded), of(shadow))).map(([part]) => part);
}

/** The log's decisions of a shadow's events, each taken once. */
function createRecorded(bus: Bus, { from, to, turnsFrom, turnsTo }: ShadowBegun) {
  const ahead: AsyncGenerator<FollowedMessage> = readStream(bus, TURNS.name, { from: turnsFrom, to: turnsTo });
  const waiting = new Map<number, Turn>();
  let readTo = 0;
  async function readOn(seq: number): Promise<void> {
    while (readTo < seq) {
      const { value, done } = await ahead.next();
      if (done) return;
      readTo = value.seq;
      const turn = readOrNull(Turn, value);
      if (turn && turn.rule !== WORDS_FORGOTTEN && turn.event.seq >= from && turn.event.seq <= to)
        waiting.set(value.seq, turn);
    }
  }
  return {
    /** Null where it was erased meanwhile. */
    async take(seq: number): Promise<Turn | null> {
      await readOn(seq);
      const turn = waiting.get(seq) ?? null;
      waiting.delete(seq);
      return turn;
    },
    /** Those that were not taken. */
    async rest(): Promise<Turn[]> {
      await readOn(turnsTo);
      return [...waiting.values()];
    },
  };
}
