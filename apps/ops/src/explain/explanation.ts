import type { ConversationRef } from "@acolhe/events";
import { z } from "zod";
import type { LogItem } from "../log/log-item.ts";
import type { Read } from "../log/reading-text.ts";
import { type Cause, causeOf, type OffLine } from "./cause.ts";
import type { Incident } from "./incident.ts";

/** Who may speak in a conversation. */
export interface Standing {
  readonly mode: "bot" | "human" | "paused";
  readonly optedOut: boolean;
  readonly parked: boolean;
  /** The team was called and has not written yet: epoch ms of the call. */
  readonly handedOverAt: number | null;
}

export interface Decided {
  readonly turnSeq: number;
  readonly at: number;
  readonly rule: string;
  readonly outcome: string;
  readonly flowVersion: string;
  readonly engineVersion: string;
  readonly open: boolean | null;
  readonly reading: Read | null;
  /** Wire names of its commands. */
  readonly commands: readonly string[];
}

/** All that is told of one incident, without a word that a person wrote: the documented shape of `explain --json`. */
export interface Explanation {
  readonly channel: string;
  readonly contact: string;
  readonly before: Standing | null;
  readonly now: Standing | null;
  readonly decided: readonly Decided[];
  readonly cause: Cause;
  /** From the webhook to the receipt, oldest first. */
  readonly chain: readonly LogItem[];
}

const State = z.object({
  mode: z.enum(["bot", "human", "paused"]).catch("bot"),
  optedOut: z.boolean().catch(false),
  parked: z.object({}).nullable().catch(null),
  handedOver: z.object({ at: z.number() }).nullable().catch(null),
});

export function explanationOf(
  ref: ConversationRef,
  { incident, items, offLine }: { incident: Incident; items: readonly LogItem[]; offLine: readonly OffLine[] },
): Explanation {
  const { trigger, turns, sends, before } = incident;
  const last = items.findLast((item) => item.kind === "turn");
  const ofSends = sends.flatMap(({ attempts, outcomes, receipts }) => [...attempts, ...outcomes, ...receipts]);
  const cause = causeOf(incident, items, offLine);
  const chain = new Set<LogItem>([...(trigger ? [trigger] : []), ...turns, ...ofSends]);
  // A takeover is part of the story, wherever it came in.
  const [from, to] = [trigger?.storedAtMs ?? Number.POSITIVE_INFINITY, ofSends.at(-1)?.storedAtMs ?? 0];
  for (const item of items)
    if (item.kind === "control" && item.storedAtMs >= from && item.storedAtMs <= to) chain.add(item);
  return {
    channel: ref.channel,
    contact: ref.contact,
    before: before && standingOf(before.turn.state),
    now: last ? standingOf(last.turn.state) : null,
    decided: turns.map(decidedOf),
    cause,
    chain: items.filter((item) => chain.has(item)),
  };
}

function standingOf(recorded: unknown): Standing {
  const { mode, optedOut, parked, handedOver } = State.parse(recorded);
  return { mode, optedOut, parked: parked !== null, handedOverAt: handedOver?.at ?? null };
}

function decidedOf({ seq, storedAtMs, turn }: Incident["turns"][number]): Decided {
  const { understanding, hours } = turn.facts;
  return {
    turnSeq: seq,
    at: storedAtMs,
    rule: turn.rule,
    outcome: turn.outcome,
    flowVersion: turn.versions.flow,
    engineVersion: turn.versions.engine,
    open: hours?.open ?? null,
    reading: understanding
      ? {
          intent: understanding.intent,
          confidence: understanding.confidence,
          question: understanding.reading?.question ?? null,
          acts: understanding.reading?.acts ?? [],
        }
      : null,
    commands: turn.commands.map(({ type }) => type),
  };
}
