import type { Flow } from "../flow/compile.ts";
import { splitClauses } from "./clauses.ts";
import { mentionsOf, type Reading } from "./mentions.ts";
import { namesOf } from "./named-things.ts";

/** Things of a slot that a message names only in order not to have them, or as somebody else's. */
export function namedInVain(flow: Flow, slot: string, text: string, reading: Reading): ReadonlySet<string> {
  const things = namesOf(flow, slot);
  const mentions = things.length === 0 ? [] : mentionsOf(things, splitClauses(text), reading);
  const meant = new Set(mentions.filter((one) => !one.isDenied && !one.isAside).map(({ value }) => value));
  return new Set(mentions.map(({ value }) => value).filter((value) => !meant.has(value)));
}
