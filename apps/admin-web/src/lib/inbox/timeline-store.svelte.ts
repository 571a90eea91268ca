import { createQuery } from "@tanstack/svelte-query";
import { untrack } from "svelte";
import { api } from "#lib/api/client.ts";
import { answer } from "#lib/api/problem.ts";
import { clinicDay } from "#lib/format/dates.ts";
import { keys } from "#lib/live/keys.ts";
import { failed } from "#lib/ui/toast.ts";
import { entriesOf, type Known, withEarlier, withNewest } from "./timeline.ts";
import type { Ref } from "./types.ts";

/** Decisions count, too: of eighty about half are words. */
const PAGE = 80;

/** A conversation's timeline: its newest page is read again with each change, what was earlier stays. */
export function createTimeline({ channel, contact }: Ref) {
  const path = { channel, contact };
  const read = (before?: string) =>
    answer(
      api.GET("/api/v1/conversations/{channel}/{contact}/timeline", {
        params: { path, query: { limit: PAGE, ...(before !== undefined && { before }) } },
      }),
    );
  const newest = createQuery(() => ({
    queryKey: keys.conversation(channel, contact, "timeline"),
    queryFn: () => read(),
  }));

  let known = $state.raw<Known>();
  let isLoadingEarlier = $state(false);
  $effect.pre(() => {
    const page = newest.data;
    if (page)
      known = withNewest(
        untrack(() => known),
        page,
      );
  });
  const entries = $derived(known && entriesOf(known.items, clinicDay, known.before === null));

  return {
    get known() {
      return known;
    },
    get entries() {
      return entries;
    },
    get error() {
      return newest.error;
    },
    get isLoadingEarlier() {
      return isLoadingEarlier;
    },
    retry: () => void newest.refetch(),
    async earlier() {
      const before = known?.before;
      if (!before || isLoadingEarlier) return;
      isLoadingEarlier = true;
      try {
        const page = await read(before);
        if (known) known = withEarlier(known, page);
      } catch (error) {
        failed(error);
      } finally {
        isLoadingEarlier = false;
      }
    },
  };
}

export type TimelineStore = ReturnType<typeof createTimeline>;
