import {
  BUILT_IN_VARIABLES,
  ENGINE_MESSAGES,
  ENGINE_WORDS,
  engineVariables,
  KNOWN,
  LEARNED_VALUES,
  RAW,
} from "@acolhe/conversation";
import { LOOKUPS } from "@acolhe/events";
import type { Path } from "../folder/source.ts";
import { type Finding, type LintContext, type Rule, routesIn, type StateOf, statesOf } from "./rule.ts";

const list = <T>(value: T | T[] | undefined): T[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];

export const unknownState: Rule = {
  name: "unknown-state",
  find({ definition, edges }) {
    const { flow, states } = definition;
    const optional = (["review", "resume", "concern"] as const).flatMap((part): [Path, string][] => {
      const to = flow[part];
      return to === undefined ? [] : [[["flow", part], to]];
    });
    const { doubt } = flow;
    const named: [Path, string][] = [
      ...(doubt ? [[["flow", "doubt", "goto"], doubt.goto] satisfies [Path, string]] : []),
      ...(["start", "menu", "handoff"] as const).map((part): [Path, string] => [["flow", part], flow[part]]),
      ...optional,
      ...Object.entries(flow.slots ?? {}).map(([slot, to]): [Path, string] => [["flow", "slots", slot], to]),
      ...Object.entries(flow.moved).map(([old, to]): [Path, string] => [["flow", "moved", old], to]),
      ...edges.map(({ from, to, path }): [Path, string] => [
        from === "flow" ? ["flow", ...path] : ["states", from, ...path],
        to,
      ]),
    ];
    return named
      .filter(([, to]) => !Object.hasOwn(states, to))
      .map(([path, to]) => ({ path, message: `there is no state ${to}` }));
  },
};

export const unknownWords: Rule = {
  name: "unknown-words",
  find(context) {
    const { words } = context.definition;
    const missing = ENGINE_WORDS.filter((name) => !Object.hasOwn(words, name)).map(
      (name): Finding => ({ path: ["words", name], message: `the list ${name}, which the engine reads, is missing` }),
    );
    const named = [...routesIn(context)].flatMap(({ route, path }) => {
      const on = route.on as { words?: string | string[] } | string | undefined;
      const matcher = typeof on === "object" ? list(on.words).map((name) => [[...path, "on"], name] as const) : [];
      // The `words` of options made from the catalogue name a field of it.
      const own = "into" in route ? [] : list(route.words as string | string[] | undefined);
      return [...matcher, ...own.map((name) => [[...path, "words"], name] as const)];
    });
    return [
      ...missing,
      ...named
        .filter(([, name]) => !Object.hasOwn(words, name))
        .map(([path, name]) => ({ path, message: `there is no word list ${name}` })),
    ];
  },
};

export const unknownTeam: Rule = {
  name: "unknown-team",
  find(context) {
    const { flow } = context.definition;
    const named: [Path, string | undefined][] = [
      [["flow", "team"], flow.team],
      [["flow", "urgentTeam"], flow.urgentTeam],
      ...statesOf(context).map(([name, state]): [Path, string | undefined] => [
        ["states", name, "handoff", "team"],
        state.handoff?.team,
      ]),
    ];
    return named
      .filter(([, team]) => team !== undefined && !Object.hasOwn(flow.teams, team))
      .map(([path, team]) => ({ path, message: `there is no team ${team}` }));
  },
};

export const unknownCatalogue: Rule = {
  name: "unknown-catalogue",
  find(context) {
    const { catalogue, flow } = context.definition;
    const noticed = Object.entries(flow.notice)
      .filter(([, source]) => typeof source === "string" && !Object.hasOwn(catalogue, source))
      .map(
        ([value, source]): Finding => ({ path: ["flow", "notice", value], message: `the catalogue has no ${source}` }),
      );
    // Which of its things fit is the catalogue's own matter: none may, where staff keep it.
    const listed = Object.entries(flow.listed ?? {})
      .filter(([, { catalogue: name }]) => !Object.hasOwn(catalogue, name))
      .map(([value, { catalogue: name }]): Finding => {
        return { path: ["flow", "listed", value], message: `the catalogue has no ${name}` };
      });
    const offered = statesOf(context).flatMap(([name, { from }]) => {
      if (!from || typeof from.source === "string") return [];
      const items = catalogue[from.source.catalogue];
      const path = ["states", name, "from"];
      if (!items || Object.keys(items).length === 0)
        return [{ path: [...path, "source"], message: `the catalogue has no ${from.source.catalogue}` }];
      const fields = (["label", "description", "words"] as const).filter(
        (part) => from[part] !== undefined && Object.values(items).some((item) => !Object.hasOwn(item, from[part]!)),
      );
      return fields.map((part) => ({
        path: [...path, part],
        message: `some of ${String(Object.keys(items))} have no field ${from[part]}`,
      }));
    });
    return [...noticed, ...listed, ...offered];
  },
};

/** Slow work that nobody does: the patient would wait for nothing, each time. */
export const unknownLookup: Rule = {
  name: "unknown-lookup",
  find(context) {
    const { lookups } = context.definition.flow;
    const declared = Object.entries(lookups).flatMap(([what, values]): Finding[] => {
      const path = ["flow", "lookups", what];
      const brings: readonly string[] | null = Object.hasOwn(LOOKUPS, what)
        ? LOOKUPS[what as keyof typeof LOOKUPS]
        : null;
      if (brings === null) return [{ path, what: "key", message: `nothing answers ${what}` }];
      return values.flatMap((value, index) =>
        brings.includes(value) ? [] : [{ path: [...path, index], message: `${what} brings no ${value}` }],
      );
    });
    const asked = statesOf(context).flatMap(([name, { lookup }]) =>
      lookup && !Object.hasOwn(lookups, lookup.what)
        ? [{ path: ["states", name, "lookup", "what"], message: `flow.yaml names no lookup ${lookup.what}` }]
        : [],
    );
    return [...declared, ...asked];
  },
};

/** Texts a state names, with their paths. */
export function textsOf(state: StateOf): [Path, string][] {
  return [
    ...(state.again ?? []).map((key, index): [Path, string] => [["again", index], key]),
    ...(state.routes ?? []).flatMap((route, index) =>
      saidBy(route).map(([part, key]): [Path, string] => [["routes", index, part], key]),
    ),
    ...list(state.say).map((key, index): [Path, string] => [Array.isArray(state.say) ? ["say", index] : ["say"], key]),
    ...(["ask", "anew", "unasked", "invalid"] as const).flatMap((part): [Path, string][] =>
      state[part] ? [[[part], state[part]]] : [],
    ),
    ...(state.list
      ? (["title", "button"] as const).map((part): [Path, string] => [["list", part], state.list![part]])
      : []),
    ...(state.options ?? []).flatMap((option, index): [Path, string][] => [
      [["options", index, "label"], option.label],
      ...(option.description ? [[["options", index, "description"], option.description] as [Path, string]] : []),
    ]),
    ...Object.entries(state.capture?.kinds ?? {}).map(([kind, key]): [Path, string] => [
      ["capture", "kinds", kind],
      key!,
    ]),
  ];
}

export const missingText: Rule = {
  name: "missing-text",
  find(context) {
    const { flow, messages } = context.definition;
    const [first, ...others] = flow.languages;
    const own = messages[first!] ?? {};
    const intents = [...routesIn(context)].flatMap(({ route, path }) => {
      const on = route.on as { intent?: string | string[] } | string | undefined;
      return typeof on === "object"
        ? list(on.intent).map((intent): [Path, string] => [[...path, "on"], `intents.${intent}`])
        : [];
    });
    const named: [Path, string][] = [
      ...repliesOf(context),
      ...slotNames(context).map(([path, slot]): [Path, string] => [path, `slots.${slot}`]),
      ...ENGINE_MESSAGES.map((key): [Path, string] => [["messages", first!, key], key]),
      ...statesOf(context).flatMap(([name, state]) =>
        textsOf(state).map(([path, key]): [Path, string] => [["states", name, ...path], key]),
      ),
      ...intents,
    ];
    const missing = named
      .filter(([, key]) => !Object.hasOwn(own, key))
      .map(([path, key]) => ({ path, message: `messages/${first}.yaml has no text ${key}` }));
    const translations = others.flatMap((language) =>
      Object.keys(own)
        .filter((key) => !Object.hasOwn(messages[language] ?? {}, key))
        .map(
          (key): Finding => ({
            path: ["messages", first!, key],
            what: "key",
            message: `messages/${language}.yaml has no text ${key}`,
          }),
        ),
    );
    return [...missing, ...translations];
  },
};

/** Texts that the flow's own routes reply with. */
const repliesOf = ({ definition }: LintContext): [Path, string][] =>
  definition.flow.routes.flatMap((route, index) =>
    saidBy(route).map(([part, key]): [Path, string] => [["flow", "routes", index, part], key]),
  );

/** Texts that a route says in place. */
export const saidBy = (route: NonNullable<StateOf["routes"]>[number]): ["reply" | "beside", string][] =>
  (["reply", "beside"] as const).flatMap((part) => (route[part] === undefined ? [] : [[part, route[part]]]));

/** Slots at whose question a session may stop, and be taken up again by name. */
const slotNames = (context: LintContext): [Path, string][] =>
  context.definition.flow.resume === undefined
    ? []
    : Object.keys(context.definition.flow.slots ?? {}).map((slot) => [["flow", "slots", slot], slot]);

/** Named by what was read rather than by a state: "did you mean …?", "we stopped at …". */
const NAMED_BY_READING = /^(?:intents|acts|slots)\./;

export const unusedText: Rule = {
  name: "unused-text",
  find(context) {
    const { messages } = context.definition;
    const used = new Set([
      ...ENGINE_MESSAGES,
      ...repliesOf(context).map(([, key]) => key),
      ...statesOf(context).flatMap(([, state]) => textsOf(state).map(([, key]) => key)),
    ]);
    return Object.entries(messages).flatMap(([language, texts]) =>
      Object.keys(texts ?? {})
        .filter((key) => !used.has(key) && !NAMED_BY_READING.test(key))
        .map((key): Finding => ({ path: ["messages", language, key], what: "key", message: `nothing says ${key}` })),
    );
  },
};

export const unknownVariable: Rule = {
  name: "unknown-variable",
  find(context) {
    const { definition, flow } = context;
    const { notice, wherever = {}, listed = {} } = definition.flow;
    const known = new Set<string>([
      ...[...BUILT_IN_VARIABLES, ...LEARNED_VALUES],
      ...[...Object.keys(notice), ...Object.keys(wherever), ...Object.keys(listed)],
    ]);
    for (const [, state] of statesOf(context)) {
      if (state.capture) known.add(state.capture.into);
      if (state.from) {
        const { into, source } = state.from;
        known.add(into);
        if (typeof source === "string")
          for (const part of ["name", "when", "with", "patient"]) known.add(`${into}_${part}`);
        else
          for (const item of Object.values(definition.catalogue[source.catalogue] ?? {}))
            for (const field of Object.keys(item)) known.add(`${into}_${field}`);
      }
      for (const action of state.do ?? [])
        if ("set" in action) for (const name of Object.keys(action.set)) known.add(name);
    }
    for (const { route } of routesIn(context)) {
      for (const name of Object.keys((route.set as object | undefined) ?? {})) known.add(name);
      const on = route.on as { into?: string } | string | undefined;
      if (typeof on === "object" && on.into) known.add(on.into);
      for (const action of (route.do as { set?: object }[] | undefined) ?? [])
        for (const name of Object.keys(action.set ?? {})) known.add(name);
    }
    for (const name of Object.values(definition.flow.lookups).flat()) known.add(name);
    for (const name of [...known]) for (const suffix of [KNOWN, RAW]) known.add(`${name}${suffix}`);
    return Object.keys(definition.messages).flatMap((language) =>
      Object.keys(definition.messages[language as "pt"] ?? {}).flatMap((key) => {
        const path = ["messages", language, key];
        try {
          const variables = flow.message(key, language as "pt")?.variables ?? [];
          return variables
            .filter((name) => !known.has(name) && !engineVariables(key).includes(name))
            .map((name) => ({ path, message: `{${name}} is no value of this flow` }));
        } catch (error) {
          return [{ path, message: `no text in message format: ${error instanceof Error ? error.message : error}` }];
        }
      }),
    );
  },
};

export const unknownValue: Rule = {
  name: "unknown-value",
  find(context) {
    const { definition } = context;
    const kept = definition.flow.keep
      .map((value, index): [Path, string] => [["flow", "keep", index], value])
      .filter(([, value]) => !isSet(context, value))
      .map(([path, value]): Finding => ({ path, message: `nothing ever sets ${value}` }));
    const needed = statesOf(context).flatMap(([name, { needs }]) =>
      needs && !isSet(context, needs.value) && !Object.values(definition.flow.lookups).flat().includes(needs.value)
        ? [{ path: ["states", name, "needs", "value"], message: `nothing ever sets ${needs.value}` }]
        : [],
    );
    return [...kept, ...needed];
  },
};

function isSet(context: LintContext, value: string): boolean {
  const { notice, wherever = {} } = context.definition.flow;
  if (LEARNED_VALUES.includes(value) || Object.hasOwn(notice, value) || Object.hasOwn(wherever, value)) return true;
  const sets = (actions: readonly object[] | undefined) =>
    (actions ?? []).some((action) => "set" in action && Object.hasOwn(action.set as object, value));
  return (
    statesOf(context).some(
      ([, { capture, from, do: actions }]) =>
        capture?.into === value || from?.into === value || (from && `${from.into}_name` === value) || sets(actions),
    ) ||
    [...routesIn(context)].some(({ route }) => {
      const on = route.on as { into?: string } | string | undefined;
      return (
        Object.hasOwn((route.set as object | undefined) ?? {}, value) ||
        (typeof on === "object" && on.into === value) ||
        sets(route.do as object[] | undefined)
      );
    })
  );
}
