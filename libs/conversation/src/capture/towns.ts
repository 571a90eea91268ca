/*
 * Where a person comes from stands behind a name as a family's name does: "Sou a Rita de Ponta Porã MS". What tells them apart is the
 * state behind it, a word that leads to no name ("from"), or a town that is called like no family.
 */

const STATES = "AC|AL|AP|AM|BA|CE|DF|ES|GO|MA|MT|MS|MG|PA|PB|PR|PE|PI|RJ|RN|RS|RO|RR|SC|SP|SE|TO";
const WORD = "(?-i:\\p{Lu})[\\p{L}\\p{M}'’-]*";
const PLACE = `${WORD}(?: (?:(?:d[aeo]s?|del|la) )?${WORD}){0,3}?`;
const TOWNS =
  "s[ãa]o paulo|rio de janeiro|belo horizonte|porto alegre|campo grande|porto velho|boa vista|jo[ãa]o pessoa|ribeir[ãa]o preto|juiz de fora|feira de santana|s[ãa]o lu[íi]s|foz do igua[çc]u|recife|manaus|curitiba|fortaleza|bras[íi]lia|londrina|campinas|goi[âa]nia|florian[óo]polis|teresina|cuiab[áa]|macei[óo]|aracaju|niter[óo]i|sorocaba|joinville|uberl[âa]ndia|guarulhos|osasco|blumenau|ilh[ée]us|buenos aires|montevideo|bogot[áa]|medell[íi]n|ciudad de m[ée]xico|caracas|guayaquil";
const OF = "(?: |, ?)(?:aqui |acá |ac[áa] |here )?(?:de|do|da|from)";
const OF_PLACE = OF.replace("de|do|da|from", "de|from");
const FROM_TOWN = new RegExp(
  [
    `${OF} ${PLACE} ?[,/-] ?(?-i:${STATES})(?![\\p{L}\\d])`,
    // "José da Silva SE": a family's name more often than a town's.
    `${OF_PLACE} ${PLACE} (?-i:${STATES})(?![\\p{L}\\d])`,
    `${OF} (?:${TOWNS})(?![\\p{L}\\p{M}])`,
    `(?:,? here)? from ${PLACE}(?=\\s*(?:[,.;!]|$))`,
  ].join("|"),
  "giu",
);

/** The text with spaces in the places of towns that stand behind a name. Where all is in capitals two letters are no state. */
export const withoutTowns = (text: string): string =>
  /\p{Ll}/u.test(text) ? text.replace(FROM_TOWN, (found) => " ".repeat(found.length)) : text;
