import type { Flow } from "../flow/compile.ts";
import { VALUE_LENGTH_MAX } from "../state/limits.ts";
import { clean, plain } from "../state/utterance.ts";

/** The collection of the catalogue that health insurances are in. */
export const INSURANCES = "insurances";

/** An insurance of the catalogue by its id, or what was said: the team knows which others are accepted. */
export function insurance(flow: Flow, text: string): string | null {
  const said = ` ${plain(text)} `;
  const found = Object.entries(flow.definition.catalogue[INSURANCES] ?? {}).filter(([, item]) =>
    [item.name, item.words]
      .flatMap((field) => (typeof field === "object" ? Object.values(field).flat() : [String(field ?? "")]))
      .some((name) => plain(name) !== "" && said.includes(` ${plain(name)} `)),
  );
  if (found.length === 1) return found[0]![0];
  const kept = clean(text, VALUE_LENGTH_MAX);
  return /\p{L}{2}/u.test(kept) ? kept : null;
}
