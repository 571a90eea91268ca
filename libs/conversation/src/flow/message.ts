import {
  isArgumentElement,
  isDateElement,
  isLiteralElement,
  isNumberElement,
  isPluralElement,
  isPoundElement,
  isSelectElement,
  isTagElement,
  isTimeElement,
  type MessageFormatElement,
  TYPE,
} from "@formatjs/icu-messageformat-parser";
import { IntlMessageFormat } from "intl-messageformat";

/** A text of the flow, parsed once. Most hold no variable at all and cost nothing to say. */
export interface Message {
  readonly source: string;
  /** Values it names. */
  readonly variables: readonly string[];
  /** Of these, what it counts or writes as a number. */
  readonly numbers: readonly string[];
  /** Of these, what it would write as a date or a time; values are texts, so they are said as they are. */
  readonly dates: readonly string[];
  /** Characters of its longest form, without the values. */
  readonly lengthMax: number;
  say(valueNamed: (variable: string) => string): string;
}

/** @throws when the text is no ICU message */
export function compileMessage(source: string, locale: string): Message {
  // Without this shortcut every plain sentence would be formatted piece by piece.
  if (!/[{}'#]/.test(source))
    return { source, variables: [], numbers: [], dates: [], lengthMax: source.length, say: () => source };
  const parsed = new IntlMessageFormat(source, locale, undefined, { ignoreTag: true }).getAst();
  const named = elementsIn(parsed);
  const namesOf = (elements: readonly Named[]) => [...new Set(elements.map(({ value }) => value))];
  const variables = namesOf(named);
  const numbers = namesOf(named.filter((element) => isNumberElement(element) || isPluralElement(element)));
  const dates = namesOf(named.filter((element) => isDateElement(element) || isTimeElement(element)));
  const formatWith = (words: readonly string[]) => new IntlMessageFormat(asWords(parsed, words), locale);
  const format = formatWith(dates);
  return {
    source,
    variables,
    numbers,
    dates,
    lengthMax: lengthOf(parsed),
    say(valueNamed) {
      const values = Object.fromEntries(variables.map((name) => [name, valueNamed(name)]));
      const words = numbers.filter((name) => !isNumeric(values[name]!));
      const given = Object.entries(values).map(([name, value]) => [
        name,
        numbers.includes(name) && !words.includes(name) ? Number(value) : value,
      ]);
      const fitting = words.length === 0 ? format : formatWith([...dates, ...words]);
      return String(fitting.format(Object.fromEntries(given)));
    },
  };
}

/** A number as the catalogue or a patient writes it; "dez" and "R$ 180" are words. */
export const isNumeric = (value: string): boolean => value.trim() !== "" && Number.isFinite(Number(value));

/** The same text with these values said as they are, and the branch for any number where they would be counted. */
function asWords(
  elements: readonly MessageFormatElement[],
  names: readonly string[],
  counted?: string,
): MessageFormatElement[] {
  return elements.flatMap((element): MessageFormatElement[] => {
    if (isPoundElement(element) && counted !== undefined) return [{ type: TYPE.argument, value: counted }];
    if (isLiteralElement(element) || isPoundElement(element) || isTagElement(element) || isArgumentElement(element))
      return [element];
    if (isSelectElement(element) || isPluralElement(element)) {
      if (isPluralElement(element) && names.includes(element.value))
        return asWords(element.options.other!.value, names, element.value);
      const branches = Object.entries(element.options).map(([key, option]) => [
        key,
        { ...option, value: asWords(option.value, names) },
      ]);
      return [{ ...element, options: Object.fromEntries(branches) }];
    }
    return names.includes(element.value) ? [{ type: TYPE.argument, value: element.value }] : [element];
  });
}

type Named = Exclude<MessageFormatElement, { type: 0 | 7 | 8 }>;

/** Every part of a message that names a value. */
function elementsIn(elements: readonly MessageFormatElement[]): Named[] {
  return elements.flatMap((element) => {
    if (isLiteralElement(element) || isPoundElement(element) || isTagElement(element)) return [];
    if (!isPluralElement(element) && !isSelectElement(element)) return [element];
    return [element, ...Object.values(element.options).flatMap((option) => elementsIn(option.value))];
  });
}

function lengthOf(elements: readonly MessageFormatElement[]): number {
  const lengths = elements.map((element) => {
    if (isLiteralElement(element)) return element.value.length;
    if (!isPluralElement(element) && !isSelectElement(element)) return 0;
    return Math.max(...Object.values(element.options).map((option) => lengthOf(option.value)));
  });
  return lengths.reduce((sum, length) => sum + length, 0);
}
