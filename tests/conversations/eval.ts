import type { Flow } from "@acolhe/conversation";
import { judge, type Verdict } from "./judge.ts";
import { OPEN_PARTS, PARTS, type Part, personasOf } from "./personas.ts";
import { type Conversation, play } from "./play.ts";
import { groupsBy, harmsTable, summaryOf, summaryTable, wordingTable } from "./summary.ts";
import { transcriptOf } from "./transcript.ts";

interface Played {
  readonly conversation: Conversation;
  readonly verdict: Verdict;
}

export function playPart(flow: Flow, part: Part): Played[] {
  return personasOf(part).map((persona) => {
    const conversation = play(flow, persona);
    return { conversation, verdict: judge(flow, conversation) };
  });
}

/** What may be told of a part: of the frozen one totals only, so that nothing is fitted to it. */
export function evaluate(
  flow: Flow,
  { part, json, verbose }: { part: Part | "all"; json: boolean; verbose: boolean },
): string {
  const played = (part === "all" ? PARTS : [part]).flatMap((one) => playPart(flow, one));
  const verdicts = played.map(({ verdict }) => verdict);
  const isOpen = part !== "all" && OPEN_PARTS.includes(part);
  const groups = isOpen ? [...groupsBy(verdicts, ({ lang }) => lang), ...groupsBy(verdicts, ({ goal }) => goal)] : [];
  const total = summaryOf(verdicts);
  if (json) {
    const by = groups.map(([name, some]) => [name, summaryOf(some)]);
    return JSON.stringify({ part, total, ...(isOpen ? { by: Object.fromEntries(by) } : {}) });
  }
  const failed = played.filter(({ verdict }) => !verdict.reached || verdict.harms.length > 0);
  const read = isOpen && verbose ? failed.map(({ conversation, verdict }) => transcriptOf(conversation, verdict)) : [];
  return [...read, summaryTable([["all", verdicts], ...groups]), harmsTable(total), wordingTable(total)].join("\n\n");
}

/** @throws when no persona of the open parts has this id */
export function show(flow: Flow, id: string): string {
  const persona = OPEN_PARTS.flatMap(personasOf).find((one) => one.id === id);
  if (!persona) throw new Error(`no persona of the open parts is called ${id}`);
  const conversation = play(flow, persona);
  return transcriptOf(conversation, judge(flow, conversation));
}
