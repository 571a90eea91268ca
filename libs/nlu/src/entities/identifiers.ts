import { withNine } from "@acolhe/phone/brazil";
import { cpf } from "cpf-cnpj-validator";
import { parsePhoneNumberFromString } from "libphonenumber-js/min";
import type { Reading } from "./reading.ts";

const EMAIL = /[a-z0-9][a-z0-9._%+-]{0,63}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,4}/g;
const WEB = /(?:https?:\/\/|www\.)[^ ]{1,300}/g;
const CPF = /(?<![\d.,/-])\d{3}[. ]?\d{3}[. ]?\d{3}[-. ]{0,2}\d{2}(?![\d/]|[.,-]\d)/g;
const DOTTED = /^\d{3}\.\d{3}\.\d{3}/;
const PHONE = /(?<![\d.,/])\+?\(?\d(?:[ ().-]{0,2}\d){7,14}(?![\d/]|[.,]\d)/g;
const SAYS_PHONE =
  /(?:tel|fone|celular|cel|whats|wpp|zap|movil|phone|cell|mobile|contato|ligar|llamar)[a-z]{0,8}[^a-z]{0,3}(?: ?(?:e|eh|is|es|numero|number|do|da|dele|dela|para|em|no|meu|outro|:))*[^a-z\d]{0,4}$/;
const SAYS_CPF = /cpf[^\d]{0,20}$/;

export function readEmails(reading: Reading): void {
  if (!/@|http|www/.test(reading.rest)) return;
  reading.each(EMAIL, (match) => {
    const address = match[0].replace(/[.-]+$/, "");
    reading.take("email", address, match.index, match.index + address.length);
  });
  reading.each(WEB, (match) => reading.blank(match.index, match.index + match[0].length));
}

/** A CPF only with right check digits; what looks like one without them is left out. */
export function readCpfs(reading: Reading): void {
  if (!reading.hasDigit) return;
  reading.each(CPF, (match) => {
    const end = match.index + match[0].length;
    const before = reading.before(match.index, 30);
    if (SAYS_PHONE.test(before)) return;
    if (cpf.isValid(match[0])) reading.take("cpf", match[0].replace(/\D/g, ""), match.index, end);
    else if (DOTTED.test(match[0]) || SAYS_CPF.test(before)) reading.blank(match.index, end);
  });
}

/** Phones of Brazil, or of any country when written with its code. */
export function readPhones(reading: Reading): void {
  if (!reading.hasDigit) return;
  reading.each(PHONE, (match) => {
    const digits = match[0].replace(/\D/g, "");
    if (digits.length < 10 && !match[0].startsWith("+")) return;
    const phone = parsePhoneNumberFromString(match[0], "BR") ?? null;
    const other = phone?.isValid() ? phone : parsePhoneNumberFromString(`+${digits}`);
    if (!other?.isValid()) return;
    reading.take("phone", `+${withNine(other.number.slice(1))}`, match.index, match.index + match[0].length);
  });
}
