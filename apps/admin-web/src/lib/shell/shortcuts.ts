import { goto } from "$app/navigation";
import { lastLists } from "./last-lists.svelte.ts";
import { pageGroups } from "./pages.ts";

const SECOND_KEY_MS = 1_200;

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** Whether a single letter may act: nothing is typed, and no dialog or menu is open over the page. */
export const isFree = (event: KeyboardEvent): boolean =>
  !(event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) &&
  document.querySelector('[role="dialog"], [role="menu"]') === null;

/**
 * The panel's own keys: Ctrl+K, `?`, and `g` followed by a page's letter. None of them belongs to a browser, and none
 * works while a person types. Pages listen for further single letters themselves.
 */
export function createShortcuts(does: { search: () => void; help: () => void }): (event: KeyboardEvent) => void {
  let goUntilMs = 0;
  return (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k") {
      event.preventDefault();
      return does.search();
    }
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (event.key === "?") return does.help();
    if (event.key === "g") {
      goUntilMs = event.timeStamp + SECOND_KEY_MS;
      return;
    }
    if (event.timeStamp > goUntilMs) return;
    goUntilMs = 0;
    const found = pageGroups()
      .flat()
      .find(({ key }) => key === event.key);
    if (found) void goto(lastLists.of(found.href));
  };
}
