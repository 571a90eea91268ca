/** Counting words in Portuguese, Spanish and English, plain form. */
const COUNTING: Readonly<Record<string, number>> = Object.fromEntries(
  [
    ["um", "uma", "primeiro", "primeira", "uno", "una", "primero", "primera", "one", "first"],
    ["dois", "duas", "segundo", "segunda", "dos", "two", "second"],
    ["tres", "terceiro", "terceira", "tercero", "tercera", "tercer", "three", "third"],
    ["quatro", "quarto", "quarta", "cuatro", "cuarto", "cuarta", "four", "fourth"],
    ["cinco", "quinto", "quinta", "five", "fifth"],
    ["seis", "sexto", "sexta", "six", "sixth"],
    ["sete", "setimo", "setima", "siete", "septimo", "septima", "seven", "seventh"],
    ["oito", "oitavo", "oitava", "ocho", "octavo", "octava", "eight", "eighth"],
    ["nove", "nono", "nona", "nueve", "noveno", "novena", "nine", "ninth"],
    ["dez", "decimo", "decima", "diez", "ten", "tenth"],
  ].flatMap((names, index) => names.map((name) => [name, index + 1])),
);
const LAST: ReadonlySet<string> = new Set(["ultimo", "ultima", "last"]);
const BEFORE = [
  "a|o|la|el|the|a de|o de|la de|opcao|opcion|option|opc|op|numero|number|num|item|quero|queria|escolho|prefiro|quiero|elijo",
  "prefiero|i want|i choose|i ll take|pode ser|puede ser|vou de|vou com|fico com|me quedo con",
].join("|");
const AFTER = "opcao|opcion|option|item|one|por favor|please|pfv|pf|pls|plz|porfa|obrigad[oa]|gracias|thanks|mesmo";
const POSITION = new RegExp(`^(?:(?:${BEFORE}) )*(?:(\\d{1,2})(?:[aoº]|st|nd|rd|th)?|([a-z]+))(?: (?:${AFTER}))*$`);

/** As people write it: "nº 5", "opção5", "🔟". In plain form the sign of a number would be a "no". */
export const spelledOut = (text: string): string =>
  text
    .replace(/\bn(?:[º°]\.?|\.)\s*(?=\d)/giu, " numero ")
    .replace(/(?<=\bopc?|op[cç][aã]o|opci[oó]n|option|item|n[uú]m|n[uú]mero|number)(?=\d)/giu, " ")
    .replaceAll("🔟", " 10 ");

/** "2", "opção 2", "a segunda", "la segunda", "2nd", "última" → a place in the list, from 0; null when it is no place. */
export function position(said: string, length: number): number | null {
  const match = POSITION.exec(said);
  if (!match) return null;
  const word = match[2];
  if (word !== undefined && LAST.has(word)) return length - 1;
  const number = word === undefined ? Number(match[1]) : Object.hasOwn(COUNTING, word) ? COUNTING[word]! : 0;
  return number >= 1 && number <= length ? number - 1 : null;
}
