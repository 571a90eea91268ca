import type { components } from "@acolhe/admin-client";

export type Log = NonNullable<components["schemas"]["System"]["log"]>;

const QUEUE_KINDS = [
  ...([
    "worker",
    "sender-reply",
    "sender-proactive",
    "sender-bulk",
    "failures",
    "take-back",
    "orders",
    "media",
  ] as const),
  ...(["lookups", "opinions", "transcriptions", "mirror-turns", "mirror-delivery"] as const),
] as const;
export type QueueKind = (typeof QUEUE_KINDS)[number];

/** What a consumer does, and the number it does it for; null for one that this panel does not know. */
export function queueOf(name: string): { readonly kind: QueueKind; readonly channel?: string } | null {
  const [, sender, lane] = /^sender-(.+)-(reply|proactive|bulk)$/.exec(name) ?? [];
  if (sender) return { kind: `sender-${lane}` as QueueKind, channel: sender };
  const [, work, channel] = /^(failures|take-back|orders)-(.+)$/.exec(name) ?? [];
  if (channel) return { kind: work as QueueKind, channel };
  const kind = QUEUE_KINDS.find((one) => one === name);
  return kind ? { kind } : null;
}

export interface Queue {
  readonly name: string;
  /** Records not handled yet. */
  readonly count: number;
  /** Age of the oldest of them. */
  readonly waitsMs: number;
  /** It wants a look. */
  readonly isBad: boolean;
}

/** Those that want a look first, then those with the most in wait. */
export function queuesOf({ consumers, verdicts }: Log, at: string): Queue[] {
  const bad = new Set(verdicts.filter(({ about, ok }) => about === "consumer" && !ok).map(({ name }) => name));
  return consumers
    .map(({ name, toCome, inFlight, oldestAt }) => ({
      ...{ name, count: toCome + inFlight, isBad: bad.has(name) },
      waitsMs: oldestAt === null ? 0 : Math.max(0, Date.parse(at) - Date.parse(oldestAt)),
    }))
    .sort((a, b) => Number(b.isBad) - Number(a.isBad) || b.count - a.count || a.name.localeCompare(b.name));
}

/** After a restore the bot reads and decides, and says nothing until an operator has looked. */
export const isObserving = ({ verdicts }: Pick<Log, "verdicts">): boolean =>
  verdicts.some(({ about, code }) => about === "bot" && code === "observes");
