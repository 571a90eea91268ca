import type { Flow } from "../flow/compile.ts";
import { VALUE_LENGTH_MAX } from "../state/limits.ts";
import { clean, plain } from "../state/utterance.ts";

/** The collection of the catalogue that health insurances are in. */
export const INSURANCES = "insurances";

/** The one insurance of the catalogue that the text names, by its id. */
export function insuranceOf(flow: Flow, text: string): string | undefined {
  const said = ` ${plain(text)} `;
  const found = Object.entries(flow.definition.catalogue[INSURANCES] ?? {}).filter(([, item]) =>
    [item.name, item.words]
      .flatMap((field) => (typeof field === "object" ? Object.values(field).flat() : [String(field ?? "")]))
      .some((name) => plain(name) !== "" && said.includes(` ${plain(name)} `)),
  );
  return found.length === 1 ? found[0]![0] : undefined;
}

/** Said before the name of a plan without belonging to it. */
const OPENING =
  /^(?:[\s,.!]*(?:(?:eu )?(?:tenho|uso|possuo)|(?:o )?meu (?:plano|conv[eê]nio)(?: de sa[uú]de)? (?:é|eh|e)|(?:é|eh) (?:o|a|pelo|pela|do|da)?|pelo?a?|tengo|uso|mi (?:seguro|plan) es|es|i have|my (?:insurance|plan) is|it'?s|plano|conv[eê]nio|seguro|sim|s[ií]|yes|yeah)(?![\p{L}]))+[\s,.:!]*(?:(?:o|a|the|el|la|um|uma|chamado|chamada|da|do)\s+)?/iu;

/** Says that there is a plan, and not which. */
const GENERAL =
  /^(?:(?:um|uma|o|meu|plano|convenio|seguro|saude|de|pelo|com|sim|tenho|quero|usar|insurance|plan|health|my|the|un|mi) ?)*$/;

/** An insurance of the catalogue by its id, or what it was called: the team knows which others are accepted. */
export function insurance(flow: Flow, text: string): string | null {
  const known = insuranceOf(flow, text);
  if (known !== undefined) return known;
  if (text.includes("?")) return null;
  const kept = clean(text.replace(OPENING, "").replace(/[\s.!,]+$/u, ""), VALUE_LENGTH_MAX);
  if (GENERAL.test(plain(kept))) return null;
  return /\p{L}{2}/u.test(kept) ? kept : null;
}
