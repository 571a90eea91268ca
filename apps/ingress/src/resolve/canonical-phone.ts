import { parsePhoneNumberFromString } from "libphonenumber-js/max";

/** A Brazilian mobile number without its ninth digit: country, area, and eight digits that begin with 6 to 9. */
const BR_MOBILE_WITHOUT_NINE = /^55([1-9][1-9])([6-9]\d{7})$/;

/**
 * The one form of a number that names its person: E.164 digits, Brazilian mobiles always with the ninth digit.
 * WhatsApp keeps whichever form an account was registered with, and both occur for one person. Only for keys: messages
 * go to the form that came in. What is no valid number stays as it is.
 */
export function canonicalPhone(digits: string): string {
  const known = recent.get(digits);
  if (known !== undefined) return known;
  const canonical = worked(digits);
  if (recent.size >= RECENT_MAX) recent.clear();
  recent.set(digits, canonical);
  return canonical;
}

/** Each webhook asks several times for the same number, and people write more than once. Some 2 MB. */
const RECENT_MAX = 10_000;
const recent = new Map<string, string>();

function worked(digits: string): string {
  const withNine = digits.replace(BR_MOBILE_WITHOUT_NINE, "55$19$2");
  const parsed = parsePhoneNumberFromString(`+${withNine}`);
  return parsed?.isValid() ? parsed.number.slice(1) : withNine;
}
