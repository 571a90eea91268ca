import { createInfiniteQuery, createQuery } from "@tanstack/svelte-query";
import { untrack } from "svelte";
import { api } from "#lib/api/client.ts";
import { answer } from "#lib/api/problem.ts";
import { addDays, startOfDay } from "#lib/format/calendar.ts";
import { keys } from "#lib/live/keys.ts";
import { param } from "#lib/params.ts";
import { session } from "#lib/session/session.svelte.ts";
import { countQuery, filtersOf, listQuery } from "./filters.ts";
import { holdOpen } from "./rows.ts";
import type { Row } from "./types.ts";

const PAGE = 50;
const startOf = (day: string, plusDays: number) => startOfDay(addDays(day, plusDays), session.timeZone);

/**
 * The list as the address asks for it, and its counts. To be called while a component is made.
 *
 * @param openKey the conversation that is open, whose row stays where it is
 */
export function createList(openKey: () => string | undefined) {
  const filters = $derived(filtersOf(param));
  const shared = $derived(countQuery(filters, startOf));
  const asked = $derived(listQuery(filters, shared));

  const rowsQuery = createInfiniteQuery(() => ({
    queryKey: keys.conversations("rows", asked),
    enabled: session.can("listConversations"),
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) =>
      answer(
        api.GET("/api/v1/conversations", {
          params: { query: { ...asked, limit: PAGE, ...(pageParam && { cursor: pageParam }) } },
        }),
      ),
    getNextPageParam: (page) => page.next ?? undefined,
  }));
  const countsQuery = createQuery(() => ({
    queryKey: keys.conversations("counts", shared),
    enabled: session.can("countConversations"),
    queryFn: () => answer(api.GET("/api/v1/conversations/counts", { params: { query: shared } })),
  }));

  const fresh = $derived(rowsQuery.data?.pages.flatMap(({ items }) => items));
  let shown = $state.raw<readonly Row[]>();
  let shownFor = "";
  $effect.pre(() => {
    const key = JSON.stringify(asked);
    const rows = fresh;
    const open = openKey();
    untrack(() => {
      shown = rows && holdOpen(key === shownFor && shown ? shown : [], rows, open);
      if (rows) shownFor = key;
    });
  });

  return {
    get filters() {
      return filters;
    },
    get rows() {
      return shown;
    },
    get counts() {
      return countsQuery.data;
    },
    get error() {
      return rowsQuery.error;
    },
    get hasMore() {
      return rowsQuery.hasNextPage;
    },
    more: () => {
      if (rowsQuery.hasNextPage && !rowsQuery.isFetchingNextPage) void rowsQuery.fetchNextPage();
    },
    retry: () => void rowsQuery.refetch(),
  };
}

export type InboxList = ReturnType<typeof createList>;
