import { goto } from "$app/navigation";
import { page } from "$app/state";

/** One value of the address's query, "" where it is missing. What a page shows stands in its address. */
export const param = (name: string): string => page.url.searchParams.get(name) ?? "";

/** The address with some values changed; "" takes one away. */
export function withParams(changes: Readonly<Record<string, string>>): string {
  const url = new URL(page.url.href);
  for (const [name, value] of Object.entries(changes))
    if (value === "") url.searchParams.delete(name);
    else url.searchParams.set(name, value);
  return url.pathname + url.search;
}

/** Changes the address in place: no new entry for the back button, the focus stays where a person types. */
export const setParams = (changes: Readonly<Record<string, string>>): Promise<void> =>
  goto(withParams(changes), { replace: true, reset: false });
