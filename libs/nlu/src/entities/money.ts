import type { Language } from "../language-code.ts";
import { amountPattern, numberOf } from "./numbers.ts";
import type { Reading } from "./reading.ts";

const SIGN =
  /(?<![a-z\d])(?:r\$|us\$|\$|€|brl|usd|eur)\s{0,2}(\d{1,9}(?:[.,]\d{3})*(?:[.,]\d{1,2})?)(?:\s?(mil|k)(?![a-z]))?/g;
const UNIT: Readonly<Record<Language, string>> = {
  pt: "reais|real|conto|contos|pila|pilas|pau|paus|mango|mangos|dolares|euros|pesos",
  es: "reales|reais|euros|dolares|pesos|soles",
  en: "reais|dollars?|bucks|euros?|pesos|pounds",
};
const PATTERNS = (["pt", "es", "en"] as const).map((lang) => ({
  lang,
  digits: new RegExp(
    `(?<![\\d.,])(\\d{1,9}(?:[.,]\\d{3})*(?:[.,]\\d{1,2})?)\\s?(mil|k|thousand)?\\s?(?:${UNIT[lang]})(?![a-z])`,
    "g",
  ),
  words: new RegExp(`(?<![a-z])(${amountPattern(lang)}) (?:${UNIT[lang]})(?![a-z])`, "g"),
}));

/** "150,00" is money by its form. */
const CENTS = /(?<![\d.,])(\d{1,6}(?:\.\d{3})*,\d{2})(?![\d%]|[.,]\d)/g;
/** Money by what is done with it: "paguei 180", "um pix de 200", but not "paguei 10 sessões". */
const SPENT =
  /(?<![a-z])(?:paguei|pagando|pago|custa|custou|custava|cobraram|cobrou|cobram|pix de|boleto de|valor de|transferi|depositei) (?:uns |so )?(\d{2,5}(?:\.\d{3})?)(?![\d.,/:%]\d?| ?(?:h|x|de|dias?|sess|consult|vez|min|ano|mes|semana|parcel|por cento)|[a-z])/g;

const MAY_BE_MONEY =
  /[$€]|brl|usd|eur|rea|conto|pila|pau|mango|dol|peso|sol|buck|pound|,\d\d|pag|pix|boleto|valor|cust|cobr|transf|depos/;

/** "1.250,50" → 1250.5: the last mark before one or two digits is the decimal one. */
function amountOf(written: string): number {
  const decimal = /[.,](\d{1,2})$/.exec(written);
  const whole = (decimal ? written.slice(0, decimal.index) : written).replace(/[.,]/g, "");
  return Number(decimal ? `${whole}.${decimal[1]}` : whole);
}

export function readMoney(reading: Reading): void {
  if (!reading.hasNumber || !MAY_BE_MONEY.test(reading.rest)) return;
  const { digits, words } = PATTERNS.find(({ lang }) => lang === reading.lang)!;
  for (const pattern of reading.lang === "pt" ? [SIGN, digits, CENTS, SPENT] : [SIGN, digits]) {
    reading.each(pattern, (match) => {
      const value = amountOf(match[1]!) * (match[2] ? 1000 : 1);
      reading.take("money", value, match.index, match.index + match[0].length);
    });
  }
  reading.each(words, (match) => {
    const value = numberOf(match[1]!, reading.lang);
    if (value) reading.take("money", value, match.index, match.index + match[0].length);
  });
}
