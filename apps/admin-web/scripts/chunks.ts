/**
 * Which modules share a file. Left alone, the bundler makes a file of each set of modules that some pages share: 50 to 100
 * small ones a page, each a request of its own where a connection carries one at a time. Here they are put together by
 * what is used together; a page still loads little that it does not use.
 *
 * The first group that takes a module has it, with what it imports. Kit's own group has priority 0 and comes before all.
 */

/** Sizes are of sources: a file of less than this is not worth its request. */
const SMALL_BYTES = 3_000;
const TINY_BYTES = 1_000;
/** Entries are pages and whatever is loaded later, such as dialogs. */
const OF_NEARLY_ALL = 20;
const OF_MANY = 8;

export const CHUNKS = [
  {
    name: "framework",
    test: /node_modules\/(?:svelte|@sveltejs|@tanstack|esm-env|devalue|clsx|openapi-fetch)\/|vite\/preload-helper/,
    minShareCount: OF_NEARLY_ALL,
    priority: -1,
  },
  { name: "frame", test: /src\/lib\/(?:api|live|session|shell|format)\//, minShareCount: 2, priority: -2 },
  { name: "kit", test: /src\/lib\/(?:ui|paraglide)\/|@lucide/, minShareCount: OF_MANY, priority: -3 },
  // What is too small for a file of its own costs every page less than its request would cost one.
  {
    name: "kit",
    test: /@lucide|kit\/src\/runtime|src\/lib\/(?!paraglide)/,
    minShareCount: 2,
    maxModuleSize: TINY_BYTES,
    priority: -3.5,
  },
  {
    name: "parts",
    test: /src\/lib\/ui\/|@lucide|messages\/(?:ui|nav|shell)_/,
    minShareCount: 2,
    entriesAware: true,
    entriesAwareMergeThreshold: SMALL_BYTES,
    priority: -4,
  },
  // A folder of the library with its texts, by the pages that use the same of it.
  {
    name: folderOf,
    minShareCount: 2,
    entriesAware: true,
    entriesAwareMergeThreshold: SMALL_BYTES,
    priority: -5,
  },
];

function folderOf(module: string): string | undefined {
  return /src\/lib\/(?:paraglide\/messages\/)?([a-z]+)/.exec(module)?.[1];
}
