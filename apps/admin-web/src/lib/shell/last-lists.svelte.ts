import { paths } from "#lib/paths.ts";

/** What stands in a list's address and is no part of how it is looked through. */
const PASSING = ["novo", "detalhes"];

/**
 * Lists as a person left them, with search, filters and view, until the login ends: the pages' links and the way back from
 * a record lead there. In this tab's memory only, as people search by names.
 */
class LastLists {
  #left = $state.raw<Readonly<Record<string, string>>>({});

  of(list: string): string {
    return this.#left[list] ?? list;
  }

  /** To be told of every address that was gone to. A conversation stands beside its list, which keeps its filters there. */
  seen({ pathname, search }: { readonly pathname: string; readonly search: string }): void {
    const conversations = paths.conversations();
    const list = pathname.startsWith(`${conversations}/`) ? conversations : pathname;
    if (![conversations, paths.patients(), paths.guardians()].includes(list)) return;
    const kept = new URLSearchParams(search);
    for (const name of PASSING) kept.delete(name);
    this.#left = { ...this.#left, [list]: kept.size > 0 ? `${list}?${kept}` : list };
  }

  forget(): void {
    this.#left = {};
  }
}

export const lastLists = new LastLists();
