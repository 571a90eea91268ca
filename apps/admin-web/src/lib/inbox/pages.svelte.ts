import { untrack } from "svelte";
import { failed } from "#lib/ui/toast.ts";
import type { ListQuery } from "./filters.ts";
import { isCut, type KnownRows, type Page, withFirst, withNext } from "./rows.ts";

interface Asked {
  readonly query: ListQuery;
  /** The first page of its answer; undefined while it is read. */
  readonly first: Page | undefined;
  readonly read: (query: ListQuery, cursor: string) => Promise<Page>;
}

/** Tells one question from another. */
export const nameOf = (query: ListQuery): string => JSON.stringify(query);

/**
 * What was read of the list so far: its first page, which is read again with each change, and those that somebody scrolled
 * to. To be called while a component is made.
 */
export function createPages(asked: () => Asked) {
  let known = $state.raw<KnownRows & { readonly of: string }>();
  let isReading = false;

  $effect.pre(() => {
    const { query, first } = asked();
    const of = nameOf(query);
    untrack(() => {
      const before = known?.of === of ? known : undefined;
      known = first && { of, ...withFirst(before, first, query.sort) };
    });
  });

  async function more(): Promise<void> {
    const { query, read } = asked();
    const of = nameOf(query);
    if (!known?.next || isReading || isCut(known)) return;
    isReading = true;
    try {
      const page = await read(query, known.next);
      if (known?.of === of) known = { of, ...withNext(known, page) };
    } catch (error) {
      failed(error);
    } finally {
      isReading = false;
    }
  }

  return {
    get known() {
      return known;
    },
    more: () => void more(),
  };
}
