import { PARENTS } from "./relations.ts";

/** Who the writer is to the patient: for the team in words, and as the flow's texts know it. */
export interface RelationTold {
  readonly guardian: string;
  readonly relation: string;
}

const MOTHER = { guardian: "mãe", relation: "mother" };
const FATHER = { guardian: "pai", relation: "father" };
const GRANDPARENT = { guardian: "avó ou avô", relation: "grandparent" };
const AUNT = { guardian: "tia ou tio", relation: "aunt" };
const STEP = { guardian: "madrasta ou padrasto", relation: "step" };
const GODPARENT = { guardian: "madrinha ou padrinho", relation: "godparent" };
/** The writer's child, and nothing says which parent writes. */
const PARENT = { guardian: "mãe ou pai", relation: "parent" };

/** By what the writer says they are, and by what they call the patient. */
const BY_OWN: readonly (readonly [RegExp, RelationTold])[] = [
  [/^(?:m[ãa]e|mam[ãa]e|mam[áa]|madre|mother|mum|mom)$/iu, MOTHER],
  [/^(?:pai|papai|pap[áa]|padre|father|dad)$/iu, FATHER],
  [/^(?:av[óô]|vov[óô]|abuel[oa]|grand.*)$/iu, GRANDPARENT],
  [/^(?:ti[oa]|aunt|uncle)$/iu, AUNT],
  [/^(?:madrasta|padrasto)$/iu, STEP],
  [/^(?:madrinha|padrinho)$/iu, GODPARENT],
];
const BY_THEIRS: readonly (readonly [RegExp, RelationTold])[] = [
  [/^(?:sobrin\p{L}*|nephew|niece)$/iu, AUNT],
  [/^(?:net\p{L}*|niet\p{L}*|grand(?:son|daughter))$/iu, GRANDPARENT],
  [/^(?:entead\p{L}*|step(?:son|daughter))$/iu, STEP],
  [/^afilhad[oa]$/iu, GODPARENT],
  [/^(?:filh\p{L}*|hij\p{L}*|son|daughter)$/iu, PARENT],
];
/** "Sou a mãe", "eu sou a Denise, tia dele", "Fernanda, mãe do Théo". */
const OWN = new RegExp(
  `(?<![\\p{L}])(?:(?:sou|soy|i['’]?m|i am|this is|aqui (?:é|e|quem fala é))(?: (?:[ao]|la|el|the|his|her|su))?(?: \\p{Lu}[\\p{L}\\p{M}]+,?(?: [ao])?)?|(?<=\\p{Lu}[\\p{L}\\p{M}]+, )(?:[ao] )?) ?(?<own>${PARENTS})(?!\\p{L})`,
  "iu",
);

/** Null where nothing tells it. @param relation what the patient is to the writer, as they call them */
export function relationTold(text: string, relation: string | null): RelationTold | null {
  const own = OWN.exec(text)?.groups?.own;
  const said =
    BY_OWN.find(([form]) => own !== undefined && form.test(own)) ??
    BY_THEIRS.find(([form]) => relation !== null && form.test(relation));
  return said?.[1] ?? null;
}
