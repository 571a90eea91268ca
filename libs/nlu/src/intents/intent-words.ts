import type { Entity } from "../entities/entity.ts";
import { type EntityContext, readEntities } from "../entities/read-entities.ts";
import { bounded, fold } from "../text/fold.ts";
import { wordsOf } from "../text/words.ts";
import { withPlaceholders } from "./placeholders.ts";
import { salutationLength } from "./salutation.ts";

/** A message made ready to be understood. */
export interface Prepared {
  readonly text: string;
  readonly folded: string;
  readonly entities: readonly Entity[];
  /** All its words, spelt out. */
  readonly spelt: readonly string[];
  /** What intents are told from: spelt out, values as placeholders, without the greeting in front. */
  readonly words: readonly string[];
  readonly greets: boolean;
}

export function prepare(given: string, context: EntityContext): Prepared {
  const text = bounded(given);
  const folded = fold(text);
  const { entities } = readEntities(text, folded, context);
  const marked = withPlaceholders(folded, entities);
  const words = wordsOf(marked, context.lang);
  const spelt = marked === folded ? [...words] : wordsOf(folded, context.lang);
  const answer = entities.find(({ type }) => type === "yes_no");
  if (answer) words.push(`zanswer${answer.value}`);
  const greeting = salutationLength(words, context.lang);
  return { text, folded, entities, spelt, words: words.slice(greeting), greets: greeting > 0 };
}
