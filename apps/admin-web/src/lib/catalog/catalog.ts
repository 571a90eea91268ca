export interface CatalogRow {
  readonly id: string;
  readonly version: number;
}
interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
  readonly total: number;
  readonly totalIsExact: boolean;
}
interface Wanted {
  readonly search: string;
  readonly isDeleted: boolean;
  readonly cursor: string;
}

/** What a page of a catalogue is about, and what may be done there. */
export interface Catalog<T extends CatalogRow> {
  /** The value of the address that names the open one. */
  readonly param: string;
  readonly key: (...rest: readonly unknown[]) => readonly unknown[];
  readonly list: (wanted: Wanted) => Promise<Page<T>>;
  readonly read: (id: string) => Promise<T>;
  readonly remove: (row: T) => Promise<unknown>;
  /** What was deleted comes back; its version by now is told. */
  readonly restore: (row: T, version: number) => Promise<T>;
  readonly nameOf: (row: T) => string;
  readonly may: Readonly<Record<"create" | "update" | "remove" | "seeDeleted", () => boolean>>;
  readonly texts: () => CatalogTexts;
}
interface CatalogTexts {
  readonly title: string;
  readonly hint: string;
  readonly add: string;
  readonly search: string;
  readonly empty: string;
  readonly emptyHint: string;
  readonly emptySearch: string;
  readonly deleted: (name: string) => string;
  readonly restored: (name: string) => string;
  /** Of the list of what was deleted, where one is kept. */
  readonly deletedList?: {
    readonly lists: string;
    readonly there: string;
    readonly tab: string;
    readonly empty: string;
  };
}

/** What the caller's rows are drawn from. */
export interface Listed<T> {
  readonly rows: readonly T[];
  readonly isDeleted: boolean;
  readonly href: ((row: T) => string) | undefined;
  readonly ondelete: (row: T) => void;
  readonly onrestore: (row: T) => void;
}
/** What the caller's drawer is drawn from; without a row it is for a new one. */
export interface Drawn<T> {
  readonly row: T | undefined;
  readonly rows: readonly T[];
  readonly onclose: () => void;
  readonly ondelete: (() => void) | undefined;
}

/** The query of a list, without what is not asked for. */
export const listQuery = ({ search, isDeleted, cursor }: Wanted) => ({
  limit: PAGE_ROWS_MAX,
  ...(search ? { q: search } : {}),
  ...(isDeleted ? ({ deleted: "true" } as const) : {}),
  ...(cursor ? { cursor } : {}),
});
export const PAGE_ROWS_MAX = 100;
