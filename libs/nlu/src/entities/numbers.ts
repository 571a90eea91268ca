import type { Language } from "../language-code.ts";

const UNITS: Readonly<Record<Language, string>> = {
  pt: "zero=0 um=1 uma=1 dois=2 duas=2 tres=3 quatro=4 cinco=5 seis=6 meia=6 sete=7 oito=8 nove=9 dez=10 onze=11 doze=12 treze=13 quatorze=14 catorze=14 quinze=15 dezesseis=16 dezessete=17 dezoito=18 dezenove=19 vinte=20 trinta=30 quarenta=40 cinquenta=50 sessenta=60 setenta=70 oitenta=80 noventa=90 cem=100 cento=100 duzentos=200 trezentos=300 quatrocentos=400 quinhentos=500 seiscentos=600 setecentos=700 oitocentos=800 novecentos=900 mil=1000",
  es: "cero=0 un=1 uno=1 una=1 dos=2 tres=3 cuatro=4 cinco=5 seis=6 siete=7 ocho=8 nueve=9 diez=10 once=11 doce=12 trece=13 catorce=14 quince=15 dieciseis=16 diecisiete=17 dieciocho=18 diecinueve=19 veinte=20 veintiuno=21 veintidos=22 veintitres=23 veinticuatro=24 veinticinco=25 treinta=30 cuarenta=40 cincuenta=50 sesenta=60 setenta=70 ochenta=80 noventa=90 cien=100 ciento=100 doscientos=200 trescientos=300 cuatrocientos=400 quinientos=500 seiscientos=600 setecientos=700 ochocientos=800 novecientos=900 mil=1000",
  en: "zero=0 a=1 one=1 two=2 three=3 four=4 five=5 six=6 seven=7 eight=8 nine=9 ten=10 eleven=11 twelve=12 thirteen=13 fourteen=14 fifteen=15 sixteen=16 seventeen=17 eighteen=18 nineteen=19 twenty=20 thirty=30 forty=40 fifty=50 sixty=60 seventy=70 eighty=80 ninety=90 hundred=100 thousand=1000",
};

const VALUES = Object.fromEntries(
  Object.entries(UNITS).map(([lang, list]) => [
    lang,
    new Map(list.split(" ").map((pair) => [pair.split("=")[0] ?? "", Number(pair.split("=")[1])])),
  ]),
) as Record<Language, Map<string, number>>;

const alternatives = (lang: Language, largest: number) =>
  [...VALUES[lang]]
    .filter(([word, value]) => value <= largest && word !== "a" && word !== "meia")
    .map(([word]) => word)
    .sort((a, b) => b.length - a.length)
    .join("|");

/** Pattern texts for a number in words up to 59 ("vinte e cinco") and for an amount ("duzentos e cinquenta"). */
export const numberPattern = (lang: Language): string =>
  `(?:(?:vinte|trinta|quarenta|cinquenta|treinta|cuarenta|twenty|thirty)[ -](?:e |y )?(?:${alternatives(lang, 9)})|${alternatives(lang, 59)})`;

export const amountPattern = (lang: Language): string =>
  `(?:${alternatives(lang, 1000)})(?:[ -](?:e |y |and )?(?:${alternatives(lang, 1000)})){0,5}`;

/** "duzentos e cinquenta" → 250, "2" → 2; null when a word is no number. */
export function numberOf(text: string, lang: Language): number | null {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  let total = 0;
  let part = 0;
  for (const word of text.split(/[ -]+/)) {
    if (word === "e" || word === "y" || word === "and") continue;
    const value = VALUES[lang].get(word);
    if (value === undefined) return null;
    if (value === 1000) {
      total += (part || 1) * 1000;
      part = 0;
    } else if (value === 100 && part > 0 && part < 10) part *= 100;
    else part += value;
  }
  return total + part;
}

/** Whether any word of a folded text is a number. */
export function hasNumberWord(folded: string, lang: Language): boolean {
  const values = VALUES[lang];
  for (const [word] of folded.matchAll(/[a-z]+/g))
    if (values.has(word) || word === "primeiro" || word === "primero") return true;
  return false;
}
