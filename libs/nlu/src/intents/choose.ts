import type { Language } from "../language-code.ts";
import { ALTERNATIVES_MAX } from "../limits.ts";
import { asksForClinician } from "./clinician.ts";
import type { Prepared } from "./intent-words.ts";
import { INTENTS, type Intent } from "./intents.ts";

interface Chosen {
  readonly intent: Intent;
  readonly confidence: number;
  readonly alternatives: { readonly intent: Intent; readonly confidence: number }[];
}

/** Below this the best guess is hardly better than the next ones: nothing was understood. */
const UNKNOWN_BELOW = 0.18;
/** An alternative less likely than this is not worth offering. */
const ALTERNATIVE_MIN = 0.05;

const LAUGHTER = /(?<![a-z])(?:k{2,}|(?:rs)+|(?:ha){2,}h?|(?:ja){2,}|(?:je){2,}|lol)(?![a-z])/g;

const rounded = (confidence: number) => Math.round(confidence * 1000) / 1000;

/** The intent of a message: what is beyond doubt by its form, else the most likely by the trained weights. */
export function choose(prepared: Prepared, probabilities: readonly number[], lang: Language): Chosen {
  const certain = byForm(prepared, lang);
  if (certain) return { intent: certain, confidence: 0.99, alternatives: [] };
  const ranked = probabilities
    .map((confidence, index) => ({ intent: INTENTS[index]!, confidence: rounded(confidence) }))
    .sort((a, b) => b.confidence - a.confidence);
  const [best, ...others] = ranked as [(typeof ranked)[0], ...typeof ranked];
  const alternatives = others.filter(({ confidence }) => confidence >= ALTERNATIVE_MIN).slice(0, ALTERNATIVES_MAX);
  if (best.confidence >= UNKNOWN_BELOW) return { ...best, alternatives };
  return {
    intent: "unknown",
    confidence: rounded(1 - best.confidence),
    alternatives: [best, ...alternatives].filter(({ intent }) => intent !== "unknown").slice(0, ALTERNATIVES_MAX),
  };
}

/** Nothing but a greeting, nothing but an answer, nothing but the wish for one who treats, nothing at all. */
function byForm({ words, greets, folded, entities }: Prepared, lang: Language): Intent | null {
  const answer = entities.find(({ type }) => type === "yes_no");
  if (answer && /^[^a-z\d]*$/.test(folded.slice(answer.end).replace(LAUGHTER, "")))
    return answer.value === "yes" ? "yes" : "no";
  if (asksForClinician(words, lang)) return "book_appointment";
  if (words.length > 0) return null;
  return greets ? "greeting" : "unknown";
}
