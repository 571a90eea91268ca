import type { Flow } from "../flow/compile.ts";
import type { FlowDefinition } from "../flow/definition.ts";
import { VALUE_LENGTH_MAX } from "../state/limits.ts";
import { clean, plain } from "../state/utterance.ts";

/** The collection of the catalogue that health insurances are in. */
export const INSURANCES = "insurances";

/** The insurance of the catalogue that the text names, by its id; of several the last one: it comes after what it was. */
export function insuranceOf(flow: Flow, text: string): string | undefined {
  const said = ` ${plain(withoutRefunds(text))} `;
  const found = Object.entries(flow.definition.catalogue[INSURANCES] ?? {}).flatMap(([id, item]) => {
    const at = Math.max(-1, ...namesOf(item).map((name) => (name === "" ? -1 : said.lastIndexOf(` ${name} `))));
    return at < 0 ? [] : [{ id, at }];
  });
  const [last, before] = found.toSorted((a, b) => b.at - a.at);
  if (before === undefined && (isFormer(said) || NOT_MINE.test(said))) return undefined;
  // "Unimed ou particular" leaves it open.
  const open = last && before && /^ \S+(?: \S+)? (?:ou|o|or) /.test(said.slice(before.at));
  return open ? undefined : last?.id;
}

/** "Particular, mas peço reembolso do Bradesco": a plan that pays back is not the one by which the visit is paid. */
export const withoutRefunds = (text: string): string => {
  if (!REFUND.test(text)) return text;
  return text
    .split(/[.;!?,\n]+|\s(?=(?:mas|pero|but)\s)/iu)
    .filter((clause) => !REFUND.test(clause))
    .join(". ");
};
const REFUND =
  /(?<!\p{L})(?:reembols\p{L}*|restitu\p{L}*|reintegr\p{L}*|refund\p{L}*|reimburs\p{L}*|devolv\p{L}*|pays? (?:me )?back)/iu;

/** "Tinha unimed, cancelei": a plan of the past, and no word of one that took its place. */
const isFormer = (said: string): boolean => FORMER.test(said) && !PRESENT.test(said);
const FORMER =
  / (?:tinha|tive|usava|tenia|tuve|usaba|had|used to have|cancelei|cancelamos|cancele|cancell?ed|nao tenho mais|ya no tengo|no longer have) /;
const PRESENT =
  / (?:agora|ahora|now|hoje|hoy|ainda|todavia|still|mas|pero|but|volt[a-z]+|nov[oa]|nuevo|new|troc[a-z]+|mud[a-z]+|cambi[a-z]+|switch[a-z]*|chang[a-z]+|quero|quiero|want|us[aeo]r?|tenho que|tive que|tuve que|had to) /;

/** "Mi marido tiene Unimed pero yo no". */
const NOT_MINE =
  / (?:(?:mas|pero) (?:eu|yo) (?:nao|no)(?: (?:tenho|tengo))?|but (?:i (?:don t|dont|do not)(?: have (?:any|one|it))?|not me)) $/;

/** Whether a text is a plan of the catalogue and nothing else: "Unimed" is nobody's name, "Ana Porto" is somebody's. */
export const isPlan = (flow: Flow, text: string): boolean =>
  Object.values(flow.definition.catalogue[INSURANCES] ?? {}).some((item) => namesOf(item).includes(plain(text)));

type Item = FlowDefinition["catalogue"][string][string];
/** In plain form. Every message is compared with all of them, so they are worked out once. */
const plainNames = new WeakMap<Item, readonly string[]>();

function namesOf(item: Item): readonly string[] {
  const known = plainNames.get(item);
  if (known) return known;
  const names = [item.name, item.words]
    .flatMap((field) => (typeof field === "object" ? Object.values(field).flat() : [String(field ?? "")]))
    .map(plain);
  plainNames.set(item, names);
  return names;
}

/** Said before the name of a plan without belonging to it. */
const OPENING =
  /^(?:[\s,.!]*(?:(?:eu )?(?:tenho|uso|possuo)|(?:o )?meu (?:plano|conv[eê]nio)(?: de sa[uú]de)? (?:é|eh|e)|(?:é|eh) (?:o|a|pelo|pela|do|da)?|pelo?a?|tengo|uso|mi (?:seguro|plan) es|es|i have|my (?:insurance|plan) is|it'?s|plano|conv[eê]nio|seguro|sim|s[ií]|yes|yeah)(?![\p{L}]))+[\s,.:!]*(?:(?:o|a|the|el|la|um|uma|chamado|chamada|da|do)\s+)?/iu;

/** What a plan's name and a few words around it take; more is a story. */
const NAME_WORDS_MAX = 8;
/** Says that there is a plan, and not which. */
const GENERAL: ReadonlySet<string> = new Set(
  "um uma o meu plano convenio seguro saude de pelo com sim tenho quero usar insurance plan health my the un mi".split(
    " ",
  ),
);

/** "Tenho mas não quero usar" names none. */
const DENIAL = /(?:^| )(?:nao|sem|nem|no (?:quiero|tengo)|not|don'?t|without|sin)(?: |$)/;

/** The plan that a message comes to after another one: "falei unimed mas na carteirinha é são francisco". */
const TURNED_TO =
  /(?<!\p{L})(?:mas|na verdade|pero|en realidad|but|actually)(?!\p{L}).{0,60}?(?<!\p{L})(?:é|eh|es|is|it's) (?:(?:o|a|el|la|the) )?(\p{L}{3,}(?: \p{L}+){0,2})[.! ]*$/iu;
function turnedTo(text: string): string | null {
  const named = TURNED_TO.exec(text)?.[1] ?? null;
  const words = named === null ? [] : plain(named).split(" ");
  return words.some((word) => GENERAL.has(word) || PRIVATE_WORDS.has(word)) ? null : named;
}
const PRIVATE_WORDS: ReadonlySet<string> = new Set(["particular", "privado", "private", "melhor", "mejor", "better"]);

/** An insurance of the catalogue by its id, or what it was called: the team knows which others are accepted. */
export function insurance(flow: Flow, text: string): string | null {
  const afterwards = turnedTo(text);
  if (afterwards !== null && insuranceOf(flow, afterwards) === undefined) return clean(afterwards, VALUE_LENGTH_MAX);
  const known = insuranceOf(flow, text);
  if (known !== undefined) return known;
  if (
    text.includes("?") ||
    DENIAL.test(plain(text)) ||
    isFormer(` ${plain(text)} `) ||
    NOT_MINE.test(` ${plain(text)} `)
  )
    return null;
  if (text.trim().split(/\s+/).length > NAME_WORDS_MAX) return null;
  const kept = clean(text.replace(OPENING, "").replace(/[\s.!,]+$/u, ""), VALUE_LENGTH_MAX);
  if (
    plain(kept)
      .split(" ")
      .every((word) => GENERAL.has(word))
  )
    return null;
  return /\p{L}{2}/u.test(kept) ? kept : null;
}
