import { fold, hasWords } from "../state/utterance.ts";
import { daysInFull, WEEKDAY } from "./days-in-full.ts";
import { holdsSeveralRules, isOfSeveral, RULE_WORDS } from "./several-rules.ts";
import { DAY, EVENT, GREETING, HOUR, MONTH, NEGATED, PART } from "./when-words.ts";

/*
 * A wish about days and times is read back to the patient, and read by the team: it is to be the times themselves. "Já falei duas vezes,
 * depois das 19h, seg a qui" → "depois das 19h, segunda a quinta". What bounds a time stays with it (só, menos, não, antes, quando não
 * estou de plantão); what leads to it, follows it, or tells why does not.
 */

const word = (forms: string, flags = "") => new RegExp(`(?<![a-z0-9])(?:${forms})(?![a-z0-9])`, flags);

/** What says when without a day or an hour: "qualquer dia", "o quanto antes", "a cada quinze dias". */
const LOOSE =
  "(?:qualquer|cualquier|any|todos os|todo|todos los|every|each|cada|outros?|otros?|other|resto d[aeo]s?|rest of the) (?:dias?|days?|horas?|horarios?|times?)|anytime|tanto faz (?:o|a) (?:dia|hora|horario|turno|periodo)|(?:o )?quanto antes|o mais (?:rapido|cedo)|cuanto antes|lo antes posible|asap|as soon as|soonest|earliest|(?:primeir[oa]|primer[oa]?|first|next|proxim[oa]) (?:vaga|horario|hora|dia|slot|available|turno|hueco|cita)|(?:(?:n?[oa]s|en|on|in) )?(?:(?:meus?|minhas?|nossos?|mis?|my|our|de) )?(?:dias? (?:de folga|uteis|utiles|habiles|livres?|libres?)|folgas?|days? off)|quinzena[a-z]*|semana[a-z]*|weekly|fortnight[a-z]*|quincena[a-z]*|resto|restante|the rest|flexi[a-z]+|meio dia|feriados?";
const TIMES = word(`${HOUR}|${EVENT}|${DAY}|${PART}|${MONTH}|${LOOSE}`, "g");
const TIME = new RegExp(TIMES, "");
const AN_HOUR = word(`${HOUR}|${EVENT}`);
const A_DAY = word(WEEKDAY);
const A_DAY_EACH = new RegExp(A_DAY, "g");

/** Bounds a time, or says how firm it is, and so is no chatter. */
const BOUND = word(
  `(?:(?:n[oa]s|en l[oa]s|on the|on|in the|the|l[oa]s|[oa]s) )?(?:dias|semanas|days|weeks|noites|noches|manhas|mananas|tardes) (?:(?:em|en) (?:l[oa]s )?)?(?:que|q|when|where|that|which)|so(?! (?:q|que)(?![a-z]))|somente|apenas|solo|solamente|only|just|menos|exceto|excepto|salvo|except|but not|not|nao|n|naum|nunca|nem|never|no (?:puedo|podemos|me|puede|quiero)|[a-z]+n'?t|cannot|evit[a-z]+|avoid|tirando|a partir|desde|depois|dps|apos|despues|after|antes|before|ate|hasta|until|till|(?:que (?:e|eh|es) )?(?:quando|cuando)|when(?:ever)?|while|enquanto|mientras|sempre que|siempre que|se|si|if|unless|caso|senao|sino|de preferencia|preferencialmente|preferably|geralmente|normalmente|usually|talvez|maybe|perhaps|quizas?|ideal(?:mente)?|${EVENT}`,
);
/** "Quinta, que é quando ele não está": beside a time it says when that holds. */
const HOLDS_WHEN = word("quando|cuando|when(?:ever)?|while|enquanto|mientras|sempre que|siempre que");
/** Says which of two is liked better; without the other it is chatter. */
const LIKED = word("prefir[oa]|prefer[a-z]*|prefier[oae]|melhor|mejor|better|best|rather");
/** Belongs to a time that follows: "na quinta", "lá pelas 14h", "bem cedo". */
const LEADS: ReadonlySet<string> = new Set(
  "qualquer cualquier any partir de da do das dos as a o os na nas no nos em pela pelas pelo por la las el los lo on in at the every each toda todas todo todos proxima proximo next outra outro otra otro other outras outros dia dias day days uma umas uns unas tipo volta around about bem bien mais mas muito mucho muy very cerca desde hora horario from between entre from fim fin final finzinho inicio comeco comienzo principio meio mitad mediados end start beginning middle primeira primera".split(
    " ",
  ),
);
/** Belongs to a time that went before: "sexta em diante", "quinta que vem". */
const FOLLOWS =
  /^(?:[- ]feiras?)?(?: (?:em|pra|para|de)? ?(?:diante|frente|ponto|adelante)| onwards?| (?:or|ou|o) (?:later|earlier|so|mais tarde|mais cedo|mas tarde|antes|depois|despues)| o'?clock| que (?:vem|viene)| seguintes?| siguientes?| mesmo| (?:tambem|tambien|too|tb|tbm))*/;
/** "Nas semanas que meus filhos tão com a mãe": which of them it holds for. */
const OF_WHICH =
  /^(?: (?:em|en|in|on))?(?: (?:el|la|los|las|o|a|os|as))? (?:que|q|qual|which|that|donde|onde|where)(?! (?:e|eh|es|is|vem|viene)(?![a-z]))(?![a-z])/;
/** "Antes de abrir a loja": an hour by what the day of the patient holds. */
const BY_THEIR_DAY =
  /^(?:(?:so|solo|only|just|bem|logo|right|um pouco|un poco) )?(?:antes|depois|dps|apos|despues|after|before|until|till|ate|hasta|durante|during|fora|fuera|outside|nos?|nas?|en los?|en las?|on)(?: (?:d[aeo]s?|del|que|q|i|de que|the|my|dias?|days?|semanas?|weeks?))+ [a-z]/;

/** Why it is so. Behind a comma another time may follow. */
const WHY =
  /(?<!\p{L})(?:porque|porq|pq|pois|j[áa] que|visto que|por causa|por conta|puesto que|ya que|because|'?cause|cuz|due to|debido a|por motivo)(?!\p{L})[^.;!?\n,]*/giu;
const PART_END = /(?<=[.!?;…])\s+|\n+|[,:]\s+|\s[–—-]+\s|\s+(?=(?:mas|por[eé]m|pero|but|s[óo] que|s[óo] q|aunque)\s)/iu;

/** "Trabalho até as 18h", "salgo a las 2": who is busy until then has time after it. */
const BUSY_UNTIL =
  /(?<!\p{L})(?:(?:eu|yo|i|we|ele|ela|él|ella|he|she) )?(?:trabalh[oa]|trabaj[oa]|works?|estud[oa]|(?:tenho|tem|tengo|tiene|have|has) (?:aula|escola|clases?|trabalho|trabajo|class|school|work))[^,.;!?\d]{0,25}? (?:at[ée](?: [àa]s)?|hasta(?: las?)?|until|till) (?<hour>\d{1,2}(?:[:h]\d{2})?(?: ?(?:h|hs|horas|[ap]m))?|(?:duas|dos|two|tr[eê]s|three|quatro|cuatro|four|cinco|five|seis|six|sete|siete|seven|oito|ocho|eight)(?!\p{L}))(?![\d/])/giu;
const LEAVES_AT =
  /(?<!\p{L})(?:(?:eu|yo|i|we|ele|ela|él|ella|he|she) )?(?:s[óo] |s[óo]lo |only )?(?:saio|sai|salgo|sale|largo|finish(?:es)?|gets? off|gets? out)(?: (?:antes|mais cedo|cedo|temprano|early|d[oa]|del?|la|from|of|trabalho|servi[çc]o|trabajo|work|escola|escuela|aula|colegio|clases?|school|plant[ãa]o|turno|faculdade|expediente)){0,4} (?:[àa]s|a las?|at|l[áa] pelas|tipo|umas|around|about) (?<hour>\d{1,2}(?:[:h]\d{2})?(?: ?(?:h|hs|horas|pm))?|(?:duas|dos|two|tr[eê]s|three|quatro|cuatro|four|cinco|five|seis|six|sete|siete|seven|oito|ocho|eight)(?!\p{L}))(?![\d/]| ?am| (?:da|de la|in the) (?:manh[ãa]|ma[ñn]ana|morning))/giu;
const freeAfter = (text: string): string =>
  [BUSY_UNTIL, LEAVES_AT].reduce(
    (all, form) =>
      all.replace(form, (found, ...rest) => {
        const { hour } = rest.at(-1) as { hour: string };
        const isSpanish = / (?:las?|hasta) /.test(found) || /^(?:yo|salgo|trabaj|tengo)/iu.test(found);
        const isEnglish = /(?:finish|gets? o|works?) | (?:at|until|till|around|about) /iu.test(found) && !isSpanish;
        return `${isEnglish ? "after" : isSpanish ? "después de las" : "depois das"} ${hour}`;
      }),
    text,
  );

interface Piece {
  /** As it is kept; empty where it says nothing of when. */
  readonly text: string;
  readonly folded: string;
}

/** Says something to the desk, and nothing of when: a yes, a greeting, thanks, a wish that it be sent. In plain form. */
const SAID_BESIDE =
  /^(?:(?:sim|nao|isso|mesmo|exato|ok|okay|blz|beleza|certo|ta|aff|entao|e|y|and|mas|pero|but|bom|boa|dia|tarde|noite|oi|ola|hola|hi|hello|si|no|yes|vale|well|so|por favor|porfa|please|pls|obrigad[oa]|obg|gracias|thanks|thank you|valeu|pode (?:enviar|mandar)|manda|puede enviar|send it|meu deus|quase|almost|casi)[ ,!.]*)+$/;
/** The same at the beginning of what says when. "Só" bounds a time. */
const SAID_FIRST =
  /^(?:(?:sim|n[ãa]o(?=,)|isso|exato|ok|ta|t[áa] bom|aff|ent[ãa]o|e|y|and|mas|pero|but|s[ií](?=,)|no(?=,)|yes|well|quase)(?![\p{L}]),? *)+/iu;
const SENTENCE = /(?<=[.!?;…])\s+|\n+/u;

/**
 * A wish of several rules in the patient's own words, from the first that says when to the last, with all that stands between; without
 * greetings, yes and no, and the sentences that are about something else. Null where it is one simple rule.
 */
export function inOwnWords(given: string): string | null {
  if (!holdsSeveralRules(given)) return null;
  const text = daysInFull(given);
  const keepsWhom = isOfSeveral(text);
  const says = (part: string) => TIME.test(plainly(part)) || A_RULE.test(plainly(part));
  const sentences = text.split(SENTENCE).filter((one) => hasWords(one) && says(one));
  const told = sentences.map((sentence) => {
    const parts = sentence.split(/(?<=,)\s+/u);
    const isBeside = (part: string) =>
      !says(part) && (SAID_BESIDE.test(fold(part).trim()) || (!keepsWhom && !WHY_FIRST.test(part)));
    const from = parts.findIndex((part) => !isBeside(part));
    const to = parts.findLastIndex((part) => !isBeside(part));
    return parts
      .slice(from, to + 1)
      .join(" ")
      .replace(SAID_FIRST, "")
      .trim();
  });
  const own = ended(told.join(" ").replace(/,$/, ""));
  return own === "" || own.length > OWN_LENGTH_MAX ? null : own;
}
/** What is longer is a story with days in it. */
const OWN_LENGTH_MAX = 140;
const A_RULE = word(RULE_WORDS);
const WHY_FIRST = /^\s*(?:porque|porq|pq|pois|que|q|j[áa] que|ya que|because|since|as)(?!\p{L})/iu;

/** The times of a wish, by themselves; the whole where nothing in it is known for a time, and its own words where it holds several rules. */
export function timesAlone(given: string): string {
  const own = inOwnWords(given);
  if (own !== null) return own;
  const text = freeAfter(daysInFull(given).replace(WHY, " "));
  const all = text.split(PART_END).filter(hasWords);
  if (!all.some((part) => TIME.test(plainly(part)))) return given;
  const told = all.filter((part) => [TIME, HOLDS_WHEN, BY_THEIR_DAY].some((form) => form.test(plainly(part.trim()))));
  const isContrast = told.slice(1).some((part) => CONTRAST.test(plainly(part.trim())));
  const pieces = told.map((part) => pieceOf(part.trim(), isContrast));
  const kept = withoutRefused(pieces).map(({ text: piece }, at) => (at === 0 ? piece.replace(JOINS, "") : piece));
  const isWhole = kept.length === all.length && kept.every((piece, at) => piece === ended(all[at]!.trim()));
  return isWhole ? ended(text.trim()) : kept.join(", ");
}

const plainly = (text: string): string => fold(text).replace(GREETING, (found) => " ".repeat(found.length));
const ended = (text: string): string => text.replace(/[\s,.;:!?…]+$/u, "");

const CONTRAST = /^(?:mas|porem|pero|but|aunque|so que|so q) /;

function pieceOf(part: string, isContrast: boolean): Piece {
  const folded = plainly(part);
  const times = [...folded.matchAll(TIMES)];
  const first = times[0]?.index ?? part.length;
  const last = times.length === 0 ? part.length : times.at(-1)!.index + times.at(-1)![0].length;
  const bounds = [BOUND, ...(isContrast ? [LIKED] : [])].flatMap((form) => form.exec(folded)?.index ?? []);
  const start = withLead(folded, Math.min(first, ...bounds));
  const tail = folded.slice(last);
  const isWhole = BOUND.test(tail) || NO_LAST.test(tail) || OF_WHICH.test(tail) || times.length === 0;
  const end = isWhole ? part.length : last + (FOLLOWS.exec(tail)?.[0].length ?? 0);
  const text = ended(part.slice(start, end).replace(/^[\s,.¿¡]+/u, ""));
  const joins = JOINS.exec(part)?.[0] ?? "";
  return { text: joins.length === start ? `${joins}${text}` : text, folded: folded.slice(start, end) };
}

/** "Jueves no". */
const NO_LAST = /^ no[ ,.!]*$/;
/** What joins a part to the one before. */
const JOINS = /^(?:ou|o|or|mas|pero|but) /iu;

/** Where the words begin that belong to what stands at a place. */
function withLead(folded: string, from: number): number {
  let start = from;
  for (const { index, 0: found } of [...folded.slice(0, from).matchAll(/[^\s]+(?=\s)/g)].toReversed()) {
    if (!LEADS.has(found) || (found === "mas" && index === 0)) break;
    start = index;
  }
  return start;
}

/** In place of a day that is refused others are told: "domingo não dá, pode ser quinta" → "quinta". What only bounds a range stays. */
function withoutRefused(pieces: readonly Piece[]): readonly Piece[] {
  const isRefusal = ({ folded }: Piece) =>
    (NEGATED.test(folded) || / no$/.test(folded)) &&
    A_DAY.test(folded) &&
    !AN_HOUR.test(folded) &&
    !CONDITION.test(folded);
  const daysOf = ({ folded }: Piece) => [...folded.matchAll(A_DAY_EACH)].map(([day]) => day.replace(/s$/, ""));
  const refused = new Set(pieces.filter(isRefusal).flatMap(daysOf));
  const isLeft = (piece: Piece) =>
    !isRefusal(piece) && (daysOf(piece).length === 0 || daysOf(piece).some((day) => !refused.has(day)));
  const left = pieces.filter(isLeft);
  const isNamed = left.some((piece) => daysOf(piece).length > 0) && !left.some(({ folded }) => RANGE.test(folded));
  return isNamed ? left : pieces;
}
const CONDITION = word("se|si|if|caso|senao|sino|unless|menos|exceto|excepto|except|salvo|so|only|solo");
const RANGE = new RegExp(
  `(?<![a-z])(?:(?:${WEEKDAY})(?:-feira)? (?:a|ate|to|till|through|hasta)(?: a| el)? (?:${WEEKDAY})|weekdays?|qualquer|cualquier|any|todos?|every|semana|week|resto|rest)(?![a-z])`,
);

/** Said around a time without saying anything: it need not reach the team. In plain form. */
const CHATTER: ReadonlySet<string> = new Set(
  "eu ele ela eles elas a gente nos yo el ella i he she we it they ja falei disse dije puse te ya said told sim si yes ok isso prefiro prefere prefiere prefer prefers pode ser poderia puede can could be would seria serio tem que q tener ter consigo consegue posso podemos puedo vou queria quero quiero want mas pero but e y and o a os as um uma the is me nos para pra por favor please obrigado obrigada gracias thanks ta bom bem bien fica ficaria melhor mejor better works work quedaria viene vem anota ai horario horarios dia dias no na do da de que como mano moca gente entao entonces so then 2x vezes times acho creo think like brasil brazil trabalho trabalha trabajo trabaja saio sai salgo sale finish finishes ate hasta until so ela".split(
    " ",
  ),
);
/** The value that holds a wish about days in the words it was written in, for the team alone. */
export const WISH_AS_WRITTEN = "preference_said";
const MATTERS_WORDS_MIN = 2;

/** Whether words of a wish that are not among its times may matter to the team. */
export const leavesOut = (given: string, kept: string): boolean => wordsBeside(given, kept).length >= MATTERS_WORDS_MIN;

/** Whether a clause says when, and besides only how firmly, or why: "só que tem que ser depois das 19 por causa do turno". */
export const isOnlyTimes = (text: string): boolean => {
  const stated = text.replace(WHY, " ");
  return TIME.test(plainly(stated)) && !text.includes("?") && wordsBeside(stated, timesAlone(stated)).length === 0;
};

function wordsBeside(given: string, kept: string): readonly string[] {
  const words = (text: string) => fold(freeAfter(daysInFull(text))).split(/[^a-z0-9]+/);
  const left = new Set(words(kept));
  return words(given).filter((one) => one !== "" && !left.has(one) && !CHATTER.has(one));
}
