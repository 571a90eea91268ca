import type { Entity } from "./entities/entity.ts";
import { choose } from "./intents/choose.ts";
import { prepare } from "./intents/intent-words.ts";
import type { Intent } from "./intents/intents.ts";
import { loadModel, type Model } from "./intents/weights.ts";
import { LANGUAGES, type Language } from "./language-code.ts";
import { findRedFlag, RED_FLAGS_VERSION, type RedFlagKind } from "./red-flags/find-red-flag.ts";

export interface UnderstandOptions {
  readonly lang: Language;
  /** Epoch milliseconds: what "tomorrow" is reckoned from. */
  readonly now: number;
  readonly timeZone: string;
  /** What the conversation has just asked for: a whole message may be a name, a full date a birth date. */
  readonly expecting?: "name" | "birth_date" | undefined;
}

export interface Understood {
  /** As it was read: composed, and cut to the length that is read at all. */
  readonly text: string;
  readonly intent: Intent;
  readonly confidence: number;
  readonly alternatives: readonly { readonly intent: Intent; readonly confidence: number }[];
  readonly entities: readonly Entity[];
  readonly redFlag: { readonly flagged: boolean; readonly kind: RedFlagKind | null };
  /** Names the rules and the weights that gave this answer. */
  readonly version: string;
}

const MODELS = Object.fromEntries(LANGUAGES.map((lang) => [lang, loadModel(`intents.${lang}`)])) as Record<
  Language,
  Model
>;

/** Changes whenever code of this package may answer differently from the same weights. */
const RULES_VERSION = 5;

/** What a message says. Pure: the same text and options give the same answer, and no text makes it throw. */
export function understand(text: string, options: UnderstandOptions): Understood {
  const { lang, now, timeZone, expecting = null } = options;
  const prepared = prepare(text, { lang, now, timeZone, expecting });
  const model = MODELS[lang];
  const kind = findRedFlag(prepared.folded, lang);
  return {
    text: prepared.text,
    ...choose(prepared, model, lang),
    entities: prepared.entities,
    redFlag: { flagged: kind !== null, kind },
    version: `${RULES_VERSION}.${model.version}.${RED_FLAGS_VERSION}`,
  };
}
