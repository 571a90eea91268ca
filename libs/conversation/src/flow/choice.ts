import type { Language } from "@acolhe/events";
import { plain } from "../state/utterance.ts";
import type { FlowDefinition } from "./definition.ts";
import type { Action, FlowOption, Guard, OptionsFrom } from "./route-schema.ts";
import type { WordLists } from "./word-lists.ts";

/** An option as it is offered: with its label in one language, and all the words that mean it. */
export interface Choice {
  readonly id: string;
  /** Of the route taken, in turns and figures. Options made from data share one, whatever the data. */
  readonly route: string;
  readonly label: string;
  readonly description?: string;
  /** In plain form. */
  readonly names: readonly string[];
  readonly when?: Guard | undefined;
  readonly set: Readonly<Record<string, string>>;
  readonly do: readonly Action[];
  readonly goto: string;
  readonly anytime: boolean;
  /** The value of the state's slot that it stands for. */
  readonly means?: string | undefined;
}

type Field = FlowDefinition["catalogue"][string][string][string] | undefined;

/** A field's text in a language, or in the flow's first where it has none. */
export function fieldText(field: Field, language: Language, first: Language): string {
  if (field === undefined) return "";
  if (typeof field !== "object") return String(field);
  const own = field[language] ?? field[first] ?? "";
  return typeof own === "string" ? own : own.join(", ");
}

const fieldWords = (field: Field): string[] =>
  field === undefined ? [] : typeof field === "object" ? Object.values(field).flat() : [String(field)];

const listed = (names: string | readonly string[] | undefined): readonly string[] =>
  names === undefined ? [] : typeof names === "string" ? [names] : names;

export function choiceOf(option: FlowOption, labels: readonly string[], label: string, words: WordLists): Choice {
  return {
    id: option.id,
    route: option.id,
    label,
    names: [...new Set([...labels.map(plain), ...listed(option.words).flatMap((list) => words.of(list))])],
    when: option.when,
    set: option.set ?? {},
    do: option.do ?? [],
    goto: option.goto,
    anytime: option.anytime ?? false,
    means: option.means,
  };
}

export interface Thing {
  readonly id: string;
  /** In plain form. */
  readonly names: readonly string[];
}

export const thingsOf = (items: FlowDefinition["catalogue"][string]): Thing[] =>
  Object.entries(items).map(([id, { name, words }]) => ({
    id,
    names: [...new Set([...fieldWords(name), ...fieldWords(words)].map(plain))],
  }));

/** One choice for each thing of a collection of the catalogue. */
export function catalogueChoices(from: OptionsFrom, definition: FlowDefinition, language: Language): Choice[] {
  const collection = (typeof from.source === "object" && definition.catalogue[from.source.catalogue]) || {};
  const first = definition.flow.languages[0]!;
  return Object.entries(collection).map(([id, item]) => {
    const description = from.description === undefined ? "" : fieldText(item[from.description], language, first);
    const names = [...fieldWords(item[from.label]), ...(from.words ? fieldWords(item[from.words]) : [])];
    const choice = madeChoice(from, id, fieldText(item[from.label], language, first), description, names);
    return { ...choice, means: typeof item.means === "string" ? item.means : id };
  });
}

/** A choice made from data rather than written in the flow. */
export function madeChoice(from: OptionsFrom, id: string, label: string, description: string, names: string[]): Choice {
  return {
    id: `${from.into.replaceAll("_", "-")}-${id}`,
    route: from.into,
    label,
    ...(description === "" ? {} : { description }),
    names: [...new Set(names.map(plain))],
    when: from.when,
    set: { ...from.set, [from.into]: id },
    do: from.do ?? [],
    goto: from.goto,
    anytime: from.anytime ?? false,
  };
}
