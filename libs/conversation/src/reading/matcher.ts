import type { Understanding } from "@acolhe/events";
import { capture } from "../capture/capture.ts";
import { routeId } from "../flow/route-id.ts";
import type { Matcher, Route } from "../flow/route-schema.ts";
import { plain, type Utterance } from "../state/utterance.ts";
import type { Draft } from "../turn/draft.ts";
import { holds } from "./guard.ts";

/** What a patient said, in every form a route may look at. */
export interface Said {
  readonly utterance: Utterance;
  /** The words in plain form. */
  readonly plain: string;
  readonly understanding: Understanding | undefined;
}

export const saidOf = (utterance: Utterance, understanding: Understanding | undefined): Said => ({
  utterance,
  plain: plain(utterance.text),
  understanding: utterance.text === "" ? undefined : understanding,
});

interface Match {
  readonly route: Route;
  /** Of the route, in turns and figures. */
  readonly id: string;
  /** What an entity or a pattern found, and where it is kept. */
  readonly found: Readonly<Record<string, string>>;
}

/** The first route whose guard holds and whose matcher fits; of all, or only of those that look at the whole answer. */
export function matchRoute(
  draft: Draft,
  routes: readonly Route[] | undefined,
  said: Said,
  of: "all" | "patterns" = "all",
): Match | undefined {
  for (const [index, route] of (routes ?? []).entries()) {
    if (of === "patterns" && !(typeof route.on === "object" && "pattern" in route.on)) continue;
    const found = holds(draft, route.when) ? match(draft, route.on, said) : null;
    if (found) return { route, id: routeId(route, index), found };
  }
  return undefined;
}

const list = <T>(value: T | T[]): readonly T[] => (Array.isArray(value) ? value : [value]);
const keep = (into: string | undefined, value: string) => (into === undefined ? {} : { [into]: value });

function match(draft: Draft, on: Matcher, said: Said): Record<string, string> | null {
  const { flow } = draft;
  const { utterance, understanding } = said;
  if (on === "anything") return said.plain === "" ? null : {};
  if (on === "yes" || on === "no") return says(draft, on, said) ? {} : null;
  if ("intent" in on) {
    if (!understanding || !list(on.intent).includes(understanding.intent)) return null;
    return understanding.confidence >= (on.confidence ?? flow.head.confidence.accept)
      ? keep(on.into, utterance.text)
      : null;
  }
  if ("entity" in on) {
    const entity = understanding?.entities.find(({ type }) => type === on.entity);
    return entity ? keep(on.into, entity.value) : null;
  }
  if ("pattern" in on) {
    const matcher = flow.pattern(on.pattern).matcher(utterance.text);
    if (utterance.text === "" || !matcher.matches()) return null;
    const text = (matcher.groupCount() > 0 ? matcher.group(1) : null) ?? utterance.text;
    const asked = flow.state(draft.state.step ?? "")?.capture;
    if (on.into === undefined || asked?.into !== on.into) return keep(on.into, text);
    // What the question is about has one normal form, whichever way it was found.
    const value = capture(asked, { flow, utterance: { ...utterance, text }, understanding, now: draft.now });
    return value === null ? null : keep(on.into, value);
  }
  if ("words" in on) return list(on.words).some((name) => flow.words.is(name, said.plain)) ? {} : null;
  return list(on.kind).some((kind) => kind === utterance.kind) ? {} : null;
}

export function says({ flow }: Draft, what: "yes" | "no", said: Said): boolean {
  if (flow.words.is(what, said.plain)) return true;
  const { understanding } = said;
  return understanding?.intent === what && understanding.confidence >= flow.head.confidence.accept;
}

/** An intent that some route here or of the whole flow would follow, if only it were surer. */
export function unsureIntent(draft: Draft, routes: readonly Route[], said: Said): string | undefined {
  const { understanding } = said;
  if (!understanding || understanding.confidence < draft.flow.head.confidence.ask) return undefined;
  const { intent } = understanding;
  if (!draft.flow.message(`intents.${intent}`, draft.state.language)) return undefined;
  const follows = ({ on, when }: Route) =>
    typeof on === "object" && "intent" in on && list(on.intent).includes(intent) && holds(draft, when);
  return routes.some(follows) ? intent : undefined;
}
