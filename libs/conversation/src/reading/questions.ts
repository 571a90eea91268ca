import { insuranceOf } from "../capture/insurance.ts";
import { saysWhen } from "../capture/preference.ts";
import type { Flow } from "../flow/compile.ts";
import { plain } from "../state/utterance.ts";
import { type Clause, clausesOf } from "./clauses.ts";
import { actsOf, sureOf } from "./heard.ts";
import type { Said } from "./said.ts";

/** One thing that a message asks. */
export interface Question {
  /** `ask:price`; a fact that is asked for by its own words is called so as well. */
  readonly act: string;
  /** Whether what this costs is asked. */
  readonly priced: boolean;
  /** Whether the message as a whole is read for it, and not only a clause of it. */
  readonly whole: boolean;
}

interface Questions {
  readonly known: readonly Question[];
  /** Clauses that ask, and of which it is not known what: the team's to read. */
  readonly unread: readonly string[];
}

/**
 * What a message asks, clause by clause: a reader hears the loudest of several questions, and a clause by itself is read for its own. A fact's own
 * words come before what a reader takes them for, in the part of the clause in which they stand.
 */
export function questionsIn(flow: Flow, said: Said): Questions {
  const clauses = clausesOf(flow, said);
  const units =
    clauses.length > 0 ? clauses.map((clause) => asFormed(flow, clause, said)) : [{ ...said, asked: false }];
  const read = units.map((unit) => readUnit(flow, unit, { alone: units.length === 1, whole: said }));
  const known = read.flatMap((one) => one.known);
  const hasTopic = read.some((one) => one.hasTopic);
  const isPriced = known.some(({ priced }) => priced);
  const isRest = (act: string) =>
    !known.some((one) => one.act === act) && !(act === PRICE && isPriced) && (!hasTopic || isByForm(said, act));
  const rest = actsOf(flow, said, ASK).filter(isRest);
  const found = [...rest.map((act) => ({ act, priced: false, whole: true })), ...known];
  const isTwice = ({ act }: Question) => act === SERVICES && found.some((one) => SAY_THEM.has(one.act));
  const all = found.filter((one) => !isTwice(one));
  return {
    known: all.filter(({ act }, at) => all.findIndex((other) => other.act === act) === at),
    unread: read.flatMap(({ unread }) => unread ?? []),
  };
}

const isByForm = ({ understanding }: Said, wanted: string): boolean =>
  understanding?.reading?.acts.some(({ act, byForm }) => byForm && act === wanted) ?? false;

/**
 * What a message asks by its form, the clause that has this form asks, and no other reading of it counts. A clause beside it that asks with a
 * mark of its own, beyond doubt, asks as well.
 */
function asFormed(flow: Flow, clause: Clause, { understanding: whole }: Said): Clause {
  const told = whole?.reading?.acts.find(({ act, byForm }) => byForm && act.startsWith(ASK));
  const { understanding } = clause;
  if (!told || !understanding?.reading) return clause;
  const ownForms = flow.head.forms?.filter(({ act }) => act === told.act) ?? [];
  const fits = ({ pattern }: { readonly pattern: string }) => flow.pattern(pattern).testExact(clause.utterance.text);
  const kept = ownForms.flatMap(({ beside }) => beside ?? []);
  const isFit = ownForms.some(fits);
  const isOwn = ({ act, confidence }: { readonly act: string; readonly confidence: number }) =>
    kept.includes(act) || (!isFit && endsAsking(clause) && isFact(flow, act) && confidence >= OWN_FROM);
  const own = understanding.reading.acts.filter((one) => !one.act.startsWith(ASK) || isOwn(one));
  const acts = isFit ? [told, ...own] : own;
  return { ...clause, understanding: { ...understanding, reading: { ...understanding.reading, acts } } };
}

interface ReadUnit {
  readonly known: readonly Question[];
  readonly hasTopic: boolean;
  readonly unread?: string;
}

function readUnit(
  flow: Flow,
  unit: Said & { readonly asked: boolean },
  { alone, whole }: { readonly alone: boolean; readonly whole: Said },
): ReadUnit {
  const { text } = unit.utterance;
  const from = alone ? flow.head.confidence.accept : CLAUSE_FROM;
  const isAsked = alone || isMarked(unit, whole) || WONDERS.test(unit.plain);
  // "Delete everything, all my data" wishes for something from beginning to end.
  const isLeant = (act: string) =>
    sureOf(whole, act) >= flow.head.confidence.ask && !actsOf(flow, whole, "request:").some((wish) => wish !== BOOKING);
  const sure = actsOf(flow, unit, ASK).filter((act) => sureOf(unit, act) >= from && (isAsked || isLeant(act)));
  // "Quanto tempo demora e quanto fica?" is of what is asked about, and not of an answer that they wait for.
  const acts = sure.length > 1 ? sure.filter((act) => act !== WHEN_ANSWER) : sure;
  const asks =
    text.includes("?") || unit.asked || acts.length > 0 || [unit, whole].some((one) => WONDERS.test(one.plain));
  // "Me avisem quando abrir vaga" wishes for something, and asks nothing.
  const wishes = !text.includes("?") && actsOf(flow, unit, "request:").some((act) => act !== BOOKING);
  const parts = asks && !wishes ? text.split(AND_ASKS).map(plain) : [];
  const found = parts.map((part) => ({ part, topics: flow.topicsIn(part) }));
  const topics = found.flatMap((one) => one.topics.map((topic) => ({ topic, priced: HOW_MUCH.test(one.part) })));
  const others = found.filter((one) => one.topics.length === 0 && one.part.includes(" "));
  const isWhole = (act: string) => sureOf(whole, act) >= flow.head.confidence.accept;
  // "Quanto é a hora do estacionamento?": of the price of a fact, and none of a treatment's.
  const isPriced = topics.some(({ priced }) => priced) || acts.some((act) => priceOf(unit, act) && isFact(flow, act));
  const isOfOthers = others.some(({ part }) => HOW_MUCH.test(part));
  const isLeft = (act: string) => act !== PRICE || (topics.length > 0 ? isOfOthers : !isPriced);
  // A topic's own words come before what a reader takes them for: as many acts are left as there are other parts.
  const left = acts.filter(isLeft).slice(0, topics.length > 0 ? others.length : acts.length);
  const known = [
    ...left.map((act) => ({ act, priced: priceOf(unit, act), whole: isWhole(act) })),
    ...topics.map(({ topic, priced }) => ({ act: `${ASK}${topic}`, priced, whole: true })),
  ];
  const asksToBeTold = TELL_ME.test(unit.plain);
  const isUnread =
    known.length === 0 && (asksToBeTold || (!alone && text.includes("?") && isOfItself(flow, unit, whole)));
  return { known, hasTopic: topics.length > 0, ...(isUnread ? { unread: text } : {}) };
}

/** Whether the clause, or the sentence that it is of, ends in a question mark. "Tenho Unimed" by itself may look like a question. */
const isMarked = ({ utterance: { text } }: Said, { understanding }: Said): boolean =>
  understanding?.reading?.clauses?.some((one) => one.text === text && one.asked === true) ?? false;

const ASK = "ask:";
const PRICE = "ask:price";
const SERVICES = "ask:services";
/** Beside these a list of services is no answer to anything. */
const SAY_THEM: ReadonlySet<string> = new Set(["ask:professionals", "ask:other"]);
const BOOKING = "request:book";
const WHEN_ANSWER = "ask:when_answer";
/** Of a clause by itself, which has few words, a reader is sure too soon. */
const CLAUSE_FROM = 0.75;

const isFact = (flow: Flow, act: string): boolean => flow.definition.facts?.[act.slice(ASK.length)] !== undefined;

/** Whether what something else costs is asked, in one question. */
const priceOf = (unit: Said, act: string): boolean =>
  act !== PRICE && HOW_MUCH.test(unit.plain) && !AND_ASKS.test(unit.utterance.text);

const HOW_MUCH =
  /(?:^| )(?:(?:quanto|qto|qnto|cuanto) (?!tempo|tiempo|dura|demora|tarda)|how much|valor(?:es)?(?: |$)|preco|precio|price|custa|custo|cuesta|costs?(?: |$))/;

/** "Queria saber se …" asks without the mark. */
const WONDERS =
  /(?:^| )(?:(?:queria|gostaria de|quero|preciso|quiero|quisiera|me gustaria|want to|would like to|d like to) (?:saber|entender|perguntar|preguntar|know|understand|ask)|(?:sabe|sabem|saber|wonder|wondering) (?:se|si|if)|me (?:diz|diga|fala|dice|digan|dicen)|tell me|duvida|duda|question)(?: |$)/;

/** "Me diga se a médica tem experiência", "vc não respondeu a do reembolso": a question without its mark. */
const TELL_ME =
  /(?:^| )(?:me (?:diz|diga|digam|fala|fale|explica|explique|dice|digan|dicen|cuenta|cuenten)|tell me|let me know|(?:queria|gostaria de|quero|preciso|aguardo|quiero|quisiera|necesito|me gustaria|want to|need to|would like to|d like to) (?:saber|entender|perguntar|preguntar|know|understand|ask)|(?:(?:vcs?|voces?|senhora?|ninguem|ainda) nao(?: me)?|nao me|ninguem(?: me)?) respond[a-z]+|no (?:me )?(?:has |han |ha )?(?:respond|contest)[a-z]+|(?:didn t|haven t|have not|did not|never) (?:answer|replied|reply|respond)[a-z]*|(?:me )?respond[ae]m? (?:a|o|d[ao]s?|sobre|isso|la|lo|eso))(?: |$)/;

/** Where a second question begins that no mark sets apart: "quanto custa e se vocês fazem reembolso". */
const AND_ASKS =
  /(?:,|(?<!\p{L})(?:e|y|and|mas|pero|but))\s+(?=(?:se|si|quanto|qto|quais?|como|onde|quando|que|quem|o que|tem|têm|h[áa]|vcs?|voc[êe]s?|faz|fazem|aceitam?|atendem?|d[áa]|pode|posso|[ée]|eh|cu[áa]nto|cu[áa]l(?:es)?|c[óo]mo|d[óo]nde|cu[áa]ndo|qu[ée]|qui[ée]n|hay|tienen|aceptan|atienden|se puede|puedo|es|is|are|do|does|can|how|what|which|who|where|when|if|whether)(?!\p{L}))/iu;

/** Clauses that only ask along, greet, tell or answer. */
const ALONG =
  /(?:^| )(?:ne|ok|okay|certo|entende[u]?|entendeu|sabe|viu|combinado|tudo bem|tudo bom|beleza|pode ser|verdad|vale|right|all right|alright|que tal|como vai|como esta[os]?|how are you)$|(?:^| )(?:ajudar?|ayudar?|help|algu?em ai|anyone there|pode me|podem me|poderia me|could you|puede[ns]?(?: me)?)(?: |$)/;
const OWN_WORDS_MIN = 3;
const ELSE = /^(?:request:|social:|answer$|correct$|story$|refuse$|defer$|unrelated$|ask:bot$)/;
const ELSE_FROM = 0.35;

function isOfItself(flow: Flow, unit: Said, whole: Said): boolean {
  if (unit.plain.split(" ").length < OWN_WORDS_MIN || ALONG.test(unit.plain)) return false;
  const acts = unit.understanding?.reading?.acts ?? [];
  const others = acts.filter(({ act, confidence }) => ELSE.test(act) && confidence >= ELSE_FROM);
  if (others.length === 0) return true;
  const isMerelyLeant = ({ act }: { readonly act: string }) =>
    act === "answer" ||
    (act.startsWith("request:") && !CARRIED_OUT.has(act) && !actsOf(flow, whole, "request:").includes(act));
  return endsAsking(unit) && others.every(isMerelyLeant) && !givesValue(flow, unit, whole);
}

/** Whether a clause tells something that is kept: "pode ser por vídeo?" is an answer. */
function givesValue(flow: Flow, { utterance: { text } }: Said, { understanding }: Said): boolean {
  const read = understanding?.reading?.clauses?.find((one) => one.text === text);
  if (saysWhen(text) || insuranceOf(flow, text) !== undefined) return true;
  return read?.values.some(({ confidence }) => confidence >= VALUE_FROM) ?? false;
}
const VALUE_FROM = 0.6;

const endsAsking = ({ utterance: { text } }: Said): boolean => /\?[\s"')?!]*$/.test(text);
/** A fact in a clause by itself, beside what the message asks by its form. */
const OWN_FROM = 0.9;
/** Wishes that are heard wherever they stand. */
const CARRIED_OUT: ReadonlySet<string> = new Set([BOOKING, "request:human"]);
