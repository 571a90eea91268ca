import type { Turn } from "./turn.ts";

/*
 * A turn is stored without the values that tell who a person is. In their places stand signs of Unicode's private area, and
 * the values travel beside the turn, encrypted with a key that is kept for as long as identifiers are. A sign is never longer
 * than what it stands for, so a turn that hides something keeps to every limit of length.
 */

const FIRST = 0xe000;
const SIGNS_MAX = 0xf8ff - FIRST + 1;
const SIGN = /[\uE000-\uF8FF]/g;
/** Stands where a value was whose key is no more. */
export const FORGOTTEN = "█";

/** Shorter words are parts of others: hidden only where they are the whole text. */
const LENGTH_MIN = 3;
/** Runs of digits with what people put between them (documents, phones, cards), days, and addresses. */
const SHAPES = [
  String.raw`\+?\d[\d().\-/ ]{5,}\d`,
  String.raw`(?<!\d)\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2,4}(?!\d)`,
  String.raw`[^\s@,;]+@[^\s@,;]+\.[^\s@,;]*[^\s@,;.]`,
];

/** Fields that hold words. Ids, places and times are needed to read the turn, and say nothing of a person. */
const WORDS: ReadonlySet<string> = new Set([
  ...["text", "caption", "title", "description", "label", "fileName", "said", "words", "value"],
]);
/** Records whose every entry is such a field. */
const RECORDS: ReadonlySet<string> = new Set(["values", "summary"]);

export interface Hidden {
  readonly turn: Turn;
  /** What each sign stands for, in the order of the signs. */
  readonly values: readonly string[];
}

/** The turn without these values, in whatever case they are written, and without what has the shape of an identifier. */
export function hide(turn: Turn, known: readonly string[]): Hidden {
  const signs = new Map<string, string>();
  const signOf = (value: string): string => {
    const sign = signs.get(value) ?? (signs.size < SIGNS_MAX ? String.fromCharCode(FIRST + signs.size) : FORGOTTEN);
    if (sign !== FORGOTTEN) signs.set(value, sign);
    return sign;
  };
  const whole = new Set(known.map((value) => value.toLowerCase()));
  const parts = [...whole].filter(({ length }) => length >= LENGTH_MIN).sort((a, b) => b.length - a.length);
  // A sign that was in the text before stands for itself.
  const wanted = new RegExp([SIGN.source, ...parts.map(escaped), ...SHAPES].join("|"), "giu");
  const hidden = (text: string, isWords: boolean): string => {
    if (!isWords) return text.replace(SIGN, signOf);
    return whole.has(text.toLowerCase()) ? signOf(text) : text.replace(wanted, signOf);
  };
  return { turn: eachText(turn, hidden) as Turn, values: [...signs.keys()] };
}

/** Puts the values back into the JSON of a turn. Null: their key is no more. */
export const reveal = (json: string, values: readonly string[] | null): string =>
  json.replace(SIGN, (sign) => {
    const value = values === null ? FORGOTTEN : (values[sign.charCodeAt(0) - FIRST] ?? FORGOTTEN);
    return JSON.stringify(value).slice(1, -1);
  });

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");

/** Where a text stands in a turn; what is in a list stands where the list does. */
interface Place {
  readonly key: string;
  readonly parent: string;
  readonly isPatient: boolean;
}
const TOP: Place = { key: "", parent: "", isPatient: false };

function eachText(value: unknown, of: (text: string, isWords: boolean) => string, place = TOP): unknown {
  if (typeof value === "string") return of(value, holdsWords(place));
  if (Array.isArray(value)) return value.map((one) => eachText(one, of, place));
  if (value === null || typeof value !== "object") return value;
  const isPatient = place.isPatient || place.key === "patient";
  const made: Record<string, unknown> = {};
  for (const [key, one] of Object.entries(value)) made[key] = eachText(one, of, { key, parent: place.key, isPatient });
  return made;
}

const holdsWords = ({ key, parent, isPatient }: Place): boolean =>
  WORDS.has(key) || RECORDS.has(parent) || (key === "name" && isPatient);
