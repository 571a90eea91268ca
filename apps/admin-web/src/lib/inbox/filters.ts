import type { operations } from "@acolhe/admin-client";

/** The inbox as its address says it: a tab, a search and filters. Names of the address are Portuguese, as people see them. */

type AnyListQuery = NonNullable<operations["listConversations"]["parameters"]["query"]>;
export type CountQuery = NonNullable<operations["countConversations"]["parameters"]["query"]>;

export const TABS = ["todas", "esperando", "sem-resposta", "minhas", "sem-dono"] as const;
export type Tab = (typeof TABS)[number];

/** What each tab asks for on top of the filters, and in which order its rows come. */
const OF_TAB = {
  todas: { sort: "-lastMessageAt" },
  // Whoever insists would sink in an order by the last message: the one who waits the longest stays on top.
  esperando: { waiting: "true", sort: "waitingSince" },
  "sem-resposta": { unanswered: "true", sort: "unansweredSince" },
  minhas: { assignee: "me", sort: "-lastMessageAt" },
  "sem-dono": { assignee: "none", sort: "-lastMessageAt" },
} as const satisfies Record<Tab, Pick<AnyListQuery, "waiting" | "unanswered" | "assignee" | "sort">>;

const MODES = { robo: "bot", pessoa: "human", pausado: "paused" } as const;

export interface Filters {
  readonly tab: Tab;
  readonly search: string;
  readonly channel: string;
  readonly assignee: string;
  readonly mode: string;
  readonly team: string;
  readonly from: string;
  readonly to: string;
  readonly unread: boolean;
  readonly optedOut: boolean;
  readonly blocked: boolean;
}

/** The names of the filters in the address, besides the tab and the search. */
export const FILTER_PARAMS = [
  ...["canal", "responsavel", "modo", "equipe", "de", "ate", "nao-lidas", "nao-quer", "bloqueadas"],
] as const;

const tabOf = (text: string): Tab => TABS.find((tab) => tab === text) ?? "todas";

/** @param read one value of the address, "" where it is missing */
export function filtersOf(read: (name: string) => string): Filters {
  return {
    tab: tabOf(read("aba")),
    search: read("busca"),
    channel: read("canal"),
    assignee: read("responsavel"),
    mode: read("modo"),
    team: read("equipe"),
    from: read("de"),
    to: read("ate"),
    unread: read("nao-lidas") === "1",
    optedOut: read("nao-quer") === "1",
    blocked: read("bloqueadas") === "1",
  };
}

const isMode = (text: string): text is keyof typeof MODES => Object.hasOwn(MODES, text);
const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text);

/** The filters that rows and counts share. `startOf` gives the first instant of a day in the clinic's zone. */
export function countQuery(filters: Filters, startOf: (day: string, plusDays: number) => string): CountQuery {
  const { search, channel, assignee, mode, team, from, to, unread, optedOut, blocked } = filters;
  return {
    ...(search && { q: search }),
    ...(channel && { channel }),
    ...(assignee && { assignee }),
    ...(isMode(mode) && { mode: MODES[mode] }),
    ...(team && { team }),
    ...(isDay(from) && { from: startOf(from, 0) }),
    ...(isDay(to) && { to: startOf(to, 1) }),
    ...(unread && { unread: "true" as const }),
    ...(optedOut && { optedOut: "true" as const }),
    ...(blocked && { blocked: "true" as const }),
  };
}

/** What a tab asks for wins over a filter of the same name, as it does in the counts. */
export const listQuery = (filters: Filters, shared: CountQuery) => ({ ...shared, ...OF_TAB[filters.tab] });
export type ListQuery = ReturnType<typeof listQuery>;

export const filterCount = (filters: Filters): number =>
  [filters.channel, filters.assignee, filters.mode, filters.team, filters.from || filters.to].filter(Boolean).length +
  [filters.unread, filters.optedOut, filters.blocked].filter(Boolean).length;
