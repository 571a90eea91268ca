/*
 * The forms in which a number of Brazil is written, and the one it is kept in. Without tables of numbers, so that a page may
 * use it, too. Mobiles have nine digits behind the area code since 2016 and begin with 9; until then they had eight, which
 * began with 6 to 9, and WhatsApp still names many an account so. Landlines have eight that begin with 2 to 5, and never
 * had a ninth (ANATEL, resolution 749/2022).
 */

const BRAZIL = "55";
/** Area codes have no zero. */
const WITHOUT_NINE = /^55([1-9][1-9])([6-9]\d{7})$/;
const NATIONAL = /^[1-9][1-9](?:9\d{8}|[2-9]\d{7})$/;
/** A zero, maybe with the two digits of a carrier (which begins with none), in front of a whole national number: the lengths tell them apart. */
const TRUNK = /^0(?:[1-9]\d)?(?=[1-9][1-9](?:9\d{8}|[2-9]\d{7})$)/;
/** How calls abroad begin, in Brazil and in most of the world. */
const ABROAD = /^00(?=[1-9]\d{7,14}$)/;

/** What was typed, without what is not seen: full-width digits as digits, no marks of direction or joining. */
export const seen = (text: string): string =>
  text
    .normalize("NFKC")
    .replace(/\p{Cf}/gu, "")
    .trim();

/** Digits with the country in front; those of a Brazilian mobile with the ninth. */
export const withNine = (digits: string): string => digits.replace(WITHOUT_NINE, "55$19$2");

/** The forms in which WhatsApp and others may know one number: a Brazilian mobile with its ninth digit and without. */
export function phoneForms(digits: string): string[] {
  const match = /^55([1-9][1-9])9([6-9]\d{7})$/.exec(digits);
  return match ? [digits, `55${match[1]}${match[2]}`] : [digits];
}

/**
 * A whole number as a person wrote it, as digits with the country in front; null where it is none. Whether there is such a
 * number is not looked at.
 */
export function dialled(text: string): string | null {
  const plain = seen(text);
  if (!/^\+?[\d\s()./-]+$/.test(plain)) return null;
  const digits = plain.replace(/\D/g, "");
  if (plain.startsWith("+")) return /^[1-9]\d{6,14}$/.test(digits) ? withNine(digits) : null;
  const national = digits.replace(TRUNK, "");
  if (NATIONAL.test(national)) return withNine(`${BRAZIL}${national}`);
  const abroad = digits.replace(ABROAD, "").replace(/^0(?=55)/, "");
  return /^55\d{10,11}$/.test(abroad) || (abroad !== digits && abroad.length >= 8) ? withNine(abroad) : null;
}

/**
 * Parts of stored digits that a search for these may mean: as they are, without the zero of the area code or a carrier, and
 * with the ninth digit that a person left out behind the area code.
 */
export function searchedParts(text: string): string[] {
  const digits = seen(text).replace(/\D/g, "");
  const bare = digits.replace(TRUNK, "").replace(/^0+(?=[1-9])/, "");
  const nine = bare.replace(/^(55)?([1-9][1-9])([6-8]\d{3,7}|9\d{3,7})$/, "$1$29$3");
  return [...new Set([digits, bare, nine])];
}
