import type { Language } from "../language-code.ts";
import type { Reading } from "./reading.ts";

/** "The last one". */
const LAST = -1;

const list = (text: string): ReadonlyMap<string, number> =>
  new Map(text.split(" ").map((pair) => [pair.split("=")[0] ?? "", Number(pair.split("=")[1])]));

interface OrdinalWords {
  readonly ordinals: ReadonlyMap<string, number>;
  readonly cardinals: ReadonlyMap<string, number>;
  readonly article: string;
  /** What can be chosen by its place, and so may follow. */
  readonly noun: string;
  readonly chosen: string;
}

const WORDS: Readonly<Record<Language, OrdinalWords>> = {
  pt: {
    ordinals: list(
      `primeira=1 primeiro=1 primera=1 primero=1 segunda=2 segundo=2 terceira=3 terceiro=3 quarta=4 quarto=4 quinta=5 quinto=5 sexta=6 sexto=6 setima=7 setimo=7 oitava=8 oitavo=8 nona=9 nono=9 decima=10 decimo=10 ultima=${LAST} ultimo=${LAST}`,
    ),
    cardinals: list("um=1 uma=1 dois=2 duas=2 tres=3 quatro=4 cinco=5 seis=6 sete=7 oito=8 nove=9 dez=10"),
    article: "(?:a|o|essa|esse|na|no|pela|pelo|da|do|para a|pra|pro|prefiro|quero|escolho|fico com)",
    noun: "(?:op[cs]a?[aeo]+|alternativa|horario|data|item|da lista|mesmo|mesma|por favor|pfv?|opcao|numero|ai|que voce falou|que vc falou|dela|deles|delas)",
    chosen:
      "(?:op[cs][aã]o|alternativa|numero|num|item|n[º°o.]|a|o|quero [ao]|prefiro [ao]|pode ser [ao]|escolho [ao]|vou querer [ao]|seria [ao]|fico com [ao])",
  },
  es: {
    ordinals: list(
      `primera=1 primero=1 primer=1 segunda=2 segundo=2 tercera=3 tercero=3 cuarta=4 cuarto=4 quinta=5 quinto=5 sexta=6 sexto=6 septima=7 octava=8 novena=9 decima=10 ultima=${LAST} ultimo=${LAST}`,
    ),
    cardinals: list("uno=1 una=1 dos=2 tres=3 cuatro=4 cinco=5 seis=6 siete=7 ocho=8 nueve=9 diez=10"),
    article: "(?:la|el|esa|ese|prefiero|quiero|elijo)",
    noun: "(?:opcion|alternativa|horario|fecha|de la lista|por favor|misma|mismo)",
    chosen:
      "(?:opcion|alternativa|numero|la|el|quiero (?:la|el)|prefiero (?:la|el)|elijo (?:la|el)|puede ser (?:la|el))",
  },
  en: {
    ordinals: list(
      `first=1 second=2 third=3 fourth=4 fifth=5 sixth=6 seventh=7 eighth=8 ninth=9 tenth=10 last=${LAST}`,
    ),
    cardinals: list("one=1 two=2 three=3 four=4 five=5 six=6 seven=7 eight=8 nine=9 ten=10"),
    article: "(?:the|that)",
    noun: "(?:one|option|choice|slot|date|please|on the list)",
    chosen: "(?:option|choice|number|no\\.|#|the|i want the|i'?ll take(?: number| option)?)",
  },
};

const HEAD = "^(?:(?:oi|ola|ok|sim|certo|entao|hola|si|hi|yes|um|acho que|pode ser|quero|prefiro|seria)[ ,!.]+){0,3}";
const TAIL = "(?:[ ,]+(?:por favor|pfv?|please|mesmo|entao|obrigad[ao]|gracias|thanks|thank you))?[ .!?)]*$";

/** "Qual o último horário?" asks, "o primeiro horário da manhã" names no item of a list. */
const ASKS = /(?:qual|quais|cual|what|which)(?:'s| is| e| eh| seria| es)? $/;
/** "No quarto" is in the bedroom. */
const ROOM = /^(?:no|do|pelo) quarto(?! (?:horario|item|lugar|dia)(?![a-z]))/;
/** "That's the one" agrees. */
const THE_ONE = /^(?:i want )?the one$/;
const ANY_FREE =
  /^[a-z ]{0,12}(?:primeir|ultim|first|last)[a-z]* (?:horario|data|fecha|slot|date) (?:d[ao] (?:¤|manha|tarde|noite|dia)|livre|disponivel|vag[ao]|que (?:tiver|voces? tiver|vcs tiver|aparecer|der)|available|disponible)/;

const PATTERNS = (["pt", "es", "en"] as const).map((lang) => {
  const words = WORDS[lang];
  const ordinals = [...words.ordinals.keys()].join("|");
  const cardinals = [...words.cardinals.keys()].join("|");
  return {
    lang,
    // "a primeira", "a segunda opção", "o último horário", at the end or before what can be chosen
    named: new RegExp(`(?<![a-z¤])${words.article} (${ordinals})(?= ${words.noun}(?![a-z])|${TAIL})`, "g"),
    bareNoun: new RegExp(`(?<![a-z¤])(${ordinals}) (?:opcao|alternativa|opcion|option|one|choice)(?![a-z])`, "g"),
    alone: new RegExp(`${HEAD}(?:(?:${words.article}) )?(${ordinals})${TAIL}`, "g"),
    // "o 2º" at the end or before what can be chosen: "2º ano" and "1ª sessão" are no choices
    marked: new RegExp(
      `(?<![\\da-z])(\\d{1,2})(?: ?[ºª°]|[ao](?![a-z])|st|nd|rd|th)(?= (?:${words.noun}|que|desse|dessa)(?![a-z])|${TAIL})`,
      "g",
    ),
    chosen: new RegExp(`(?<![a-z])(?<!\\d )${words.chosen} ?:?#?(\\d{1,2}|${cardinals})(?=${TAIL})`, "g"),
    optionNumber: new RegExp(
      `(?<![a-z])(?:opcao|opçao|alternativa|opcion|option|choice) (?:numero |number )?(\\d{1,2}|${cardinals})(?![a-z\\d])`,
      "g",
    ),
    digit: new RegExp(`${HEAD}(\\d{1,2}|${cardinals})${TAIL}`, "g"),
  };
});

/** A choice told by its place: "a primeira", "o 2º", "opção 3", "dois". */
export function readOrdinals(reading: Reading): void {
  const { lang, ...patterns } = PATTERNS.find((one) => one.lang === reading.lang)!;
  const { ordinals, cardinals } = WORDS[lang];
  for (const pattern of Object.values(patterns)) {
    reading.each(pattern, (match) => {
      const said = match[1]!;
      if (ROOM.test(reading.after(match.index, 24)) || THE_ONE.test(match[0])) return;
      if (ASKS.test(reading.before(match.index, 16)) || ANY_FREE.test(reading.after(match.index, 40))) return;
      const value = ordinals.get(said) ?? cardinals.get(said) ?? Number(said);
      if (value === 0 || Number.isNaN(value)) return;
      reading.take("ordinal", value, match.index, match.index + match[0].length);
    });
  }
}
