import { createInfiniteQuery, keepPreviousData } from "@tanstack/svelte-query";

/** A page of a list, as the API answers it. */
export interface Page<R> {
  readonly items: readonly R[];
  readonly total: number;
  readonly totalIsExact: boolean;
  readonly next: string | null;
}
interface Asked<P> {
  readonly key: readonly unknown[];
  /** With what to ask for the next page; nothing for the first. */
  readonly read: (after: { readonly cursor?: string }) => Promise<P>;
}

/**
 * A list that is read page after page, and keeps its former rows while it is asked for otherwise. To be called while a
 * component is made.
 */
export const createPaged = <P extends Page<unknown>>(asked: () => Asked<P>) =>
  createInfiniteQuery(() => {
    const { key, read } = asked();
    return {
      queryKey: key,
      queryFn: ({ pageParam }: { pageParam: string }) => read(pageParam === "" ? {} : { cursor: pageParam }),
      initialPageParam: "",
      getNextPageParam: (last: P) => last.next ?? undefined,
      placeholderData: keepPreviousData,
    };
  });

/** What is shown of such a list. */
export interface Paged<R> {
  readonly data: { readonly pages: readonly Page<R>[] } | undefined;
  readonly error: unknown;
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  readonly isPlaceholderData: boolean;
  readonly refetch: () => unknown;
  readonly fetchNextPage: () => unknown;
}
export const rowsOf = <R>(list: Paged<R>): R[] => list.data?.pages.flatMap(({ items }) => items) ?? [];
