import type { Status } from "./read-status.ts";

/** One line of judgement. */
export interface Verdict {
  readonly about: "consumer" | "number" | "bot" | "unknown" | "dead-letters" | "spool" | "process";
  readonly name: string;
  readonly ok: boolean;
  /** The judgement itself; `says` is the same for a reader of English. */
  readonly code: VerdictCode;
  /** Of `behind`, `some`: how many. Of `old`: ms. */
  readonly value: number | null;
  readonly says: string;
}
export const VERDICT_CODES = [
  ...(["keeps-up", "behind", "old"] as const),
  ...(["on-line", "off-line", "no-news", "paused"] as const),
  ...(["observes"] as const),
  ...(["none", "some"] as const),
  ...(["ready", "not-ready", "no-answer"] as const),
] as const;
type VerdictCode = (typeof VERDICT_CODES)[number];

/** More than this in wait is more than a busy minute: the process behind is away or slow. */
const BEHIND_MIN = 100;
/** A single record that waits for so long stands still, however few wait behind it. */
const OLD_MS = 60_000;

/** What an operator should look at, and what is well. Pure. */
export function verdictsOf(status: Status, now: number): Verdict[] {
  return [
    ...status.consumers.map((consumer) => ofConsumer(consumer, now)),
    ...status.channels.map(ofChannel),
    ...(status.observing ? [OBSERVES] : []),
    ofUnknown(status.unknown),
    ofDeadLetters(status.deadLetters),
    ofSpools(status.unknownSpools),
    ...status.processes.map(ofProcess),
  ];
}

function ofConsumer({ name, toCome, oldestAt }: Status["consumers"][number], now: number): Verdict {
  const about = "consumer";
  const waitsMs = oldestAt === null ? 0 : now - oldestAt;
  const isUp = "is its process up?";
  if (toCome >= BEHIND_MIN)
    return { about, name, ok: false, code: "behind", value: toCome, says: `${toCome} records behind: ${isUp}` };
  if (waitsMs < OLD_MS) return { about, name, ok: true, code: "keeps-up", value: null, says: "keeps up" };
  const says = `a record waits for ${Math.round(waitsMs / 60_000)} min: ${isUp}`;
  return { about, name, ok: false, code: "old", value: waitsMs, says };
}

const OBSERVES: Verdict = {
  about: "bot",
  name: "the bot",
  ok: false,
  code: "observes",
  value: null,
  says: "only observes, because the log was restored: ops observing",
};

function ofChannel({ id, connected, paused }: Status["channels"][number]): Verdict {
  const base = { about: "number", name: `number ${id}`, value: null } as const;
  if (paused) return { ...base, ok: false, code: "paused", says: "an operator lets nothing leave: ops channel list" };
  if (connected === null) return { ...base, ok: true, code: "no-news", says: "no news of its connection yet" };
  if (connected) return { ...base, ok: true, code: "on-line", says: "on line" };
  return { ...base, ok: false, code: "off-line", says: "off line: scan the code of its phone again" };
}

function ofUnknown({ count }: Status["unknown"]): Verdict {
  const base = { about: "unknown", name: "unknown outcomes" } as const;
  if (count === 0) return { ...base, ok: true, code: "none", value: null, says: "none" };
  // The settler gives an outcome up within minutes, so a few are ordinary while the gateway stumbles.
  return { ...base, ok: false, code: "some", value: count, says: `${count} contacts wait: ops unknown` };
}

function ofDeadLetters(count: number): Verdict {
  const base = { about: "dead-letters", name: "dead letters" } as const;
  if (count === 0) return { ...base, ok: true, code: "none", value: null, says: "every record could be read" };
  return { ...base, ok: false, code: "some", value: count, says: `${count}: ops dead-letters` };
}

function ofSpools(count: number): Verdict {
  const base = { about: "spool", name: "unknown spools" } as const;
  if (count === 0) return { ...base, ok: true, code: "none", value: null, says: "every spool could be opened" };
  const says = `${count}: what waits there is unknown: ops spools`;
  return { ...base, ok: false, code: "some", value: count, says };
}

function ofProcess({ name, ready, missing }: Status["processes"][number]): Verdict {
  const base = { about: "process", name, value: null } as const;
  if (ready === null) return { ...base, ok: false, code: "no-answer", says: "does not answer" };
  if (ready) return { ...base, ok: true, code: "ready", says: "ready" };
  return { ...base, ok: false, code: "not-ready", says: missing ?? "not ready" };
}
