import { personName } from "./person-name.ts";
import { PARENTS, PARTNERS, RELATIVES, type Relative, relativeAs } from "./relations.ts";

/** Somebody else's name, as a message tells it. */
interface OtherNamed {
  readonly name: string;
  /** As whom the clinic sees that person; null where it is not said. */
  readonly as: Relative | null;
  /** Whether the message is about that person. "Ana, esposa do Carlos" says only who she is. */
  readonly isPatient: boolean;
  /** What the message says besides, where the writer's own name may be. */
  readonly rest: string;
}

/** A name is written as names are: a word in small letters behind "minha filha" may be anything. */
const LETTERS = "[\\p{L}\\p{M}’-]+";
const NAME = `(?<name>(?-i:\\p{Lu})${LETTERS}(?: (?:(?:d[aeo]s?|del|de la|y|e) )?(?-i:\\p{Lu})${LETTERS})*)`;
const MY = "(?:meus?|minhas?|noss[oa]|mi|nuestr[oa]|my|our)";
const ARTICLE = "(?:(?:[oa]|el|la|the|un|uma?|una) )?";
const TITLED = "(?:(?:[oa]|el|la) )?(?:(?:seu|dona|don|doña|dr\\.?|dra\\.?) )?";
const IS = "(?:é|eh|es|is|era|será|se chama|se llama|chamad[oa]|who is called|is called|is named|named|called)";
const BETWEEN = `(?:mais nov[oa]|mais velh[oa]|caçula|mayor|menor|de \\d{1,2}(?: (?:anos|años))?|que|${IS}|[oa]|el|la)`;
/** Before whom it is for: "é pra", "es para", "o nome da". */
const LEAD = `(?:(?:${IS}|it'?s) )?(?:${ARTICLE}(?:nome|nombre|name) )?(?:(?:para|pra|pro|for|de|do|da|of|sobre|por|[oa] d[oa]) )?${ARTICLE}`;
const PATIENT = "(?:paciente|crian[cç]a|beb[êeé]|nen[êe]|menin[oa]|niñ[oa]|nene|patient|child|kid|baby|boy|girl)";
const END = "(?=\\s*(?:[.!,;)–]|$))";
const START = "(?<![\\p{L}'’])";

/** "Meu filho Théo", "Alice, minha filha", "o paciente é o Théo", "quem vai é a Bia". */
const OF_PATIENT = [
  `${LEAD}${MY} (?<relation>${RELATIVES})(?: ${BETWEEN})*(?:\\s*[,(–-]\\s*(?:(?:que )?${IS} )?(?:[oa]|el|la|seu|dona))? ${TITLED}${NAME}`,
  `${LEAD}${MY} (?<relation>${RELATIVES})\\s*[,:(–-]\\s*(?:(?:que )?${IS} )?${NAME}${END}`,
  `(?<relation>${RELATIVES}):\\s*${NAME}`,
  `(?:(?:${IS}|it'?s) )?(?:(?:para|pra|pro|for) )?${TITLED}${NAME}(?:\\s*[,(–-]\\s*|,? (?:que )?${IS} )${ARTICLE}${MY} (?<relation>${RELATIVES})(?: de \\d{1,2}(?: \\p{L}+)?)?\\)?${END}`,
  `${ARTICLE}(?:(?:nome|nombre|name) d[aeo] )?(?:[oa] )?${PATIENT}(?: (?:vai ser|será|${IS}):?|:) ${TITLED}${NAME}(?:,? ${MY} (?<relation>${RELATIVES})${END})?`,
  `(?:quem vai(?: ser atendid[oa]| fazer)?|quem precisa|quien va|quien necesita) ${IS} ${TITLED}${NAME}(?:,? ${MY} (?<relation>${RELATIVES})${END})?`,
  `(?:(?:${ARTICLE}(?:nome|nombre|name) (?:completo )?|[oa] )d(?:ele|ela)|(?:his|her|their)(?: full)? name|su nombre|(?:el[ea]|él|ella|s?he) (?=(?:se |is )))(?: ${IS}|:) ?${TITLED}${NAME}`,
  `${NAME},? (?:${IS} )?(?:(?:o nome|el nombre) d(?:ele|ela|e él|e ella)|his name|her name)${END}`,
];
/** Of somebody by the writer: "mãe do Théo", "Theo's mom", "esposa do Carlos". */
const OF_WRITER = [
  `(?:(?:eu )?(?:sou|soy|i'?m|i am|this is|aqui é|aqui e) )?${ARTICLE}(?<parent>${PARENTS})(?: (?:d[aeo]|del|de la|de|of)) ${TITLED}${NAME}`,
  `(?:(?:i'?m|i am|this is) )?${NAME}['’]s (?<parent>${PARENTS})(?!\\p{L})`,
  `(?:(?:eu )?(?:sou|soy|i'?m|i am) )?${ARTICLE}(?:${PARTNERS}) (?:d[aeo]|del|de la|de|of) ${TITLED}${NAME}`,
  `(?:(?:i'?m|i am|this is) )?${NAME}['’]s (?:${PARTNERS})(?!\\p{L})`,
];
const compiled = (forms: readonly string[]) => forms.map((form) => new RegExp(`${START}${form}`, "iu"));
const PATIENTS = compiled(OF_PATIENT);
const ALL = [...PATIENTS, ...compiled(OF_WRITER)];

/** Whose name a message tells beside, or instead of, the writer's; null where it names no other. */
export function otherNamed(text: string): OtherNamed | null {
  const found = firstIn(text, ALL);
  if (found === null) return null;
  const { name, groups, index, length } = found;
  const { relation, parent } = groups;
  return {
    name,
    as: relation === undefined ? null : relativeAs(relation),
    isPatient: parent !== undefined || PATIENTS.includes(found.form),
    rest: bare(`${text.slice(0, index)} ${text.slice(index + length)}`),
  };
}

/** The name of whom the message is about, where their name is asked for: "Théo, filho da Ana" is about Théo. */
export const patientNamed = (text: string): string | null => firstIn(text, PATIENTS)?.name ?? null;

/** Every form holds a name, and a name begins with one. */
const CAPITAL = /\p{Lu}/u;

/** Of all that are told so the first one, with the most that belongs to it. */
function firstIn(text: string, forms: readonly RegExp[]) {
  if (!CAPITAL.test(text)) return null;
  const found = forms.flatMap((form) => {
    const { groups = {}, index, 0: words } = form.exec(text) ?? { index: 0, 0: "" };
    const name = groups.name === undefined ? null : personName(groups.name, "another");
    return name === null ? [] : [{ form, name, groups, index, length: words.length }];
  });
  return found.toSorted((a, b) => a.index - b.index || b.length - a.length)[0] ?? null;
}

/** Without what joins the two: "meu nome é Ana e", "Ana Paula, e". */
const bare = (text: string): string =>
  text
    .trim()
    .replace(/^(?:[\s,;.()–-]|(?:e|y|and|mas|pero|but)(?!\p{L}))+/iu, "")
    .replace(/(?:[\s,;()–-]|(?<=[\s,])(?:e|y|and|o|a|mas|pero|but))+$/iu, "");
