const READS_MAX = 4;

/** What pages read when they were last opened. */
export interface Noted {
  readonly language: string;
  /** By the page's path; a read that names a day is of use on that day only. */
  readonly pages: Readonly<Record<string, { readonly day: string; readonly reads: readonly string[] }>>;
}
interface Read {
  readonly page: string;
  readonly path: string;
  readonly language: string;
  readonly day: string;
  /** Whether it is the first of this page since it was loaded. */
  readonly isFirst: boolean;
}

/** What is noted after a read. */
export function withRead(noted: Noted | undefined, { page, path, language, day, isFirst }: Read): Noted {
  const before = isFirst ? [] : (noted?.pages[page]?.reads ?? []);
  const reads = before.includes(path) ? before : [...before, path].slice(0, READS_MAX);
  return { language, pages: { ...noted?.pages, [page]: { day, reads } } };
}

/** Whether a page's address says nothing of a person. */
export const isNotable = ({ pathname, search }: { readonly pathname: string; readonly search: string }): boolean =>
  search === "" && /^\/[a-z]*$/.test(pathname);
