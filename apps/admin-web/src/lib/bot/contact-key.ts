const NATIONAL = /^\d{10,11}$/;
const INTERNATIONAL = /^\d{11,15}$/;

/**
 * The contact behind a whole number that was typed, as WhatsApp writes it: digits with the country in front. Undefined
 * while it is none. With a plus it has its country already; without, ten or eleven digits are a Brazilian one.
 */
export function contactKeyOf(text: string): string | undefined {
  const digits = text.replace(/\D/g, "");
  if (/[^\d\s()+.-]/.test(text)) return undefined;
  if (!text.trim().startsWith("+") && NATIONAL.test(digits)) return `55${digits}`;
  return INTERNATIONAL.test(digits) ? digits : undefined;
}
