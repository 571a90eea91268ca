import type { Flow } from "@acolhe/conversation";
import type { Told } from "@acolhe/flows";

type Went = Pick<Told, "visited">;

/** States that answer a question by what they say, with the topics they tell of. */
export const TELLING: Readonly<Record<string, readonly string[]>> = {
  prices: ["price"],
  "service-price": ["price"],
  "service-explained": ["price", "services"],
  services: ["services"],
  insurance: ["insurance"],
  "insurance-accepted": ["insurance"],
  "insurance-unsure": ["insurance"],
  "insurance-private": ["insurance"],
  "insurance-not-covered": ["insurance"],
  address: ["address", "hours"],
};

/** Facts that answer what is asked of a wider topic. */
const OF_TOPIC: Readonly<Record<string, readonly string[]>> = {
  reimbursement: ["tax", "insurance"],
  instalments: ["payment"],
  treats: ["services"],
  ages: ["services"],
  professions: ["services", "professionals"],
  public_health: ["insurance"],
  minors_family: ["confidential"],
  wifi: ["other"],
};

/** What was told of, by the facts and states whose words were said: their names decide, not the words. */
export function toldTopics(flow: Flow, exchanges: readonly Went[]): ReadonlySet<string> {
  const facts = exchanges.flatMap(({ visited }) =>
    visited.flatMap((one) => (one.startsWith("fact:") ? topicsOf(one.slice("fact:".length)) : (TELLING[one] ?? []))),
  );
  const asks = [...followedActs(flow, exchanges)].filter((act) => act.startsWith("ask:"));
  return new Set([...facts, ...asks.map((act) => act.slice("ask:".length))]);
}

const topicsOf = (fact: string): readonly string[] => [fact, ...(OF_TOPIC[fact] ?? [])];

/** Acts whose routes were taken, in the state or in the whole flow. */
export function followedActs(flow: Flow, exchanges: readonly Went[]): ReadonlySet<string> {
  return new Set(exchanges.flatMap(({ visited }) => visited.flatMap((one) => actsOfRoute(flow, one))));
}

/** A route's name tells its place: `flow:7:act`, `summary:2:act`. */
function actsOfRoute(flow: Flow, visited: string): readonly string[] {
  const [, from, place] = /^(.+):(\d+):act$/.exec(visited) ?? [];
  if (from === undefined) return [];
  const routes = from === "flow" ? flow.head.routes : flow.state(from)?.routes;
  const on: unknown = routes?.[Number(place) - 1]?.on;
  if (typeof on !== "object" || on === null || !("act" in on)) return [];
  return [on.act].flat().filter((act) => typeof act === "string");
}
