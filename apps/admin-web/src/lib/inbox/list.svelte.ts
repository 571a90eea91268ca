import { createQuery } from "@tanstack/svelte-query";
import { untrack } from "svelte";
import { api } from "#lib/api/client.ts";
import { answer } from "#lib/api/problem.ts";
import { addDays, startOfDay } from "#lib/format/calendar.ts";
import { keys } from "#lib/live/keys.ts";
import { param } from "#lib/params.ts";
import { session } from "#lib/session/session.svelte.ts";
import { failed } from "#lib/ui/toast.ts";
import { countQuery, filtersOf, listQuery } from "./filters.ts";
import { oneQuery } from "./one.ts";
import { holdOpen, isCut, type KnownRows, keyOf, refOf, withFirst, withNext } from "./rows.ts";
import type { Row } from "./types.ts";

const PAGE = 50;
const startOf = (day: string, plusDays: number) => startOfDay(addDays(day, plusDays), session.timeZone);

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

  const read = (query: typeof asked, cursor?: string) =>
    answer(
      api.GET("/api/v1/conversations", { params: { query: { ...query, limit: PAGE, ...(cursor && { cursor }) } } }),
    );
  const first = createQuery(() => {
    const query = asked;
    return {
      queryKey: keys.conversations("rows", query),
      enabled: session.can("listConversations"),
      // What it answers is told apart from the answer to an earlier question.
      queryFn: async () => ({ page: await read(query), key: JSON.stringify(query) }),
    };
  });
  const counts = createQuery(() => ({
    queryKey: keys.conversations("counts", shared),
    enabled: session.can("countConversations"),
    queryFn: () => answer(api.GET("/api/v1/conversations/counts", { params: { query: shared } })),
  }));

  // How the open one stands, as its own page has read it: its row may have left the list.
  const open = createQuery(() => {
    const [channel = "", contact = ""] = openKey()?.split("/") ?? [];
    return { ...oneQuery({ channel, contact }), enabled: false };
  });

  let known = $state.raw<KnownRows>();
  let shown = $state.raw<readonly Row[]>();
  let knownFor = "";
  let isReading = false;
  $effect.pre(() => {
    const key = JSON.stringify(asked);
    const page = first.data?.key === key ? first.data.page : undefined;
    untrack(() => {
      const isSame = key === knownFor;
      known = page && withFirst(isSame ? known : undefined, page, asked.sort);
      if (!isSame) shown = undefined;
      knownFor = key;
    });
  });
  $effect.pre(() => {
    const rows = known?.rows;
    const held = openKey();
    untrack(() => {
      shown = rows && holdOpen(shown ?? [], rows, held);
    });
  });

  async function more(): Promise<void> {
    const cursor = known?.next;
    const key = knownFor;
    if (!cursor || isReading || (known && isCut(known))) return;
    isReading = true;
    try {
      const page = await read(asked, cursor);
      if (known && knownFor === key) known = withNext(known, page);
    } catch (error) {
      failed(error);
    } finally {
      isReading = false;
    }
  }

  const rows = $derived.by(() => {
    const one = open.data;
    if (!one) return shown;
    const { mode, waitingSince, handoff, assignee, blocked, optedOut } = one;
    const now = { mode, waitingSince, handoff, assignee, blocked, optedOut };
    return shown?.map((row) => (keyOf(refOf(row)) === openKey() ? { ...row, ...now } : row));
  });

  return {
    get filters() {
      return filters;
    },
    get rows() {
      return rows;
    },
    get isCut() {
      return known !== undefined && isCut(known);
    },
    get counts() {
      return counts.data;
    },
    get error() {
      return first.error;
    },
    more: () => void more(),
    retry: () => void first.refetch(),
  };
}

export type InboxList = ReturnType<typeof createList>;
