import type { Day } from "../calendar.ts";
import type { Language } from "../language-code.ts";
import type { Entity, EntityType } from "./entity.ts";
import { hasNumberWord } from "./numbers.ts";

/** Stands where an entity was taken out, so that no second one is read from the same characters. */
const TAKEN = "¤";

/** One message being read for entities: what is left of it, and what was found. */
export class Reading {
  readonly text: string;
  readonly lang: Language;
  readonly today: Day;
  readonly expecting: string | null;
  readonly found: Entity[] = [];
  /** A digit, or a number in words: without one, most readers have nothing to look for. */
  readonly hasDigit: boolean;
  readonly hasNumber: boolean;
  /** Folded, with what was taken blanked out: the same length as the text. */
  rest: string;

  constructor(options: { text: string; folded: string; lang: Language; today: Day; expecting: string | null }) {
    this.text = options.text;
    this.rest = options.folded;
    this.lang = options.lang;
    this.today = options.today;
    this.expecting = options.expecting;
    this.hasDigit = /\d/.test(options.folded);
    this.hasNumber = this.hasDigit || hasNumberWord(options.folded, options.lang);
  }

  take(type: EntityType, value: string | number, start: number, end: number, known?: boolean): void {
    this.found.push({ type, value, start, end, ...(known ? { known } : {}) });
    this.blank(start, end);
  }

  blank(start: number, end: number): void {
    this.rest = this.rest.slice(0, start) + TAKEN.repeat(end - start) + this.rest.slice(end);
  }

  /** Goes through the matches of a pattern in what is left; `visit` may take them. */
  each(pattern: RegExp, visit: (match: RegExpMatchArray & { index: number }) => void): void {
    const before = this.rest;
    // Most find nothing, and going through the matches begins with a copy of the pattern.
    if (before.search(pattern) < 0) return;
    for (const match of before.matchAll(pattern)) {
      if (this.rest.slice(match.index, match.index + match[0].length) === match[0]) visit(match as never);
    }
  }

  before(index: number, length: number): string {
    return this.rest.slice(Math.max(0, index - length), index);
  }

  after(index: number, length: number): string {
    return this.rest.slice(index, index + length);
  }
}
