import { parsePhoneNumberFromString } from "libphonenumber-js/max";
import { dialled, seen, withNine } from "./brazil.ts";

const normalOf = (digits: string): string | null => {
  const parsed = parsePhoneNumberFromString(`+${digits}`);
  return parsed?.isValid() ? parsed.number : null;
};

/**
 * A number as a person wrote it, of Brazil unless it says another country, in the one form it is kept in: E.164, Brazilian
 * mobiles with the ninth digit. Null where it is no number that there can be.
 */
export function normalPhone(text: string): string | null {
  const digits = dialled(text);
  const normal = digits === null ? null : normalOf(digits);
  if (normal !== null) return normal;
  // Numbers without an area code (0800), and forms of other countries.
  const parsed = parsePhoneNumberFromString(seen(text), "BR");
  return parsed?.isValid() ? normalOf(withNine(parsed.number.slice(1))) : null;
}

/**
 * The one form of a number that names its person: E.164 digits, Brazilian mobiles always with the ninth digit.
 * WhatsApp keeps whichever form an account was registered with, and both occur for one person. Only for keys: messages
 * go to the form that came in. What is no valid number stays as it is.
 */
export function canonicalPhone(digits: string): string {
  const known = recent.get(digits);
  if (known !== undefined) return known;
  const nine = withNine(digits);
  const canonical = normalOf(nine)?.slice(1) ?? nine;
  if (recent.size >= RECENT_MAX) recent.clear();
  recent.set(digits, canonical);
  return canonical;
}

/** Each webhook asks several times for the same number, and people write more than once. Some 2 MB. */
const RECENT_MAX = 10_000;
const recent = new Map<string, string>();
