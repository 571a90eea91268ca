import type { Flow } from "../flow/compile.ts";
import { plain } from "../state/utterance.ts";
import { insuranceOf } from "./insurance.ts";

/**
 * Plans that people ask for by name. A clinic's catalogue names those it takes; who asks for another is told no, and not left to find it
 * missing in a list. A name that is not here stays a question to the list: any word may be a plan's.
 */
const PLANS = `Ipsemg|Cassi|GEAP|Golden Cross|NotreDame Intermédica|NotreDame|Intermédica|GNDI|Hapvida|Porto Seguro|Porto Saúde|Prevent Senior|Care Plus
  Omint|MedSênior|São Francisco|Assim Saúde|Samp|Postal Saúde|Saúde Petrobras|Petrobras|Cabesp|Iamspe|Planserv|Ipê Saúde|Ipasgo|Sulmed|Alice|Sami|Qsaúde
  Mediservice|Allianz|Cigna|Aetna|Bupa|AXA|Blue Cross|Kaiser|United Healthcare|UnitedHealthcare|OSDE|Swiss Medical|Sanitas|Adeslas|Mapfre|Colsanitas|Affinity`;
const NAMES = PLANS.split(/[|\n]/).map((name) => name.trim());
/** First names and places, too: plans only beside a word of insurance. */
const ALSO_NAMES: ReadonlySet<string> = new Set(["Alice", "Sami", "Kaiser", "São Francisco", "Affinity", "Petrobras"]);
const OF_PLANS = /(?:^| )(?:plano|convenio|seguro|insurance|plan|aceit[a-z]+|aceptan|acept[a-z]+|accept|take)(?: |$)/;

/** The plan outside the catalogue that a message names, as it is written; null where it names none, or one of the catalogue. */
export function otherPlan(flow: Flow, text: string): string | null {
  if (text === "" || insuranceOf(flow, text) !== undefined) return null;
  const said = ` ${plain(text)} `;
  const named = NAMES.filter((name) => said.includes(` ${plain(name)} `));
  return named.find((name) => !ALSO_NAMES.has(name) || OF_PLANS.test(said)) ?? null;
}
