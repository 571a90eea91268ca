import type { Turn } from "./turn.ts";

/*
 * A turn is stored without the values that tell who a person is. In their places stand signs of Unicode's private area, and
 * the values travel beside the turn, encrypted with a key that is kept for as long as identifiers are. A sign is never longer
 * than what it stands for, so a turn that hides something keeps to every limit of length.
 */

const FIRST = 0xe000;
const SIGNS_MAX = 0xf8ff - FIRST + 1;
const SIGN = /[\uE000-\uF8FF]/g;
const HAS_SIGN = /[\uE000-\uF8FF]/;
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
  const areUsual = parts.every((part) => USUAL.test(part));
  let made: RegExp | undefined;
  // A sign that was in the text before stands for itself.
  const wanted = () => (made ??= new RegExp([SIGN.source, ...parts.map(escaped), ...SHAPES].join("|"), "giu"));
  const hidden = (text: string, isWords: boolean): string => {
    if (!isWords) return HAS_SIGN.test(text) ? text.replace(SIGN, signOf) : text;
    const lower = text.toLowerCase();
    if (whole.has(lower)) return signOf(text);
    // The pattern is dear to make and to try, and most texts hold nothing of it.
    const holdsNone = areUsual && USUAL.test(text) && !MARKED.test(text) && !parts.some((part) => lower.includes(part));
    return holdsNone ? text : text.replace(wanted(), signOf);
  };
  return { turn: eachText(turn, hidden) as Turn, values: [...signs.keys()] };
}

/** Latin letters, marks and pictures: elsewhere letters are the same to a pattern whose small letters differ. */
const USUAL = /^(?:[\n -\u{b4}\u{b6}-\u{ff}\u{2000}-\u{20ff}\u{2190}-\u{2bff}\u{1f000}-\u{1faff}]|\u{fe0f})*$/u;
/** In everything that has the shape of an identifier. */
const MARKED = /[\d@]/;

/** Puts the values back into the JSON of a turn. Null: their key is no more. */
export const reveal = (json: string, values: readonly string[] | null): string =>
  json.replace(SIGN, (sign) => {
    const value = values === null ? FORGOTTEN : (values[sign.charCodeAt(0) - FIRST] ?? FORGOTTEN);
    return JSON.stringify(value).slice(1, -1);
  });

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");

/**
 * `key`, `parent`, `isPatient`: where a text stands in a turn; what is in a list stands where the list does. What holds nothing that
 * is hidden is given back as it is: that is nearly all of a turn.
 */
function eachText(
  value: unknown,
  of: (text: string, isWords: boolean) => string,
  key = "",
  parent = "",
  isPatient = false,
): unknown {
  if (typeof value === "string") return of(value, holdsWords(key, parent, isPatient));
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) {
    const made = value.map((one) => eachText(one, of, key, parent, isPatient));
    return made.every((one, at) => one === value[at]) ? value : made;
  }
  const isOfPatient = isPatient || key === "patient";
  let made = value as Record<string, unknown>;
  for (const name of Object.keys(value)) {
    const before = (value as Record<string, unknown>)[name];
    const after = eachText(before, of, name, key, isOfPatient);
    if (after === before) continue;
    if (made === value) made = { ...made };
    made[name] = after;
  }
  return made;
}

const holdsWords = (key: string, parent: string, isPatient: boolean): boolean =>
  WORDS.has(key) || RECORDS.has(parent) || (key === "name" && isPatient);
