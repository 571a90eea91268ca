import type { Edge } from "@acolhe/conversation";
import { type Finding, type LintContext, type Rule, type StateOf, statesOf } from "./rule.ts";

const key = (name: string) => ({ path: ["states", name], what: "key" as const });

/** States a conversation can come to from the given ones. */
function reachedFrom(edges: readonly Edge[], from: readonly string[]): Set<string> {
  const reached = new Set<string>();
  const open = [...from];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (reached.has(name)) continue;
    reached.add(name);
    open.push(...edges.filter((edge) => edge.from === name).map(({ to }) => to));
  }
  return reached;
}

export const unreachable: Rule = {
  name: "unreachable",
  find({ definition, edges }) {
    const { start, menu, handoff, moved, review, resume, concern, doubt } = definition.flow;
    const engines = [review, resume, concern, doubt?.goto].filter((name) => name !== undefined);
    const reached = reachedFrom(edges, [start, menu, handoff, "flow", ...engines, ...Object.values(moved)]);
    return Object.keys(definition.states)
      .filter((name) => !reached.has(name))
      .map((name) => ({ ...key(name), message: "no route leads here" }));
  },
};

export const deadEnd: Rule = {
  name: "dead-end",
  find(context) {
    return statesOf(context).flatMap(([name, state]) => deadEnds(state).map((message) => ({ ...key(name), message })));
  },
};

function deadEnds(state: StateOf): string[] {
  const { ask, next, handoff, end, lookup, call, capture } = state;
  const answers = [state.options, state.from, state.routes, capture].some((part) => part !== undefined);
  const problems: string[] = [];
  if (ask !== undefined && !answers) problems.push("asks but takes no answer");
  if (ask === undefined && (state.options || state.from || capture)) problems.push("takes an answer but asks nothing");
  const ends = [handoff, end, lookup, call, state.return, state.stop, state.emergency].some(Boolean);
  if (ask === undefined && !ends && next === undefined) problems.push("leads nowhere");
  if (capture && next === undefined) problems.push("captures an answer but does not say where to go");
  if (Array.isArray(next) && next.at(-1)!.when) problems.push("has no way on when none of its guards holds");
  if (handoff && (ask !== undefined || state.say === undefined))
    problems.push("calls a person: it must say so and ask nothing");
  if (state.stop && (ask !== undefined || next !== undefined || handoff || end || lookup || call))
    problems.push("stops all messages: it must ask nothing and lead nowhere");
  return problems;
}

export const noPerson: Rule = {
  name: "no-person",
  find({ definition }) {
    const state = definition.states[definition.flow.handoff];
    return state && !state.handoff
      ? [{ path: ["flow", "handoff"], message: `the state ${definition.flow.handoff} does not call a person` }]
      : [];
  },
};

/** Words that call a person act in every state that waits for an answer; a state may hide them behind its own. */
export const hiddenPerson: Rule = {
  name: "hidden-person",
  find(context) {
    const { definition, flow } = context;
    const names = flow.words.of("human");
    return statesOf(context).flatMap(([name, state]) =>
      flow.choices(name, definition.flow.languages[0]!).some((choice) => {
        const to = definition.states[choice.goto];
        return !to?.handoff && choice.names.some((word) => names.includes(word));
      }) && state.ask !== undefined
        ? [{ ...key(name), message: "an option takes a word that calls a person, and leads elsewhere" }]
        : [],
    );
  },
};

export const endlessSteps: Rule = {
  name: "endless-steps",
  find({ definition, edges }) {
    const automatic = edges.filter((edge) => edge.automatic);
    const { steps } = definition.flow.limits;
    const length = (name: string, seen: readonly string[]): number => {
      if (seen.includes(name)) return Number.POSITIVE_INFINITY;
      const nexts = automatic.filter((edge) => edge.from === name && edge.label !== "back");
      return 1 + Math.max(0, ...nexts.map(({ to }) => length(to, [...seen, name])));
    };
    return Object.keys(definition.states).flatMap((name): Finding[] => {
      const count = length(name, []);
      if (count <= steps) return [];
      const what = count === Number.POSITIVE_INFINITY ? "goes in a circle" : `goes through ${count} states`;
      return [{ ...key(name), message: `${what} without an answer in between` }];
    });
  },
};

export const shadowedRoute: Rule = {
  name: "shadowed-route",
  find(context) {
    return [
      ...statesOf(context).flatMap(([name, state]) => shadows(context, ["states", name], state)),
      ...shadows(context, ["flow"], { routes: context.definition.flow.routes } as StateOf),
    ];
  },
};

function shadows({ flow, definition }: LintContext, base: (string | number)[], state: StateOf): Finding[] {
  const found: Finding[] = [];
  const seen: { on: string; when: string }[] = [];
  for (const [index, { on, when }] of (state.routes ?? []).entries()) {
    const [own, guard] = [JSON.stringify(on), JSON.stringify(when ?? null)];
    const covers = (other: { on: string; when: string }) =>
      (other.on === own || other.on === '"anything"') && (other.when === "null" || other.when === guard);
    if (seen.some(covers))
      found.push({ path: [...base, "routes", index, "on"], message: "a route above takes all of these" });
    seen.push({ on: own, when: guard });
  }
  const next = Array.isArray(state.next) ? state.next : [];
  const open = next.findIndex(({ when }) => !when);
  if (open >= 0 && open < next.length - 1)
    found.push({ path: [...base, "next", open + 1], message: "the way above is always open" });
  if (base[0] !== "states") return found;
  const choices = flow.choices(String(base[1]), definition.flow.languages[0]!);
  for (const [index, choice] of choices.entries()) {
    const other = choices
      .slice(0, index)
      .find(({ when, names }) => !when && choice.names.some((word) => names.includes(word)));
    const place = (state.options ?? []).findIndex(({ id }) => id === choice.id);
    if (other && place >= 0)
      found.push({
        path: [...base, "options", place, "id"],
        message: `"${choice.names.find((word) => other.names.includes(word))}" also means ${other.id}`,
      });
  }
  return found;
}

export const doubledOption: Rule = {
  name: "doubled-option",
  find(context) {
    const seen = new Map<string, string>();
    return statesOf(context).flatMap(([name, state]) =>
      (state.options ?? []).flatMap(({ id }, index): Finding[] => {
        const other = seen.get(id);
        seen.set(id, name);
        return other === undefined
          ? []
          : [{ path: ["states", name, "options", index, "id"], message: `the option ${id} is also in ${other}` }];
      }),
    );
  },
};

export const unsafePattern: Rule = {
  name: "unsafe-pattern",
  find(context) {
    const all = [
      ...Object.entries(context.definition.flow.notice).map(([value, on]) => ({ on, path: ["flow", "notice", value] })),
      ...Object.entries(context.definition.flow.wherever ?? {}).flatMap(([value, { forms }]) =>
        forms.map((on, index) => ({ on, path: ["flow", "wherever", value, index] })),
      ),
      ...context.definition.flow.routes.map(({ on }, index) => ({ on, path: ["flow", "routes", index, "on"] })),
      ...statesOf(context).flatMap(([name, state]) =>
        (state.routes ?? []).map(({ on }, index) => ({ on, path: ["states", name, "routes", index, "on"] })),
      ),
    ];
    return all.flatMap(({ on, path }): Finding[] => {
      const field = typeof on === "object" && (["pattern", "form"] as const).find((each) => each in on);
      const source = field ? (on as { pattern?: string; form?: string })[field] : undefined;
      if (!field || source === undefined) return [];
      try {
        const { flow } = context;
        const pattern = flow.pattern(source);
        return pattern.matcher("").matches() ? [{ path: [...path, field], message: "fits an empty answer" }] : [];
      } catch (error) {
        return [
          {
            path: [...path, field],
            message: `no pattern in linear time: ${error instanceof Error ? error.message : error}`,
          },
        ];
      }
    });
  },
};
