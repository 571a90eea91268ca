import type { Candidate, Kept, Unclear, Words } from "./candidate.ts";
import { anyOf } from "./words.ts";

/** What somebody is to a child, by the values of the slot; each with the words for it in plain form. */
const SELVES: Readonly<Record<string, string>> = {
  mother: "mae|mamae|maezinha|madre|mama|mamita|mother|mum|mom|mummy|mommy",
  father: "pai|papai|paizinho|padre|papa|papito|father|dad|daddy",
  grandparent:
    "avo|vo|vovo|vozinha|vovozinha|bisavo|abuel*|bisabuel*|grandma|grandpa|grandmother|grandfather|granny|gran|nan|nana|grandparent",
  other: `
    tia|tio|titia|titio|dinda|dindo|madrinha|padrinho|madrasta|padrasto|boadrasta|irma|irmao|prima|primo|baba|cuidadora|cuidador
    madrina|padrino|madrastra|padrastro|hermana|hermano|tutor|tutora|guardia|guardiao|legal guardian|guardian|curadora|curador|responsavel legal|responsable legal
    aunt|auntie|uncle|godmother|godfather|stepmother|stepfather|stepmum|stepmom|stepdad|sister|brother|foster mother|foster father
    foster carer|foster parent|foster mum|foster mom|foster dad|carer|nanny|acolhedora|acolhedor|encargada|encargado|apoderada|apoderado`,
};
/** What the child is to the writer tells the same. */
const CHILDREN: Readonly<Record<string, string>> = {
  grandparent: "net[oa]|netinh[oa]|niet[oa]|nietecit[oa]|grandson|granddaughter|grandchild",
  other: `
    sobrinh[oa]|sobrin[oa]|sobrinit[oa]|nephew|niece|afilhad[oa]|ahijad[oa]|godson|goddaughter|entead[oa]|hijastr[oa]|stepson|stepdaughter|foster child`,
};
/** What the writer is to a child who is called so. */
const IN_TURN: readonly (readonly [RegExp, string])[] = [
  [/^sobrinh/, "tia ou tio"],
  [/^sobrin/, "tía o tío"],
  [/^(?:nephew|niece)/, "aunt or uncle"],
  [/^afilhad/, "madrinha ou padrinho"],
  [/^ahijad/, "madrina o padrino"],
  [/^god(?:son|daughter)/, "godparent"],
  [/^entead/, "madrasta ou padrasto"],
  [/^hijastr/, "madrastra o padrastro"],
  [/^step(?:son|daughter)/, "step-parent"],
  [/^foster child/, "foster parent"],
];
/** Says who writes: "sou a", "quem tá escrevendo é a", "soy su", "the court made me her". */
const I_AM =
  "(?:sou|soy|i m|i am|im|fui nomead[oa]|me nomearam|aqui e|quem (?:ta |esta )?(?:escreve|escrevendo|fala|falando|marcando)(?: aqui)? e|quien (?:escribe|habla) es|made me|appointed me|me nombraron|como|i m actually|this is|and i m)";
const OF =
  "(?:(?:a|o|la|el|the|na verdade|en realidad|really|actually|so|apenas|solo|just|her|his|their|su|sua|seu|minha|o?a? ?mesm[oa]) )*";
const SELF = Object.entries(SELVES).map(
  ([value, text]) => [value, new RegExp(`(?:^| )${I_AM} ${OF}(?<word>${anyOf(text)})(?= |$)`, "g")] as const,
);
const CHILD = Object.entries(CHILDREN).map(
  ([value, text]) =>
    [
      value,
      new RegExp(`(?:^| )(?:e|eh|es|is|s) (?:(?:o|a|el|la) )?(?:meu|minha|mi|my) (?<word>${anyOf(text)})(?= |$)`, "g"),
    ] as const,
);
/** "Não sou a mãe", "como se eu fosse pai": said of what is kept. */
const NOT_SELF =
  /(?:^| )(?:nao|n|no|not|i m not|nem|nunca) (?:(?:sou|soy|fui|am|era) )?(?:(?:a|o|la|el|the|her|his|su|su propia) )*$/;
const IF_SELF =
  /(?:^| )(?:como se|como si|as if|looks like|sale que|aparece que|apareceu que|aparece como|diz que|dice que|ticked|you put|put me as|got me as)(?: [a-z]+){0,6} $/;

/** What the writer is to the child, where it is another than was kept. Words for it are kept as they are said where there is no option. */
export function otherRelation(kept: Kept, words: Words): (Candidate & { readonly called: string }) | Unclear | null {
  const { relation, guardian } = kept.values;
  if (relation === undefined && guardian === undefined) return null;
  const found = words.clauses.flatMap((clause) =>
    [...SELF, ...CHILD].flatMap(([value, pattern]) =>
      [...` ${clause.plain} `.matchAll(pattern)].map(({ groups, index, 0: all }) => {
        const said = ` ${clause.plain} `;
        const before = `${said.slice(0, index)} `;
        const isNot =
          clause.asks ||
          NOT_SELF.test(before) ||
          IF_SELF.test(`${before}${all.trim().replace(/ ?\S+$/, "")} `) ||
          / n(?:ao)? $|not $/.test(before);
        return { value, word: groups!.word!, clause, isNot };
      }),
    ),
  );
  const told = found.filter(({ isNot, value }) => !isNot && (value !== relation || relation === "unsaid"));
  const used = new Set(found.map(({ clause }) => clause.index));
  const isOwnDenied = found.some(({ value, isNot }) => isNot && value === relation);
  const [first] = told;
  if (first === undefined) return isOwnDenied ? { slot: "relation", value: null, used, isSure: true } : null;
  const called = IN_TURN.find(([child]) => child.test(first.word))?.[1] ?? calledIn(first.clause.text, first.word);
  if (relation === undefined && guardian !== undefined && called.toLowerCase().includes(guardian.toLowerCase()))
    return null;
  return { slot: "relation", value: first.value, called, used, isSure: true };
}

/** The word as it is written. */
function calledIn(text: string, word: string): string {
  const tokens = text.match(/[\p{L}\p{M}'’-]+/gu) ?? [];
  const size = word.split(" ").length;
  const at = tokens.findIndex((_, index) => plainOf(tokens.slice(index, index + size).join(" ")) === word);
  return at < 0
    ? word
    : tokens
        .slice(at, at + size)
        .join(" ")
        .toLowerCase();
}
const plainOf = (text: string): string =>
  text
    .normalize("NFD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase();
