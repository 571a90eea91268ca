import { dialled } from "@acolhe/phone/brazil";

const INTERNATIONAL = /^\d{11,15}$/;

/**
 * The contact behind a whole number that was typed, as the log names it: digits with the country in front. Undefined while
 * it is none. Of another country it may come without a plus.
 */
export function contactKeyOf(text: string): string | undefined {
  const digits = text.replace(/\D/g, "");
  if (/[^\d\s()+.-]/.test(text)) return undefined;
  return dialled(text) ?? (INTERNATIONAL.test(digits) ? digits : undefined);
}
