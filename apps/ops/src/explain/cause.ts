import { type ControlEvent, isSilencing, type Outcome, RECEIPT_RANK, type Receipt } from "@acolhe/events";
import { z } from "zod";
import type { LogItem } from "../log/log-item.ts";
import type { Incident, Send } from "./incident.ts";

/** When a number was off line. Epoch ms; `to` null: it still is. */
export interface OffLine {
  readonly from: number;
  readonly to: number | null;
}

/** Why the patient was answered, or was not: the answer to "why?", as data. Times are epoch ms. */
export type Cause =
  | { readonly kind: "nothing-came"; readonly logBegins: number | null }
  /** In the log, and no decision yet: the worker is behind, or its partition stands still. */
  | { readonly kind: "undecided"; readonly partition: number; readonly since: number }
  | { readonly kind: "gathering"; readonly due: number | null }
  | { readonly kind: "silent"; readonly because: Silence; readonly since: number | null; readonly by: string | null }
  | { readonly kind: "no-answer-needed"; readonly rule: string }
  | {
      readonly kind: "taken-over";
      readonly by: ControlEvent["type"];
      readonly at: number;
      readonly source: string | null;
    }
  | { readonly kind: "expired"; readonly waitedMs: number; readonly offLine: OffLine | null }
  | { readonly kind: "failed"; readonly code: string | null }
  | { readonly kind: "retrying"; readonly code: string | null; readonly tries: number }
  | { readonly kind: "unknown"; readonly since: number }
  | { readonly kind: "given-to-person" }
  | { readonly kind: "left-out"; readonly by: LeftOut }
  | { readonly kind: "not-sent-yet"; readonly since: number; readonly offLine: OffLine | null }
  | {
      readonly kind: "answered";
      readonly afterMs: number;
      /** How long the words waited for the log, where that says something: ingress keeps them while the broker is away. */
      readonly spooledMs?: number;
      readonly onceMore: boolean;
      readonly receipt: Receipt["kind"] | null;
    };

/** Why words were recorded and not sent, other than for a person: codes of the sender. */
const LEFT_OUT = ["dropped", "observing", "bot-off"] as const;
type LeftOut = (typeof LEFT_OUT)[number];

type Silence = "human" | "paused" | "bot-off" | "opted-out" | "parked" | "deferred" | "merged";

/** Read leniently: turns of every engine version stay in the log. */
const State = z.object({
  mode: z.enum(["bot", "human", "paused"]).catch("bot"),
  optedOut: z.boolean().catch(false),
  merged: z.object({ survivor: z.string() }).nullable().catch(null),
  pendingInput: z.object({ due: z.number() }).nullable().catch(null),
});

/**
 * Of several things that were to be said, the one that explains most: what did not arrive before what did. Pure: all it
 * knows is in the log.
 */
export function causeOf(incident: Incident, items: readonly LogItem[], offLine: readonly OffLine[]): Cause {
  const { trigger, turns, sends } = incident;
  const last = turns.at(-1);
  if (!last) {
    if (trigger?.kind === "event") return undecided(trigger, items);
    return { kind: "nothing-came", logBegins: items[0]?.storedAtMs ?? null };
  }
  if (sends.length === 0) return silence(incident, items);
  const sentAt = trigger?.event.receivedAt ?? last.storedAtMs;
  const causes = sends.map((send) => causeOfSend(send, { sentAt, items, offLine }));
  const cause = causes.find(({ kind }) => kind !== "answered") ?? causes.at(-1)!;
  const spooledMs = trigger ? trigger.storedAtMs - sentAt : 0;
  return cause.kind === "answered" && spooledMs >= SPOOLED_MS_MIN ? { ...cause, spooledMs } : cause;
}
/** Less than this is the clocks of two machines, or a busy one. */
const SPOOLED_MS_MIN = 5_000;

function undecided(trigger: LogItem, items: readonly LogItem[]): Cause {
  const turn = items.findLast((item) => item.kind === "turn");
  return { kind: "undecided", partition: turn?.turn.event.partition ?? -1, since: trigger.storedAtMs };
}

function silence({ turns, before }: Incident, items: readonly LogItem[]): Cause {
  const { turn, seq } = turns.at(-1)!;
  const state = State.parse(turn.state);
  const mode = before ? State.parse(before.turn.state).mode : "bot";
  const silent = (because: Silence) => {
    const control = lastControl(items, seq, because);
    const source = control?.event && "source" in control.event ? control.event.source : null;
    return { kind: "silent", because, since: control?.storedAtMs ?? null, by: source } as const;
  };
  if (turn.outcome === "parked" || turn.outcome === "deferred") return silent(turn.outcome);
  if (state.pendingInput) return { kind: "gathering", due: state.pendingInput.due };
  if (turn.facts.botOff) return silent("bot-off");
  if (state.merged) return silent("merged");
  if (mode !== "bot" && state.mode !== "bot") return silent(mode);
  if (state.optedOut) return silent("opted-out");
  return { kind: "no-answer-needed", rule: turn.rule };
}

/** The control that silenced the bot before a turn. */
const SILENCED_BY: Readonly<Partial<Record<Silence, readonly ControlEvent["type"][]>>> = {
  human: ["takeover-started", "known-before-start"],
  paused: ["bot-paused"],
  "opted-out": ["bot-stopped"],
  merged: ["merged-into"],
};

function lastControl(items: readonly LogItem[], beforeTurn: number, because: Silence) {
  const turnAt = items.findIndex((item) => item.kind === "turn" && item.seq === beforeTurn);
  const types = SILENCED_BY[because] ?? [];
  return items
    .slice(0, turnAt < 0 ? undefined : turnAt)
    .findLast(
      (item): item is Extract<LogItem, { kind: "control" }> =>
        item.kind === "control" && types.includes(item.event.type),
    );
}

interface Around {
  readonly sentAt: number;
  readonly items: readonly LogItem[];
  readonly offLine: readonly OffLine[];
}

function causeOfSend(send: Send, around: Around): Cause {
  const last = send.outcomes.at(-1);
  if (!last) {
    const turn = around.items.find((item) => item.kind === "turn" && item.seq === send.turnSeq);
    const since = turn?.storedAtMs ?? around.sentAt;
    return { kind: "not-sent-yet", since, offLine: during(around.offLine, since, null) };
  }
  const { outcome } = last;
  switch (outcome.status) {
    case "superseded": {
      const by = LEFT_OUT.find((code) => code === outcome.code);
      if (by) return { kind: "left-out", by };
      return supersededBy(send, last.storedAtMs, around.items);
    }
    case "expired":
      return {
        kind: "expired",
        waitedMs: outcome.at - around.sentAt,
        offLine: during(around.offLine, around.sentAt, outcome.at),
      };
    case "failed":
      return { kind: "failed", code: outcome.code ?? null };
    case "refused":
      return { kind: "retrying", code: outcome.code ?? null, tries: outcome.attempt };
    case "held":
      return { kind: "unknown", since: last.storedAtMs };
    case "settled":
      return outcome.settledAs === "given-to-person" ? { kind: "given-to-person" } : answered(send, around.sentAt);
    case "accepted":
      return answered(send, around.sentAt);
  }
}

function answered(send: Send, sentAt: number): Cause {
  const isDone = ({ status, settledAs }: Outcome) =>
    status === "accepted" || (status === "settled" && settledAs === "sent");
  const done = send.outcomes.findLast(({ outcome }) => isDone(outcome)) ?? send.outcomes.at(-1)!;
  const kinds = send.receipts.map(({ receipt }) => receipt.kind);
  if (kinds.includes("failed")) {
    const failed = send.receipts.findLast(({ receipt }) => receipt.kind === "failed");
    return { kind: "failed", code: failed?.receipt.code ?? null };
  }
  return {
    kind: "answered",
    afterMs: Math.max(0, done.outcome.at - sentAt),
    onceMore: send.outcomes.some(({ outcome }) => outcome.settledAs === "sent-once-more"),
    receipt: kinds.toSorted((a, b) => RECEIPT_RANK[b] - RECEIPT_RANK[a])[0] ?? null,
  };
}

function supersededBy(send: Send, until: number, items: readonly LogItem[]): Cause {
  const from = items.find((item) => item.kind === "turn" && item.seq === send.turnSeq)?.storedAtMs ?? 0;
  const isIt = (item: LogItem): item is Extract<LogItem, { kind: "control" }> =>
    item.kind === "control" && isSilencing(item.event.type) && item.storedAtMs <= until;
  // Usually behind the decision; one that the worker did not know yet may lie just before it.
  const control = items.find((item) => isIt(item) && item.storedAtMs >= from) ?? items.findLast(isIt);
  if (control?.kind !== "control") return { kind: "failed", code: null };
  const source = "source" in control.event ? control.event.source : null;
  return { kind: "taken-over", by: control.event.type, at: control.storedAtMs, source };
}

/** The time off line that overlaps the longest. */
const during = (offLine: readonly OffLine[], from: number, to: number | null): OffLine | null =>
  offLine
    .filter((one) => one.from <= (to ?? Number.POSITIVE_INFINITY) && (one.to ?? Number.POSITIVE_INFINITY) >= from)
    .toSorted((a, b) => lengthOf(b) - lengthOf(a))[0] ?? null;
const lengthOf = ({ from, to }: OffLine) => (to ?? Number.MAX_SAFE_INTEGER) - from;
