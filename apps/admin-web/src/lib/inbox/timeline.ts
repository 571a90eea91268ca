import type { Handoff, Item, Message, Mode, Note, Turn } from "./types.ts";

/** What was read of a timeline, and how it is told: oldest first, with day lines, and a line where the speaker changed. */

export interface Known {
  /** Oldest first, without a gap. */
  readonly items: readonly Item[];
  /** Where the page of what was earlier begins; null: that is all. */
  readonly before: string | null;
}

interface Page {
  readonly items: readonly Item[];
  readonly next: string | null;
}

function itemKey(item: Item): string {
  switch (item.type) {
    case "turn":
      return `turn:${item.turnSeq}`;
    case "handoff":
      return `handoff:${item.turnSeq}:${item.commandIndex}`;
    default:
      return `${item.type}:${item.id}`;
  }
}

/** The newest page, read again, in place of what it covers. Where a gap would be left, what is older is forgotten. */
export function withNewest(known: Known | undefined, { items, next }: Page): Known {
  const fresh = [...items].reverse();
  const from = fresh[0]?.at;
  if (!known || from === undefined || next === null) return { items: fresh, before: next };
  const last = known.items.at(-1);
  const touches = last !== undefined && last.at >= from;
  if (!touches) return { items: fresh, before: next };
  const older = known.items.filter(({ at }) => at < from);
  return { items: [...older, ...fresh], before: older.length > 0 ? known.before : next };
}

export function withEarlier(known: Known, { items, next }: Page): Known {
  const from = known.items[0]?.at;
  const older = [...items].reverse().filter(({ at }) => from === undefined || at < from);
  return { items: [...older, ...known.items], before: next };
}

interface Reaction {
  readonly emoji: string;
  readonly author: Message["author"];
}

export type Entry =
  | { readonly kind: "day"; readonly key: string; readonly day: string; readonly at: string }
  | {
      readonly kind: "message";
      readonly key: string;
      readonly message: Message;
      readonly reactions: readonly Reaction[];
      /** The id of the option that the patient chose later. */
      readonly chosen: string | null;
      /** The one before it is of the same author, so it needs no name. */
      readonly continues: boolean;
    }
  | { readonly kind: "handoff"; readonly key: string; readonly handoff: Handoff }
  | { readonly kind: "note"; readonly key: string; readonly note: Note }
  | {
      readonly kind: "line";
      readonly key: string;
      readonly what: "taken" | "given-back" | "paused";
      readonly by: string | null;
      readonly at: string;
    };

const LINE: Record<Mode, "taken" | "given-back" | "paused"> = { human: "taken", bot: "given-back", paused: "paused" };

/**
 * @param dayOf the day an instant belongs to at the clinic
 * @param isWhole whether it is told from its beginning, when the bot speaks
 */
export function entriesOf(items: readonly Item[], dayOf: (at: string) => string, isWhole: boolean): readonly Entry[] {
  const reactions = reactionsIn(items);
  const chosen = choicesIn(items);
  const entries: Entry[] = [];
  let day: string | undefined;
  let mode: Mode | undefined = isWhole ? "bot" : undefined;
  const push = (entry: Exclude<Entry, { kind: "day" }>, at: string) => {
    if (dayOf(at) !== day) {
      day = dayOf(at);
      entries.push({ kind: "day", key: `day:${day}`, day, at });
    }
    entries.push(entry);
  };

  for (const [index, item] of items.entries()) {
    const { at } = item;
    if (item.type === "turn") {
      // The first turn at hand says how it stood; only a change is a line.
      if (mode !== undefined && mode !== item.mode)
        push({ kind: "line", key: itemKey(item), what: LINE[item.mode], by: takerOf(items, index, item), at }, at);
      mode = item.mode;
    } else if (item.type === "handoff") push({ kind: "handoff", key: itemKey(item), handoff: item }, at);
    else if (item.type === "note") push({ kind: "note", key: itemKey(item), note: item }, at);
    else if (!isShownElsewhere(item))
      push(messageEntry(item, entries.at(-1), reactions.get(item.id) ?? [], chosen.get(item.id) ?? null), at);
  }
  return entries;
}

const CONTINUES_MS = 10 * 60_000;
function messageEntry(
  message: Message,
  before: Entry | undefined,
  reactions: readonly Reaction[],
  chosen: string | null,
): Extract<Entry, { kind: "message" }> {
  const former = before?.kind === "message" ? before.message : undefined;
  const continues =
    former?.author === message.author &&
    former.attendant?.id === message.attendant?.id &&
    Date.parse(message.at) - Date.parse(former.at) < CONTINUES_MS;
  return { kind: "message", key: itemKey(message), message, reactions, chosen, continues };
}

/** Which option of which message was chosen: of the newest one before the answer that offered it. */
function choicesIn(items: readonly Item[]): ReadonlyMap<string, string> {
  const chosen = new Map<string, string>();
  for (const [index, item] of items.entries()) {
    const id = item.type === "message" && item.author === "patient" ? item.choiceId : null;
    if (id === null) continue;
    const offered = items
      .slice(0, index)
      .findLast((one) => one.type === "message" && one.options.some((option) => option.id === id));
    if (offered?.type === "message") chosen.set(offered.id, id);
  }
  return chosen;
}

/** On the message it is about; one that was taken back, of a message that is not here, shows nothing. */
const isShownElsewhere = ({ kind, reactsTo, text }: Message) =>
  kind === "reaction" && (reactsTo?.id != null || text === "");

/** The newest reaction of each author to each message; an empty one takes it back. */
function reactionsIn(items: readonly Item[]): ReadonlyMap<string, readonly Reaction[]> {
  const found = new Map<string, Map<Message["author"], string>>();
  for (const item of items) {
    const target = item.type === "message" && item.kind === "reaction" ? item.reactsTo?.id : undefined;
    if (!target || item.type !== "message") continue;
    const of = found.get(target) ?? new Map();
    if (item.text === "") of.delete(item.author);
    else of.set(item.author, item.text);
    found.set(target, of);
  }
  return new Map([...found].map(([id, of]) => [id, [...of].map(([author, emoji]) => ({ author, emoji }))]));
}

/** Who took it over: the person whose words come next, within the moment that a takeover and its words are apart. */
const TOGETHER_MS = 5_000;
function takerOf(items: readonly Item[], from: number, turn: Turn): string | null {
  if (turn.mode !== "human") return null;
  const end = Date.parse(turn.at) + TOGETHER_MS;
  for (const item of items.slice(Math.max(0, from - 3))) {
    if (Date.parse(item.at) > end) return null;
    if (item.type === "message" && item.author === "attendant") return item.attendant?.name ?? null;
  }
  return null;
}

/** When the patient wrote last: up to there it counts as read. */
export const lastPatientAt = (items: readonly Item[]): string | undefined =>
  items.findLast((item) => item.type === "message" && item.author === "patient")?.at;
