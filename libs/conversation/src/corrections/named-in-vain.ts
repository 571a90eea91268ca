import type { Flow } from "../flow/compile.ts";
import { splitClauses } from "./clauses.ts";
import { mentionsOf, type Reading } from "./mentions.ts";
import { namesOf } from "./named-things.ts";

/** Things of a slot that a message names only in order not to have them, or as somebody else's. */
export function namedInVain(flow: Flow, slot: string, text: string, reading: Reading): ReadonlySet<string> {
  const { all, meant } = namedIn(flow, slot, text, reading);
  return new Set([...all].filter((value) => !meant.has(value)));
}

/** The one thing that it names in order to have it: "é Unimed, não particular". */
export function namedInEarnest(flow: Flow, slot: string, text: string, reading: Reading): string | undefined {
  const [only, ...others] = namedIn(flow, slot, text, reading).meant;
  return others.length === 0 ? only : undefined;
}

function namedIn(flow: Flow, slot: string, text: string, reading: Reading) {
  const things = namesOf(flow, slot);
  const mentions = things.length === 0 ? [] : mentionsOf(things, splitClauses(text), reading);
  const meant = new Set(mentions.filter((one) => !one.isDenied && !one.isAside).map(({ value }) => value));
  return { all: new Set(mentions.map(({ value }) => value)), meant };
}
