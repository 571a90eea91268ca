import { createQuery } from "@tanstack/svelte-query";
import { untrack } from "svelte";
import { api } from "#lib/api/client.ts";
import { answer } from "#lib/api/problem.ts";
import { addDays, startOfDay } from "#lib/format/calendar.ts";
import { keys } from "#lib/live/keys.ts";
import { param } from "#lib/params.ts";
import { session } from "#lib/session/session.svelte.ts";
import { countQuery, filtersOf, type ListQuery, listQuery } from "./filters.ts";
import { oneQuery } from "./one.ts";
import { createPages, nameOf } from "./pages.svelte.ts";
import { holdOpen, isCut, keyOf, refOf } from "./rows.ts";
import type { Row } from "./types.ts";

const PAGE = 50;
const startOf = (day: string, plusDays: number) => startOfDay(addDays(day, plusDays), session.timeZone);

const read = (query: ListQuery, cursor?: string) =>
  answer(api.GET("/api/v1/conversations", { params: { query: { ...query, limit: PAGE, ...(cursor && { cursor }) } } }));

/**
 * The list as the address asks for it, and its counts. To be called while a component is made.
 *
 * However far somebody scrolled, a change costs two requests: the first page and the counts.
 *
 * @param openKey the conversation that is open, whose row stays where it is
 */
export function createList(openKey: () => string | undefined) {
  const filters = $derived(filtersOf(param));
  const shared = $derived(countQuery(filters, startOf));
  const asked = $derived(listQuery(filters, shared));

  const first = createQuery(() => {
    const query = asked;
    return {
      queryKey: keys.conversations("rows", query),
      enabled: session.can("listConversations"),
      // What it answers is told apart from the answer to an earlier question.
      queryFn: async () => ({ page: await read(query), of: nameOf(query) }),
    };
  });
  const counts = createQuery(() => ({
    queryKey: keys.conversations("counts", shared),
    enabled: session.can("countConversations"),
    queryFn: () => answer(api.GET("/api/v1/conversations/counts", { params: { query: shared } })),
  }));
  const pages = createPages(() => ({
    ...{ query: asked, read },
    first: first.data?.of === nameOf(asked) ? first.data.page : undefined,
  }));
  const shown = createShown(() => pages.known, openKey);

  return {
    get filters() {
      return filters;
    },
    get rows() {
      return shown.rows;
    },
    get isCut() {
      return pages.known !== undefined && isCut(pages.known);
    },
    get counts() {
      return counts.data;
    },
    get error() {
      return first.error;
    },
    more: pages.more,
    retry: () => void first.refetch(),
  };
}

type Known = ReturnType<typeof createPages>["known"];

/** The rows as they stand on the screen: the open one where it was, and as its own page has read it. */
function createShown(known: () => Known, openKey: () => string | undefined) {
  // Its row may have left the list.
  const open = createQuery(() => {
    const [channel = "", contact = ""] = openKey()?.split("/") ?? [];
    return { ...oneQuery({ channel, contact }), enabled: false };
  });
  let held = $state.raw<{ readonly of: string; readonly rows: readonly Row[] }>();
  $effect.pre(() => {
    const now = known();
    const key = openKey();
    untrack(() => {
      const before = held && held.of === now?.of ? held.rows : [];
      held = now && { of: now.of, rows: holdOpen(before, now.rows, key) };
    });
  });
  const rows = $derived.by(() => {
    const one = open.data;
    if (!one) return held?.rows;
    const { mode, waitingSince, handoff, assignee, blocked, optedOut, last, words, lastMessageAt } = one;
    const now = { mode, waitingSince, handoff, assignee, blocked, optedOut, last, words, lastMessageAt };
    return held?.rows.map((row) => (keyOf(refOf(row)) === openKey() ? { ...row, ...now } : row));
  });
  return {
    get rows() {
      return rows;
    },
  };
}

export type InboxList = ReturnType<typeof createList>;
