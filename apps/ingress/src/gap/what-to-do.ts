import type { Heard } from "@acolhe/events";
import { BEAT_MS_MAX } from "./limits.ts";

export interface GapSettings {
  /** How long a webhook may take: until then a chat that moved is not missed. */
  readonly waitMs: number;
  /** How often chats are compared although nothing is known to have been missed. 0: never. */
  readonly everyMs: number;
}

interface Given {
  readonly comparedUntil: Heard["comparedUntil"];
  /** When an ingress took webhooks last, before this process did. */
  readonly aliveAt: Heard["aliveAt"];
  /** When this process began to take webhooks. */
  readonly startedAt: number;
  /** When the number came on line last; 0: unknown. */
  readonly connectedAt: number;
  /** The beginning that people were looked for after already. */
  readonly lookedAfter: number;
  readonly now: number;
}

export type Step =
  | { readonly do: "nothing" }
  /** Only chats that a person has read or written in, and only before `until`: the bot must not talk over them. */
  | { readonly do: "find-people"; readonly since: number; readonly until: number }
  /** All chats; `thorough`: the whole list, because something may have been missed. */
  | { readonly do: "compare"; readonly since: number; readonly until: number; readonly thorough: boolean };

/** What a beat does about a number that is on line. */
export function whatToDo(
  { comparedUntil: since, aliveAt, startedAt, connectedAt, lookedAfter, now }: Given,
  settings: GapSettings,
): Step {
  const { waitMs, everyMs } = settings;
  const beginning = Math.max(startedAt, connectedAt);
  const isOpen = beginning > since;
  const until = now - waitMs;
  if (isOpen && until >= beginning) return { do: "compare", since, until, thorough: true };
  // Another process may have taken webhooks all the while; then one that is on its way is not missed yet.
  const wasAway = beginning === connectedAt || aliveAt < beginning - 2 * beatMs(settings);
  if (isOpen && wasAway && beginning > lookedAfter) return { do: "find-people", since, until: beginning };
  if (everyMs > 0 && until - since >= everyMs) return { do: "compare", since, until, thorough: false };
  return { do: "nothing" };
}

export const beatMs = ({ waitMs }: GapSettings): number => Math.max(100, Math.min(BEAT_MS_MAX, waitMs));
