import { textFor } from "../capture/ages.ts";
import { capture } from "../capture/capture.ts";
import { personName } from "../capture/person-name.ts";
import { routeId } from "../flow/route-id.ts";
import type { Matcher, Route } from "../flow/route-schema.ts";
import { VALUE_LENGTH_MAX } from "../state/limits.ts";
import { clean } from "../state/utterance.ts";
import type { Draft } from "../turn/draft.ts";
import { isPlainNo, isPlainYes } from "./denial.ts";
import { holds } from "./guard.ts";
import { slotValue, sureOf, wishesToBook } from "./heard.ts";
import type { Said } from "./said.ts";
import { wholeMatch } from "./whole-match.ts";

interface Match {
  readonly route: Route;
  /** Of the route, in turns and figures. */
  readonly id: string;
  /** What an entity or a pattern found, and where it is kept. */
  readonly found: Readonly<Record<string, string>>;
}

/**
 * Of all routes that look at the answer, or only of those that look at all of it, at the value that was asked for, at what the message
 * does by its form, beyond a reader's doubt, or at no word of it.
 */
export type Among = "all" | "patterns" | "values" | "forms" | "not-understood";

/** The first route whose guard holds and whose matcher fits. */
export function matchRoute(
  draft: Draft,
  routes: readonly Route[] | undefined,
  said: Said,
  of: Among = "all",
): Match | undefined {
  for (const [index, route] of (routes ?? []).entries()) {
    if (!isAmong(route, of, said)) continue;
    if (endsQuestion(draft, route, said)) continue;
    const found = holds(draft, route.when) ? match(draft, route.on, said) : null;
    if (found) return { route, id: routeId(route, index), found };
  }
  return undefined;
}

function isAmong({ on }: Route, of: Among, { understanding }: Said): boolean {
  if (of === "not-understood" || on === "not-understood") return on === of;
  if (of === "all") return true;
  if (typeof on !== "object") return false;
  if (of === "patterns") return "pattern" in on;
  if (of === "values") return "slot" in on;
  return understanding?.reading?.acts.some(({ act, byForm }) => byForm === true && matchesAct(on, act)) ?? false;
}

/** A patient who asks or wishes for something is not bidden goodbye, whatever else the words sound like: "obrigada. quero agendar sim". */
const endsQuestion = ({ flow }: Draft, { on, goto }: Route, said: Said): boolean => {
  const isEnd = goto !== undefined && flow.state(goto)?.end === true;
  const isAct = typeof on === "object" && "act" in on;
  if (!isEnd || !(on === "anything" || (isAct && list(on.act).some((act) => PARTING.test(act))))) return false;
  const isRefused =
    isAct && list(on.act).some((act) => act === "refuse" && sureOf(said, act) >= flow.head.confidence.accept);
  return said.utterance.text.includes("?") || (!isRefused && wishesToBook(flow, said));
};
const PARTING = /^(?:social:|defer$|refuse$)/;

const list = <T>(value: T | T[]): readonly T[] => (Array.isArray(value) ? value : [value]);
const keep = (into: string | undefined, value: string) => (into === undefined ? {} : { [into]: value });

function match(draft: Draft, on: Matcher, said: Said): Record<string, string> | null {
  const { flow } = draft;
  const { utterance, understanding } = said;
  if (on === "anything" || on === "not-understood") return said.plain === "" ? null : {};
  if (on === "yes" || on === "no") return says(draft, on, said) ? {} : null;
  if ("intent" in on) {
    if (!understanding || !list(on.intent).includes(understanding.intent)) return null;
    return understanding.confidence >= (on.confidence ?? flow.head.confidence.accept)
      ? keep(on.into, utterance.text)
      : null;
  }
  if ("act" in on) {
    const from = on.confidence ?? flow.head.confidence.accept;
    return list(on.act).some((act) => sureOf(said, act) >= from) ? keep(on.into, utterance.text) : null;
  }
  if ("slot" in on)
    return list(on.is).includes(slotValue(flow, said, on.slot) ?? "")
      ? keep(on.into, clean(utterance.text, VALUE_LENGTH_MAX))
      : null;
  if ("danger" in on) {
    const tier = understanding?.reading?.danger?.tier;
    if (tier === undefined || !list(on.danger).includes(tier)) return null;
    return on.form === undefined || flow.pattern(on.form).testExact(utterance.text) ? {} : null;
  }
  if ("entity" in on) {
    const entity = understanding?.entities.find(({ type }) => type === on.entity);
    if (!entity || (on.entity === "name" && personName(entity.value) === null)) return null;
    return keep(on.into, entity.value);
  }
  if ("pattern" in on) {
    const sought = textFor(on.into, utterance.text);
    const matched = sought === "" ? null : wholeMatch(flow.pattern(on.pattern), sought);
    if (matched === null) return null;
    const text = (matched.groupCount() > 0 ? matched.group(1) : null) ?? sought;
    const as = on.into === undefined ? undefined : flow.values.get(on.into);
    if (on.into === undefined || as === undefined || as === "plain" || typeof as === "object")
      return keep(on.into, text);
    // A value has one normal form, whichever way it was found.
    const answer = { flow, utterance: { ...utterance, text }, understanding, now: draft.now };
    // "Correct, Ma", "sim senhora" may look like a name, and say yes to one.
    if (as === "person-name" && says(draft, "yes", said) && sureOf(said, "correct") < flow.head.confidence.accept)
      return null;
    const value = capture({ into: on.into, as }, answer);
    return value === null ? null : keep(on.into, value);
  }
  if ("words" in on) {
    const says = (name: string) =>
      flow.words.is(name, said.plain) || (on.inside === true && flow.words.has(name, said.plain));
    return list(on.words).some(says) ? {} : null;
  }
  return list(on.kind).some((kind) => kind === utterance.kind) ? {} : null;
}

/** Whether a route is about this act. */
export const matchesAct = (on: Matcher, act: string): boolean =>
  typeof on === "object" && "act" in on && list(on.act).includes(act);

export function says({ flow }: Draft, what: "yes" | "no", said: Said): boolean {
  if (flow.words.is(what, said.plain) || (what === "no" ? isPlainNo(said.plain) : isPlainYes(said.plain))) return true;
  const { understanding } = said;
  if (understanding?.reading) return slotValue(flow, said, "yes_no") === what;
  return understanding?.intent === what && understanding.confidence >= flow.head.confidence.accept;
}
