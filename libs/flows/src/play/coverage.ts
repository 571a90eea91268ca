import { edgesOf, type Flow } from "@acolhe/conversation";

export interface Coverage {
  readonly states: { readonly all: number; readonly missed: readonly string[] };
  readonly routes: { readonly all: number; readonly missed: readonly string[] };
}

/** Which states and routes of a flow some conversation went through. `visited` as transitions give it. */
export function coverageOf({ definition }: Flow, visited: ReadonlySet<string>): Coverage {
  const states = Object.keys(definition.states);
  const routes = [...new Set(edgesOf(definition).flatMap(({ id }) => id ?? []))];
  const missed = (names: readonly string[]) => names.filter((name) => !visited.has(name));
  return {
    states: { all: states.length, missed: missed(states) },
    routes: { all: routes.length, missed: missed(routes) },
  };
}

export function describeCoverage({ states, routes }: Coverage): string {
  const line = (what: string, { all, missed }: Coverage["states"]) => {
    const percent = all === 0 ? 100 : Math.floor((100 * (all - missed.length)) / all);
    return [`${percent} % of ${all} ${what}`, ...missed.map((name) => `  never: ${name}`)].join("\n");
  };
  return `${line("states", states)}\n${line("routes", routes)}`;
}
