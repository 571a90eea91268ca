import { normalPhone } from "@acolhe/phone";
import { findPhoneNumbersInText, parsePhoneNumberFromString } from "libphonenumber-js/max";

/** "(11) 99999-0000" → "+5511999990000"; null unless it holds exactly one valid number. */
export function phone(text: string): string | null {
  const whole = normalPhone(text);
  if (whole !== null) return whole;
  const found = findPhoneNumbersInText(text, "BR").map(({ number }) => number.number);
  return found.length === 1 ? normalPhone(found[0]!) : null;
}

export const phoneText = (number: string): string => {
  const parsed = parsePhoneNumberFromString(number);
  if (!parsed) return number;
  return parsed.country === "BR" ? parsed.formatNational() : parsed.formatInternational();
};
