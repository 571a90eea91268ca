const READS_MAX = 4;

/** What pages read when they were last opened. */
export interface Noted {
  /** By the page's path; a read that names a day is of use on that day only. */
  readonly pages: Readonly<Record<string, { readonly day: string; readonly reads: readonly string[] }>>;
}
interface Read {
  readonly page: string;
  readonly path: string;
  readonly day: string;
  /** Whether it is the first of this page since it was loaded. */
  readonly isFirst: boolean;
}

/** What is noted after a read. */
export function withRead(noted: Noted | undefined, { page, path, day, isFirst }: Read): Noted {
  const before = isFirst ? [] : (noted?.pages[page]?.reads ?? []);
  const reads = before.includes(path) ? before : [...before, path].slice(0, READS_MAX);
  return { pages: { ...noted?.pages, [page]: { day, reads } } };
}

/** Whether a page's address says nothing of a person. */
export const isNotable = ({ pathname, search }: { readonly pathname: string; readonly search: string }): boolean =>
  search === "" && /^\/[a-z]*$/.test(pathname);

/** Of places among the changes, as ids of events say them, the one before which each of them comes. */
export function earliestOf(places: readonly string[]): string | undefined {
  const parts = places.map(partsOf);
  return parts[0]?.map((_, index) => Math.min(...parts.map((place) => place[index] ?? 0))).join("-");
}

/** Whether anything comes behind a place and not behind another. */
export const isBehind = (place: string, other: string): boolean =>
  partsOf(other).some((part, index) => part > (partsOf(place)[index] ?? 0));

const partsOf = (place: string): number[] => place.split("-").map(Number);
