import { plain } from "../state/utterance.ts";

const LETTERS_MIN = 4;

/** Of the words that a danger was seen in those that tell of it, in plain form: "que", "com" stand in any clause. */
export const tellingWords = (words: string): ReadonlySet<string> =>
  new Set(
    plain(words)
      .split(" ")
      .filter((word) => word.length >= LETTERS_MIN),
  );

/** Whether a clause holds one of them. @param clause in plain form */
export const tells = (clause: string, telling: ReadonlySet<string>): boolean =>
  clause.split(" ").some((word) => telling.has(word));
