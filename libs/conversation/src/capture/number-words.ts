/** Numbers as they are said, in Portuguese, Spanish and English, in plain letters. */
const ONES: readonly string[] = [
  "zero cero",
  "um uma primeiro un uno una primero one first",
  "dois duas dos two second",
  "tres three third",
  "quatro cuatro four fourth",
  "cinco five fifth",
  "seis six sixth",
  "sete siete seven seventh",
  "oito ocho eight eighth",
  "nove nueve nine ninth",
  "dez diez ten tenth",
  "onze once eleven eleventh",
  "doze doce twelve twelfth",
  "treze trece thirteen thirteenth",
  "quatorze catorze catorce fourteen fourteenth",
  "quinze quince fifteen fifteenth",
  "dezesseis dezasseis dieciseis sixteen sixteenth",
  "dezessete dezassete diecisiete seventeen seventeenth",
  "dezoito dieciocho eighteen eighteenth",
  "dezenove dezanove diecinueve nineteen nineteenth",
  "vinte veinte twenty twentieth",
  ...["veintiuno veintiun", "veintidos", "veintitres", "veinticuatro", "veinticinco"],
  ...["veintiseis", "veintisiete", "veintiocho", "veintinueve"],
  "trinta treinta thirty thirtieth",
];
const TENS: readonly string[] = [
  "quarenta cuarenta forty",
  "cinquenta cincuenta fifty",
  "sessenta sesenta sixty",
  "setenta seventy",
  "oitenta ochenta eighty",
  "noventa ninety",
];
const HUNDREDS: Readonly<Record<string, number>> = { novecentos: 900, novecientos: 900, hundred: 100 };
const THOUSAND: ReadonlySet<string> = new Set(["mil", "thousand"]);
const AND: ReadonlySet<string> = new Set(["e", "y", "and"]);

const VALUES: ReadonlyMap<string, number> = new Map([
  ...ONES.flatMap((words, value) => words.split(" ").map((word) => [word, value] as const)),
  ...TENS.flatMap((words, at) => words.split(" ").map((word) => [word, 40 + at * 10] as const)),
]);
const CENTURIES: ReadonlySet<number> = new Set([19, 20]);

/** The same words with their numbers in digits: "dezesseis de fevereiro de dois mil e onze" → "16 de fevereiro de 2011". */
export function inDigits(plain: string): string {
  const words = plain.split(" ");
  const told: string[] = [];
  for (let at = 0; at < words.length; ) {
    const { value, next } = numberAt(words, at);
    told.push(value === null ? words[at]! : String(value));
    at = value === null ? at + 1 : next;
  }
  return told.join(" ");
}

/** The number that begins at a word, and where it ends. */
function numberAt(words: readonly string[], from: number): { readonly value: number | null; readonly next: number } {
  let [sum, last, at] = [0, Number.POSITIVE_INFINITY, from];
  while (at < words.length) {
    const joined = at > from && AND.has(words[at]!) ? at + 1 : at;
    const word = words[joined] ?? "";
    const value = VALUES.get(word);
    if (value !== undefined && adds(sum, last, value)) [sum, last] = [joinedTo(sum, value), value];
    else if (THOUSAND.has(word) && sum < 10) [sum, last] = [Math.max(1, sum) * 1000, 1000];
    else if (Object.hasOwn(HUNDREDS, word) && sum > 0) [sum, last] = [hundreds(sum, HUNDREDS[word]!), 100];
    else break;
    at = joined + 1;
  }
  return { value: at === from ? null : sum, next: at };
}

/** Whether a word goes on with the number before it: "noventa y" nove, "mil" onze, "nineteen" ninety. */
function adds(sum: number, last: number, value: number): boolean {
  if (last === Number.POSITIVE_INFINITY) return true;
  if (last >= 100) return value < last;
  return (last >= 20 && last % 10 === 0 && value > 0 && value < 10) || (CENTURIES.has(sum) && value >= 10);
}

const joinedTo = (sum: number, value: number): number =>
  CENTURIES.has(sum) && value >= 10 ? sum * 100 + value : sum + value;

const hundreds = (sum: number, value: number): number => (value === 100 ? sum * 100 : sum + value);
