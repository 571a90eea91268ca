import { AGE_VALUES } from "../capture/ages.ts";
import { insuranceOf } from "../capture/insurance.ts";
import { comesAlone, isNotMine, speaksOfAnother, whomToldFor } from "../capture/whom.ts";
import { namedInEarnest, namedInVain } from "../corrections/named-in-vain.ts";
import type { Choice } from "../flow/choice.ts";
import type { Flow } from "../flow/compile.ts";
import type { State } from "../flow/state-schema.ts";
import { choicesOf } from "../reading/choices.ts";
import { cameTo } from "../reading/contrast.ts";
import { isPlainNo } from "../reading/denial.ts";
import { actsOf, does, mayAnswer, slotValue, takenFrom } from "../reading/heard.ts";
import { noticeWherever } from "../reading/notice.ts";
import { matchChoice } from "../reading/options.ts";
import type { Said } from "../reading/said.ts";
import { isOfOthers, isOwnName, speaksOfOneOfTwo } from "../reading/spoken-of.ts";
import { plain } from "../state/utterance.ts";
import type { Draft } from "../turn/draft.ts";
import { takeEffect } from "./actions.ts";
import { isChangeAsked, isTale } from "./changes.ts";
import { correctBirth } from "./corrected-birth.ts";
import { correctName } from "./corrected-name.ts";
import { isBesideWhen, keepWhen, namesAnotherDay } from "./keep-when.ts";
import { keepNameTold, keepRelative } from "./relative.ts";

/** The option of the open question that the message means, in whatever words. */
export function meantChoice(draft: Draft, here: State, choices: readonly Choice[], said: Said): Choice | undefined {
  if (here.asks === undefined || !mayAnswer(said, here.asks)) return undefined;
  const from = takenFrom(draft.flow, here.asks);
  const value = slotValue(draft.flow, said, here.asks, from) ?? yesOrNo(draft, choices, said);
  return value === undefined ? undefined : choices.find(({ means }) => means === value);
}

/** A yes or no counts only where the options say which of them is which, and not where a sentence wishes for something. */
function yesOrNo(draft: Draft, choices: readonly Choice[], said: Said): string | undefined {
  if (!choices.some(({ means }) => means === "yes" || means === "no")) return undefined;
  if (isPlainNo(said.plain)) return "no";
  return wishes(said) ? undefined : slotValue(draft.flow, said, "yes_no");
}

/**
 * Whether the message says again what was said back to it: "sí, psicología", "é a avaliação mesmo". Where all is read back before it
 * is sent, only a yes is one.
 */
export function agrees(draft: Draft, here: State, said: Said): boolean {
  const { flow, state } = draft;
  if (here.asks !== "guess" || !mayAnswer(said) || does(flow, said, "correct") || said.utterance.text.includes("?"))
    return false;
  if (slotValue(flow, said, "yes_no") === "no") return false;
  return Object.keys(flow.head.slots ?? {}).some((slot) => {
    const value = slotValue(flow, said, slot);
    return value !== undefined && state.values[slot] === value;
  });
}

/** Single intents that say no more than a yes or no does. */
const NO_WISH: ReadonlySet<string> = new Set(["yes", "no", "greeting", "thanks_bye", "unknown"]);
const WISH_FROM = 0.85;
const WISH_WORDS_MIN = 4;

/** "Não vou conseguir ir quarta" begins with a no, and is none. */
const wishes = ({ understanding, plain }: Said): boolean =>
  understanding !== undefined &&
  !NO_WISH.has(understanding.intent) &&
  understanding.confidence >= WISH_FROM &&
  plain.split(" ").length >= WISH_WORDS_MIN;

/**
 * Keeps what the message says of other slots than the one that is asked for. What is not known yet is kept by the way;
 * what is known changes only by a correction. Gives back the slots that were changed.
 */
export function keepOthers(draft: Draft, here: State | undefined, said: Said): readonly string[] {
  const { flow, state } = draft;
  noticeWherever(draft, said);
  const corrects = correctsIn(draft, here, said);
  const renamed = correctName(draft, here, said) ?? [];
  const kept = Object.entries(flow.head.slots ?? {}).flatMap(([slot, step]) => {
    const asking = flow.state(step);
    if (!asking || here?.asks === slot) return [];
    const before = valuesOf(state.values, keptIn(asking));
    const isMended =
      corrects ||
      (before !== "" && isThing(asking, slot) && turnsTo(flow, said)) ||
      (before !== "" && isThing(asking, slot) && deniesKept(draft, { slot, step }, said)) ||
      (slot === "for_whom" && takesBack(draft, here, said));
    if (before !== "" && !isMended) return [];
    if (!keep(draft, { slot, step, asking, corrects: isMended, here }, said)) return [];
    return before === "" || before === valuesOf(state.values, keptIn(asking)) ? [] : [slot];
  });
  keepRelative(draft, said, kept.includes("for_whom"));
  return [renamed, kept].flat();
}

/** Questions at which everything that was learned is on the table. */
const REVIEWS: ReadonlySet<string | undefined> = new Set(["summary", "guess"]);
export const isReview = (asks: string | undefined): boolean => REVIEWS.has(asks);

/**
 * Whether the message changes what was said before. Where all of it is read back, whatever is no plain yes and no
 * question, and names a value, changes that value.
 */
export function correctsIn(draft: Draft, here: State | undefined, said: Said): boolean {
  const { flow } = draft;
  if (isTale(flow, here, said)) return false;
  if (does(flow, said, "correct") || MISTOOK_AGE.test(said.plain)) return true;
  if (!REVIEWS.has(here?.asks) || does(flow, said, "story") || wishesElse(said)) return false;
  const asked = actsOf(flow, said, "ask:").filter((act) => !isChangeAsked(said) || !OF_SLOTS.has(act));
  if (asked.length > 0 || (said.utterance.text.includes("?") && !isChangeAsked(said))) return false;
  return slotValue(flow, said, "yes_no") !== "yes" || namesAnotherDay(draft, said);
}

/** "Ele tem 8, errei a idade": whatever is asked, that is put right. */
const MISTOOK_AGE =
  /(?:^| )(?:(?:errei|confundi|corrig[a-z]+|troquei|me enganei (?:n?a|com a)|me equivoque (?:en|con)) (?:n?a |la |de )?(?:idade|edad)|(?:idade|edad) (?:errada|equivocada|certa|correta|correcta)|(?:wrong|right|correct) age|got (?:his|her|the|their) age wrong)(?: |$)/;

/** "Sim, mas não manda mensagem de noite": a wish of its own, whose day or hour is none for the appointment. */
const wishesElse = ({ understanding }: Said): boolean =>
  (understanding?.reading?.acts ?? []).some(
    ({ act, confidence }) => OTHER_WISH.test(act) && confidence >= OTHER_WISH_FROM,
  );
const OTHER_WISH = /^request:(?:quiet_hours|stop_messages|privacy|document|pay|late|arrived|video_link|complaint|job)/;
const OTHER_WISH_FROM = 0.8;

/** Questions about what a slot holds. */
const OF_SLOTS: ReadonlySet<string> = new Set(["ask:video", "ask:slots", "ask:insurance"]);

/** "From October our company has shifted from Bradesco to SulAmérica, kindly update": a thing of the catalogue, and a word that turns to it. */
function turnsTo({ words }: Flow, { utterance: { text } }: Said): boolean {
  const stated = plain(text.replace(ASKED, " "));
  return words.has("turns", stated) || THINKS_BETTER.test(stated);
}
/** A sentence that asks, beside which another may turn: "então vou de Bradesco! dá pra ser por vídeo?" */
const ASKED = /[^.!?;\n]*\?/gu;

/** "É Bradesco tá, não particular": the thing that is kept is denied. */
function deniesKept(draft: Draft, { slot, step }: Pick<Keeping, "slot" | "step">, said: Said): boolean {
  if (said.utterance.text.includes("?")) return false;
  const kept = choicesOf(draft, step).filter((choice) => isKnown(draft.state.values, choice));
  return kept.some(inVain(draft, slot, said));
}

/** "Só não sei se é melhor presencial": what is doubted is told of nothing. */
function isDoubted(choices: readonly Choice[], { utterance: { text }, plain: whole }: Said): boolean {
  const rest = plain(text.replace(DOUBTED, " "));
  const isNamed = (words: string) =>
    choices.some(({ names }) => names.some((name) => name !== "" && ` ${words} `.includes(` ${name} `)));
  return rest !== whole && isNamed(whole) && !isNamed(rest);
}
const DOUBTED =
  /(?<!\p{L})(?:n[ãa]o sei|n sei|no s[ée]|not sure|(?:don['’]?t|do not) know|ser[áa] que|ser[áa]|d[úu]vida|duda|wonder(?:ing)?)(?: \p{L}+){0,2}? (?:se|si|if|whether|[ée]|eh) [^,.;!?\n]*/giu;
/** "Errei: melhor particular", "on second thought Unimed", "então vou de Bradesco". */
const THINKS_BETTER =
  /(?:^| )(?:(?:entao|then|so|entonces|ai) (?:eu |yo |i ll |i |let s |we ll )?(?:vou|vamos|vai|fica|fico|ficamos|voy|sigo|go|take|use|do|pago|uso)(?: (?:de|com|pelo|pela|por|no|na|con|with|for|mesmo|mi|meu|minha|my))*(?= [a-z])|errei|(?:me )?(?:enganei|confundi|equivoquei|equivoque)|pensando (?:bem|melhor)|pensandolo (?:bien|mejor)|on second thought|my mistake|i was wrong|(?:melhor|mejor|better)(?= (?:(?:e|ser|usar|ir|com|no|na|pelo|pela|con|por|el|la|go|use|with|the) )*[a-z]+))(?: |$)/;

const valuesOf = (values: Readonly<Record<string, string>>, names: readonly string[]): string =>
  names.flatMap((name) => (Object.hasOwn(values, name) ? [`${name}=${values[name]}`] : [])).join("&");

/** Names of the values in which a state keeps its answer. */
export function keptIn(asking: State): readonly string[] {
  const sets = (asking.options ?? []).flatMap(({ set }) => Object.keys(set ?? {}));
  const ages = asking.capture?.as === "birth-date" ? AGE_VALUES : [];
  return [asking.capture?.into, asking.from?.into, ...ages, ...sets].filter((name) => name !== undefined);
}

/** What was not asked for has to be surer, unless it is said in an option's own words. */
const BY_THE_WAY_FROM = 0.8;

/**
 * What a reader takes by the way for one of these is none, unless it is named: of eight places that the open parts' people seemed
 * to tell so, "tanto faz a hora", none was one.
 */
const NAMED_ONLY: ReadonlySet<string> = new Set(["modality", "insurance"]);
/** "Como faz aí?" speaks of the clinic, and not of where the visit is to be. */
const isHereOnly = (slot: string, { plain }: Said): boolean =>
  slot === "modality" && HERE.test(plain) && !PLACE.test(plain);
const HERE =
  /(?:^| )(?:tanto faz|igual|either|indiferente|ai|ahi|alla|la|clinica|clinic|office|consultorio|internet|qualquer|cualquiera|any|both)(?: |$)/;
const PLACE =
  /(?:^| )(?:presencia[a-z]*|pessoalmente|persona(?:lmente)?|person|face|cara|olho|ate|ir|vou|voy|come|coming|on ?line|video[a-z]*|virtual[a-z]*|remot[a-z]*|zoom|meet|distancia|telehealth)(?: |$)/;

/** "É isso aí", "anota aí": no place, unless one is named beside it or the patient goes there. */
const isParticle = ({ plain: words }: Said): boolean =>
  words !== words.replace(PARTICLES, " ") && !PLACE.test(words) && !HERE.test(words.replace(PARTICLES, " "));
const PARTICLES = /(?:^| )(?:ai|ahi|alla|la)(?= |$)/g;

const RELATION = "relation";
const CHILD = "child";

interface Keeping {
  readonly slot: string;
  readonly step: string;
  readonly asking: State;
  readonly corrects: boolean;
  /** Where the conversation stands. */
  readonly here: State | undefined;
}

function keep(draft: Draft, keeping: Keeping, said: Said): boolean {
  const { slot, step, asking, corrects, here } = keeping;
  const { flow, state } = draft;
  const { text } = said.utterance;
  if (isOfOthers(said.plain, { slot, corrects, asks: here?.asks })) return false;
  // "Eu e mamãe" names who comes along, and not what the writer is to a child.
  if (slot === RELATION && (state.values.for_whom ?? CHILD) !== CHILD) return false;
  if (asking.capture?.as === "birth-date") return corrects && correctBirth(draft, asking.capture.into, said);
  if (asking.capture?.as === "preference")
    return keepWhen(draft, asking.capture.into, said, { corrects, isBare: isBesideWhen(draft, here, said) });
  const choices = choicesOf(draft, step);
  if (slot === "modality" && isParticle(said)) return false;
  if (isThing(asking, slot) && isDoubted(choices, said)) return false;
  const isSaid = (choice: Choice) => matchChoice([choice], said.utterance, state.language) !== undefined;
  // Things of the catalogue are known by their names; a person who is mentioned is the patient only where the reader thinks so, too.
  const likeliest = said.understanding?.reading?.values.find((one) => one.slot === slot);
  const isLikeliest = ({ means }: Choice) => means !== undefined && means === likeliest?.value;
  const isMeant = (choice: Choice) => isCatalogue(asking) || isLikeliest(choice) || (corrects && isFor(choice, said));
  const worded = choices.filter(isMeant);
  const named = slot === "insurance" ? planNamed(draft, said) : undefined;
  const told = slot === "for_whom" && (likeliest?.confidence ?? 0) >= TOLD_FOR_FROM ? whomToldFor(text) : null;
  const isToldFor = told !== null && told === likeliest?.value;
  const value = named ?? slotValue(flow, said, slot) ?? (isToldFor ? told : undefined);
  const meant = choices.find(({ id, means }) =>
    named === undefined ? means !== undefined && means === value : id === `${slot}-${named}`,
  );
  const isNamed = named !== undefined || (meant !== undefined && isCatalogue(asking) && isSaid(meant));
  const isRead = !NAMED_ONLY.has(slot) && slotValue(flow, said, slot, BY_THE_WAY_FROM) !== undefined;
  const isSure = corrects || isToldFor || (isNamed && !isHereOnly(slot, said)) || isRead;
  const byWords = () => {
    if (corrects) return cameTo(worded, text, state.language);
    const leaning = (likeliest?.confidence ?? 0) >= flow.head.confidence.accept ? choices.find(isLikeliest) : undefined;
    return leaning && isAbout(leaning, said) ? leaning : undefined;
  };
  // Of two that are named the one that the message turns to: "já fiz psiquiatra, agora quero psicóloga".
  const areSeveral = corrects && isCatalogue(asking) && choices.filter(isSaid).length > 1;
  const turnedTo = areSeveral ? cameTo(worded, text, state.language) : undefined;
  const own =
    slot === "for_whom" && takesBack(draft, here, said) ? choices.find(({ means }) => means === "self") : null;
  const choice = own ?? turnedTo ?? meant ?? (value === undefined ? byWords() : undefined);
  if (!choice) return isSure && value !== undefined && keepByRoute(draft, asking, slot, value);
  // Who says nothing of whom it is for most often means themselves, and not always: that is asked.
  if (OTHERS.has(choice.means) && slot === "for_whom" && !corrects && !speaksOfAnother(text)) return false;
  if (
    choice.means === "self" &&
    !(takesBack(draft, here, said) || (isSaid(choice) && (!ABOUT_NAMES.has(here?.asks) || FOR_ME.test(said.plain))))
  )
    return false;
  if (!isSure && !isAbout(choice, said)) return false;
  // "I'm his son": the writer is one, and grown up enough to write.
  if (slot === "for_whom" && choice.means === CHILD && IS_CHILD_OF.test(said.plain)) return false;
  const isOneOfTwo = state.values.for_whom === "several" && choice.means === "relative" && speaksOfOneOfTwo(said.plain);
  if (isOneOfTwo) return false;
  if (corrects && inVain(draft, slot, said)(choice)) return false;
  // Said again, it changes nothing, and what was learned since stays.
  if (isKnown(state.values, choice)) return false;
  const before = { ...state.values };
  takeEffect(draft, choice);
  keepNameTold(draft, before);
  return true;
}

/** The plan that a message names, and not the one it denies. */
function planNamed(draft: Draft, said: Said): string | undefined {
  const { flow, state } = draft;
  const { text } = said.utterance;
  const plan = insuranceOf(flow, text);
  if (plan === undefined || !inVain(draft, "insurance", said)({ id: `insurance-${plan}`, means: undefined }))
    return plan;
  return namedInEarnest(flow, "insurance", text, readingIn(state)) ?? plan;
}

const IS_CHILD_OF =
  /(?:^| )(?:sou|soy|i m|i am|this is) (?:(?:a|o|el|la|su|his|her|their) )(?:filh[oa]|hij[oa]|son|daughter|net[oa]|niet[oa]|grandson|granddaughter)(?: (?!d[aeo] [a-z]+ (?:que|who))|$)/;

/** How far the reader has to lean to whom the words say that it is for: "é pro meu menino". */
const TOLD_FOR_FROM = 0.35;
const OTHERS: ReadonlySet<string | undefined> = new Set(["child", "relative"]);

/** Where a name is asked for or read back, "sou eu mesma" says whose name it is, and not who comes. */
const ABOUT_NAMES: ReadonlySet<string | undefined> = new Set(["name", "name_confirmation", "patient_name", "relation"]);
/** "É pra mim mesmo", where another's name is asked for. */
const takesBack = ({ state }: Draft, here: State | undefined, { plain, utterance: { text } }: Said): boolean =>
  here?.asks === "patient_name" &&
  !text.includes("?") &&
  (FOR_ME.test(plain) ? !isNotMine(text) : comesAlone(text) || isOwnName(state.values.name ?? "", plain));
const FOR_ME = /(?:^| )(?:para|pra|pa|pro|por|for) (?:mim|mi|eu|me|myself)(?: |$)/;

/** "Não quero por vídeo", "minha irmã tem Amil": what of a slot a message names, and not in order to have it. */
export function inVain(
  { flow, state }: Draft,
  slot: string,
  { utterance }: Said,
): (choice: Pick<Choice, "id" | "means">) => boolean {
  const named = namedInVain(flow, slot, utterance.text, readingIn(state));
  return ({ id, means }) => [...named].some((value) => means === value || id === `${slot}-${value}`);
}

/** How things that a message names are looked for here. */
const readingIn = ({ language, values }: Draft["state"]) => ({
  language,
  isForRelative: values.for_whom === "relative",
});

const isKnown = (values: Readonly<Record<string, string>>, { set = {} }: Choice): boolean =>
  Object.keys(set).length > 0 && Object.entries(set).every(([name, value]) => values[name] === value);

const isThing = (asking: State, slot: string): boolean => isCatalogue(asking) || slot === "insurance";
const isCatalogue = ({ from }: State): boolean => typeof from?.source === "object";

/** "Te hablo por mi nieto", "é sobre minha filha": named as what the message is about, and not in a greeting ("buen día, mi hija"). */
const isAbout = ({ names }: Choice, { plain }: Said): boolean =>
  names.some((name) => isIn(name, plain) && new RegExp(`(?:^| )(?:${ABOUT}) (?:[a-z]+ )?${name}(?: |$)`).test(plain));
/** "Na verdade não é para mim, é para minha filha" says for whom beyond doubt. */
const isFor = ({ names }: Choice, { plain }: Said): boolean =>
  names.some((name) => isIn(name, plain) && new RegExp(`(?:^| )(?:${IS_FOR}) (?:[a-z]+ )?${name}(?: |$)`).test(plain));
/** Most names are not even in the message, and a pattern is dear to make. */
const isIn = (name: string, plain: string): boolean => name !== "" && plain.includes(name);
const IS_FOR = "(?:e|eh|seria|sera|vai ser|es|seria|is|it s|would be) (?:para|pra|pro|for)";
const ABOUT = "para|pra|pro|por|pelo|pela|sobre|for|about|de|do|da|com|con|with";

/** A value that has no option and a route of its own: two who come together. */
export function keepByRoute(draft: Draft, { routes = [] }: State, slot: string, value: string): boolean {
  const route = routes.find(
    ({ on, set }) =>
      set !== undefined && typeof on === "object" && "slot" in on && on.slot === slot && [on.is].flat().includes(value),
  );
  if (!route) return false;
  takeEffect(draft, route);
  return true;
}
