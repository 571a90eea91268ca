/** How everything that is typed into looks. */
export const control =
  "w-full min-h-10 rounded-lg border border-line-strong/60 bg-surface px-3 py-2 text-ink disabled:opacity-60 aria-invalid:border-danger";
