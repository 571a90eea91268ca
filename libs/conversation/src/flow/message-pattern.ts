import {
  isLiteralElement,
  isPluralElement,
  isPoundElement,
  isSelectElement,
  type MessageFormatElement,
  parse,
} from "@formatjs/icu-messageformat-parser";

/** Recognises a text of the flow in what was said, whatever its values were. */
export function messagePattern(source: string): RegExp {
  return new RegExp(patternOf(parse(source, { ignoreTag: true })), "u");
}

function patternOf(elements: readonly MessageFormatElement[]): string {
  return elements
    .map((element) => {
      if (isLiteralElement(element)) return escaped(element.value);
      if (isPoundElement(element)) return "\\d+";
      if (!isSelectElement(element) && !isPluralElement(element)) return "[\\s\\S]*?";
      const branches = Object.values(element.options).map((option) => patternOf(option.value));
      return `(?:${branches.join("|")})`;
    })
    .join("");
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
