/**
 * Keeps a count in front of the page's title, whatever the page makes of it and whenever.
 *
 * @returns what sets the count, and what ends it
 */
export function titleCount(): { readonly set: (count: number) => void; readonly end: () => void } {
  let count = 0;
  const show = () => {
    const bare = document.title.replace(/^\(\d+\) /, "");
    const wanted = count > 0 ? `(${count}) ${bare}` : bare;
    if (document.title !== wanted) document.title = wanted;
  };
  const watcher = new MutationObserver(show);
  watcher.observe(document.head, { childList: true, subtree: true, characterData: true });
  return {
    set: (next) => {
      count = next;
      show();
    },
    end: () => watcher.disconnect(),
  };
}
