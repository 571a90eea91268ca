import type { Flow, FlowOption } from "./flow.ts";
import type { Utterance } from "./utterance.ts";
import { plain } from "./utterance.ts";

const COUNTING: Readonly<Record<string, number>> = Object.fromEntries(
  [
    ["um", "uma", "primeiro", "primeira"],
    ["dois", "duas", "segundo", "segunda"],
    ["tres", "terceiro", "terceira"],
    ["quatro", "quarto", "quarta"],
    ["cinco", "quinto", "quinta"],
    ["seis", "sexto", "sexta"],
    ["sete", "setimo", "setima"],
    ["oito", "oitavo", "oitava"],
    ["nove", "nono", "nona"],
    ["dez", "decimo", "decima"],
  ].flatMap((names, index) => names.map((name) => [name, index + 1])),
);
const POSITION = /^(?:(?:a|o|opcao|numero|item|quero|escolho) )*(?:(\d{1,2})[ao]?|([a-z]+))(?: (?:opcao|item))?$/;

/** "2", "opção 2", "a segunda", "2ª", "última" → a place in the list, from 0; null when it is no place. */
function position(said: string, length: number): number | null {
  const match = POSITION.exec(said);
  if (!match) return null;
  const word = match[2];
  if (word === "ultimo" || word === "ultima") return length - 1;
  const number = word === undefined ? Number(match[1]) : Object.hasOwn(COUNTING, word) ? COUNTING[word]! : 0;
  return number >= 1 && number <= length ? number - 1 : null;
}

const holds = (said: string, words: string) => words !== "" && ` ${said} `.includes(` ${words} `);

/** The option that was tapped, numbered, or named. Two that fit are none: better to ask again than to guess. */
export function matchOption(options: readonly FlowOption[], utterance: Utterance): FlowOption | undefined {
  const tapped = utterance.optionId !== null && options.find((option) => option.id === utterance.optionId);
  if (tapped) return tapped;
  const said = plain(utterance.text);
  if (said === "") return undefined;
  const names = options.map((option) => [option.label, ...(option.also ?? [])].map(plain));
  const exact = names.findIndex((own) => own.includes(said));
  if (exact >= 0) return options[exact];
  const place = position(said, options.length);
  if (place !== null) return options[place];
  return named(options, names, said);
}

/**
 * The one option whose name the message holds. A name inside a longer one that fits ("terapia" in "terapia infantil")
 * does not count, and after a "não" only names that say no themselves do: "não quero agendar" books nothing.
 */
function named(options: readonly FlowOption[], names: readonly string[][], said: string): FlowOption | undefined {
  const denied = holds(said, "nao");
  const found = names.map((own) => own.filter((name) => holds(said, name) && (!denied || holds(name, "nao"))));
  const all = found.flat();
  const isPart = (name: string) => all.some((other) => other !== name && holds(other, name));
  const fitting = options.filter((_, index) => found[index]!.some((name) => !isPart(name)));
  return fitting.length === 1 ? fitting[0] : undefined;
}

/** An option of another state that was tapped on an older message and still makes sense. */
export function matchAnytime(
  flow: Flow,
  utterance: Utterance,
  has: (value: string) => boolean,
): { option: FlowOption; step: string } | undefined {
  if (utterance.optionId === null) return undefined;
  for (const [step, state] of Object.entries(flow.states)) {
    if (state.needs && !has(state.needs.value)) continue;
    const option = state.options?.find((option) => option.anytime && option.id === utterance.optionId);
    if (option) return { option, step };
  }
  return undefined;
}
