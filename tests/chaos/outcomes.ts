import { isSend } from "@acolhe/events";
import type { Records } from "./story.ts";

/** What the log says of one conversation's unknown outcomes; the senders' own counters decide nothing. */
export interface Unknowns {
  readonly settled: number;
  readonly resent: number;
  readonly toHuman: number;
  /** Place among the conversation's sends of the first one a person was called for; null when the bot kept it. */
  readonly excusedFrom: number | null;
}

export function unknownsOf({ turns, outcomes }: Records): Unknowns {
  const settledAs = (as: string) => outcomes.filter(({ outcome }) => outcome.settledAs === as);
  const given = settledAs("given-to-person").map(({ outcome }) => `${outcome.turnSeq}/${outcome.index}`);
  const sends = turns.flatMap(({ seq, turn }) =>
    turn.commands.flatMap((command, index) => (isSend(command) ? [`${seq}/${index}`] : [])),
  );
  const first = sends.findIndex((send) => given.includes(send));
  return {
    settled: settledAs("sent").length,
    resent: settledAs("sent-once-more").length,
    toHuman: given.length,
    excusedFrom: first < 0 ? null : first,
  };
}
