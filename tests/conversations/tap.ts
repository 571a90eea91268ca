import type { Report } from "@acolhe/flows";
import type { PersonaFacts } from "./personas.ts";

type Option = Report["replies"][number]["options"][number];

/** How ids of options end for what a person may want, where it is not the word itself. */
const ENDINGS: Readonly<Record<string, readonly string[]>> = {
  clinic: ["clinic", "in-person"],
  relative: ["relative", "other"],
  several: ["several", "other"],
  private: ["private", "none"],
  past: ["past", "no"],
  preference: ["preference", "days"],
  patient_name: ["patient_name", "patient"],
};
/** Whether an option stands for what is wanted, by how its id ends. */
export const stands = (id: string, wanted: string): boolean =>
  (ENDINGS[wanted] ?? [wanted]).some((ending) => id === ending || id.endsWith(`-${ending}`));
/** Questions that a yes answers. */
const CONFIRMED: ReadonlySet<string> = new Set(["name_confirmation", "summary", "guess", "appointment"]);
const REFUSES = /(?:^|-)(?:no|not|fix|keep|later|another|nothing|unsure|person|menu)(?:-|$)/;

/**
 * What a person who has no words for a question taps: what fits the facts, else the first that is no refusal. Asked what
 * is to be corrected, it is what they changed their mind about.
 */
export function optionFor(
  options: readonly Option[],
  asked: string | null,
  facts: Partial<PersonaFacts>,
  changed?: string | undefined,
): Option | undefined {
  const wanted = asked === "correction" ? (changed ?? "nothing") : asked === null ? undefined : wantedAt(asked, facts);
  const fits = ({ id, title }: Option) =>
    (wanted !== undefined && stands(id, wanted)) || fold(title) === fold(wanted ?? "");
  return options.find(fits) ?? options.find(({ id }) => !REFUSES.test(id)) ?? options[0];
}

function wantedAt(asked: string, facts: Partial<PersonaFacts>): string | undefined {
  if (CONFIRMED.has(asked)) return "yes";
  // Who is in danger has words for it.
  if (asked === "danger") return "past";
  return Object.entries(facts).find(([slot]) => slot === asked)?.[1];
}

/** Words as they are compared: no accents, case or punctuation. */
export const fold = (text: string): string =>
  text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
