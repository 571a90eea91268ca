import { type Language, stableId } from "@acolhe/events";
import { RE2JS } from "re2js";
import { type Choice, catalogueChoices, choiceOf, type Thing, thingsOf } from "./choice.ts";
import type { FlowDefinition } from "./definition.ts";
import type { Head } from "./head-schema.ts";
import { compileMessage, type Message } from "./message.ts";
import type { CAPTURE_KINDS } from "./route-schema.ts";
import type { State } from "./state-schema.ts";
import { compileTopics } from "./topics.ts";
import { compileWords, type WordLists } from "./word-lists.ts";

/** A definition made ready to run: texts parsed, words compared, patterns built. Made once for each version. */
export interface Flow {
  readonly version: string;
  readonly definition: FlowDefinition;
  readonly head: Head;
  readonly words: WordLists;
  state(name: string): State | undefined;
  message(key: string, language: Language): Message | undefined;
  /** Options that are the same for everybody: from the flow and from its catalogue, in the order shown. */
  choices(state: string, language: Language): readonly Choice[];
  /** What each thing of a collection of the catalogue is called, in any language. */
  things(collection: string): readonly Thing[];
  /** Options of any state that may be tapped on an older message, by their id. */
  readonly anytime: ReadonlyMap<string, string>;
  /** Ids of all options that are the same for everybody. */
  readonly optionIds: ReadonlySet<string>;
  pattern(source: string): RE2JS;
  /** Facts that the words ask for by their own phrases. `said` in plain form. */
  topicsIn(said: string): readonly string[];
  /** What each value is kept as; values of the catalogue by their collection. */
  readonly values: ReadonlyMap<string, ValueKind>;
}
export type ValueKind = (typeof CAPTURE_KINDS)[number] | { readonly catalogue: string } | "plain";

/** A flow's version is the hash of its content: it cannot change without being another version. */
const versionOf = (definition: FlowDefinition): string => stableId("flow", JSON.stringify(definition));

export function compileFlow(definition: FlowDefinition): Flow {
  const words = compileWords(definition.words);
  const states = new Map(Object.entries(definition.states));
  const message = memo((key: string, language: Language) => {
    const source = definition.messages[language]?.[key] ?? definition.messages[definition.flow.languages[0]!]?.[key];
    return source === undefined ? undefined : compileMessage(source, LOCALES[language]);
  });
  const choices = memo((name: string, language: Language) => {
    const state = states.get(name);
    if (!state) return [];
    const own = (state.options ?? []).map((option) => {
      const labels = definition.flow.languages.map((each) => message(option.label, each)?.source ?? "");
      const choice = choiceOf(option, labels, message(option.label, language)?.source ?? "", words);
      const description = option.description && message(option.description, language)?.source;
      return description ? { ...choice, description } : choice;
    });
    return [...(state.from ? catalogueChoices(state.from, definition, language) : []), ...own];
  });
  const all = [...states.keys()].flatMap((name) =>
    choices(name, definition.flow.languages[0]!).map((choice) => ({ name, choice })),
  );
  const things = new Map(Object.entries(definition.catalogue).map(([name, items]) => [name, thingsOf(items)]));
  const patterns = new Map<string, RE2JS>();
  const topics = compileTopics(definition.facts);
  return {
    version: versionOf(definition),
    definition,
    head: definition.flow,
    words,
    state: (name) => states.get(name),
    message,
    choices,
    things: (collection) => things.get(collection) ?? [],
    anytime: new Map(all.filter(({ choice }) => choice.anytime).map(({ name, choice }) => [choice.id, name])),
    optionIds: new Set(all.map(({ choice }) => choice.id)),
    pattern(source) {
      const known = patterns.get(source) ?? RE2JS.compile(source, RE2JS.CASE_INSENSITIVE);
      patterns.set(source, known);
      return known;
    },
    topicsIn: (said) => topics.filter(({ asked }) => asked.test(said)).map(({ name }) => name),
    values: new Map([...states.values()].flatMap(valueKinds)),
  };
}

const LOCALES: Readonly<Record<Language, string>> = { pt: "pt-BR", es: "es", en: "en" };

function valueKinds(state: State): [string, ValueKind][] {
  const { from, capture } = state;
  return [
    ...(capture ? [[capture.into, capture.as] as [string, ValueKind]] : []),
    ...(from ? [[from.into, typeof from.source === "object" ? from.source : "plain"] as [string, ValueKind]] : []),
  ];
}

function memo<A extends string, R>(make: (a: string, b: A) => R): (a: string, b: A) => R {
  const known = new Map<string, R>();
  return (a, b) => {
    const key = `${b} ${a}`;
    if (!known.has(key)) known.set(key, make(a, b));
    return known.get(key)!;
  };
}
