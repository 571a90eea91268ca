import type { Flow, FlowWords } from "./flow.ts";
import { plain } from "./utterance.ts";

type WholeWords = Exclude<keyof FlowWords, "humanPhrases" | "redFlags">;

interface Compiled {
  readonly whole: Readonly<Record<WholeWords, ReadonlySet<string>>>;
  readonly phrases: Readonly<Record<"humanPhrases" | "redFlags", readonly string[]>>;
}

// A memo of pure work, keyed by the flow object: normalising the lists at every turn would be most of its cost.
const compiled = new WeakMap<Flow, Compiled>();

function wordsOf(flow: Flow): Compiled {
  const known = compiled.get(flow);
  if (known) return known;
  const set = (words: readonly string[]) => new Set(words.map(plain));
  const starts = (phrases: readonly string[]) => phrases.map((phrase) => ` ${plain(phrase)}`);
  const w = flow.words;
  const made: Compiled = {
    whole: {
      stop: set(w.stop),
      optIn: set(w.optIn),
      menu: set(w.menu),
      back: set(w.back),
      human: set(w.human),
      greetings: set(w.greetings),
      thanks: set(w.thanks),
    },
    phrases: { humanPhrases: starts(w.humanPhrases), redFlags: starts(w.redFlags) },
  };
  compiled.set(flow, made);
  return made;
}

/** The whole message is one of the words. `said` in plain form. */
export const isWord = (flow: Flow, words: WholeWords, said: string): boolean =>
  said !== "" && wordsOf(flow).whole[words].has(said);

/** The message holds one of the phrases, from the beginning of a word. `said` in plain form. */
export const hasPhrase = (flow: Flow, phrases: "humanPhrases" | "redFlags", said: string): boolean =>
  said !== "" && wordsOf(flow).phrases[phrases].some((phrase) => ` ${said}`.includes(phrase));

export const asksForPerson = (flow: Flow, said: string): boolean =>
  isWord(flow, "human", said) || hasPhrase(flow, "humanPhrases", said);
