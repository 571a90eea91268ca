const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** j and k go from row to row; Enter opens the one in focus, because it is a link. */
export function moveInRows(event: KeyboardEvent, list: HTMLElement): void {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  if (event.key !== "j" && event.key !== "k") return;
  if (document.querySelector("[role=dialog]")) return;
  const links = [...list.querySelectorAll<HTMLElement>("a[data-row]")].filter((link) => link.offsetParent !== null);
  const at = links.indexOf(document.activeElement as HTMLElement);
  const to = event.key === "j" ? at + 1 : Math.max(0, at - 1);
  links[to]?.focus();
}
