import { AGE_VALUES } from "../capture/ages.ts";
import { insuranceOf } from "../capture/insurance.ts";
import {
  daysIn,
  inMonth,
  isBareWhen,
  namesDay,
  onSameDays,
  partsIn,
  preference,
  saysWhen,
} from "../capture/preference.ts";
import { comesAlone, isNotMine, speaksOfAnother, whomToldFor } from "../capture/whom.ts";
import { namedInVain } from "../corrections/named-in-vain.ts";
import { isOnlyTurnedDown } from "../corrections/times.ts";
import type { Choice } from "../flow/choice.ts";
import type { Flow } from "../flow/compile.ts";
import type { State } from "../flow/state-schema.ts";
import { choicesOf } from "../reading/choices.ts";
import { cameTo } from "../reading/contrast.ts";
import { isPlainNo } from "../reading/denial.ts";
import { actsOf, does, mayAnswer, slotValue, takenFrom } from "../reading/heard.ts";
import { noticeWherever } from "../reading/notice.ts";
import { matchChoice } from "../reading/options.ts";
import { withoutReasons } from "../reading/reasons.ts";
import type { Said } from "../reading/said.ts";
import { plain as plainOf } from "../state/utterance.ts";
import { type Draft, setValue } from "../turn/draft.ts";
import { takeEffect } from "./actions.ts";
import { isChangeAsked, isTale } from "./changes.ts";
import { correctBirth } from "./corrected-birth.ts";
import { correctName } from "./corrected-name.ts";
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

/** "Troca pra quinta" and "sim" in one breath: a day, or a part of it, that does not stand there is no plain yes. "Até segunda!" is a goodbye. */
function namesAnotherDay({ flow, state }: Draft, { utterance: { text } }: Said): boolean {
  const into = Object.values(flow.head.slots ?? {})
    .map((step) => flow.state(step)?.capture)
    .find((wanted) => wanted?.as === "preference")?.into;
  const known = state.values[into ?? ""] ?? "";
  const isNew = (named: (text: string) => readonly string[]) => named(text).some((one) => !named(known).includes(one));
  return !GOODBYE.test(text) && (isNew(daysIn) || isNew(partsIn));
}
const GOODBYE = /(?<!\p{L})(?:at[eé]|hasta|see you)(?!\p{L})/iu;

/** "From October our company has shifted from Bradesco to SulAmérica, kindly update": a thing of the catalogue, and a word that turns to it. */
const turnsTo = ({ words }: Flow, { plain, utterance: { text } }: Said): boolean =>
  (words.has("turns", plain) || THINKS_BETTER.test(plain)) && !text.includes("?");
/** "Errei: melhor particular", "on second thought Unimed". */
const THINKS_BETTER =
  /(?:^| )(?:errei|(?:me )?(?:enganei|confundi|equivoquei|equivoque)|pensando (?:bem|melhor)|pensandolo (?:bien|mejor)|on second thought|my mistake|i was wrong|(?:melhor|mejor|better)(?= (?:(?:e|ser|usar|ir|com|no|na|pelo|pela|con|por|el|la|go|use|with|the) )*[a-z]+))(?: |$)/;

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

interface Keeping {
  readonly slot: string;
  readonly step: string;
  readonly asking: State;
  readonly corrects: boolean;
  /** Where the conversation stands. */
  readonly here: State | undefined;
}

/** Asked for whom, "mãe" is who comes; only "sou a mãe" is who writes. */
const I_AM = /(?:^| )(?:sou|soy|i m|im|i am|aqui e|como|as (?:his|her|the)|eu)(?: |$)/;
/** "É pra minha mãe" says for whom, and nothing of what the writer is to them. */
const OWN_PARENT =
  /(?:^| )(?:meu|minha|mi|my) (?:pai|papai|mae|mamae|vo|avo|vovo|padre|papa|madre|mama|abuel[oa]|father|dad|mother|mom|mum|grand(?:mother|father|ma|pa))(?: |$)/;

function keep(draft: Draft, keeping: Keeping, said: Said): boolean {
  const { slot, step, asking, corrects, here } = keeping;
  const { flow, state } = draft;
  const { text } = said.utterance;
  if (corrects && ABOUT_PEOPLE.has(slot) && BRINGS.test(said.plain)) return false;
  if (corrects && slot === "for_whom" && SPOKEN_OF.test(said.plain) && !FOR_THEM.test(said.plain)) return false;
  if (corrects && slot === "relation" && THEIR_KIN.test(said.plain) && !I_AM.test(said.plain)) return false;
  if (slot === "relation" && (OWN_PARENT.test(said.plain) || (here?.asks === "for_whom" && !I_AM.test(said.plain))))
    return false;
  if (asking.capture?.as === "birth-date") return corrects && correctBirth(draft, asking.capture.into, said);
  if (asking.capture?.as === "preference")
    return keepWhen(draft, asking.capture.into, said, { corrects, isBare: isBesideWhen(draft, here, said) });
  const choices = choicesOf(draft, step);
  const isSaid = (choice: Choice) => matchChoice([choice], said.utterance, state.language) !== undefined;
  // Things of the catalogue are known by their names; a person who is mentioned is the patient only where the reader thinks so, too.
  const likeliest = said.understanding?.reading?.values.find((one) => one.slot === slot);
  const isLikeliest = ({ means }: Choice) => means !== undefined && means === likeliest?.value;
  const isMeant = (choice: Choice) => isCatalogue(asking) || isLikeliest(choice) || (corrects && isFor(choice, said));
  const worded = choices.filter(isMeant);
  const named = slot === "insurance" ? insuranceOf(flow, text) : undefined;
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
  if (isOneOfTwo(state.values, choice, said)) return false;
  if (corrects && isInVain(draft, slot, choice, said)) return false;
  // Said again, it changes nothing, and what was learned since stays.
  if (isKnown(state.values, choice)) return false;
  const before = { ...state.values };
  takeEffect(draft, choice);
  keepNameTold(draft, before);
  return true;
}

/** How far the reader has to lean to whom the words say that it is for: "é pro meu menino". */
const TOLD_FOR_FROM = 0.35;
const OTHERS: ReadonlySet<string | undefined> = new Set(["child", "relative"]);

/** "Minha esposa finalmente topou": of two who come, one is spoken of, and it is for both as before. */
const isOneOfTwo = ({ for_whom }: Readonly<Record<string, string>>, { means }: Choice, { plain }: Said): boolean =>
  for_whom === "several" && means === "relative" && PARTNER.test(plain) && !NOT_BOTH.test(plain);
const PARTNER =
  /(?:^| )(?:meu|minha|mi|my) (?:marido|espos[oa]|mulher|mujer|namorad[oa]|noiv[oa]|novi[oa]|companheir[oa]|companer[oa]|parceir[oa]|pareja|ex|husband|wife|partner|girlfriend|boyfriend|fiancee?)(?: |$)/;
const NOT_BOTH = /(?:^| )(?:so|somente|apenas|solo|only|just|sozinh[oa]|sol[oa]|alone|nao|no|not)(?: |$)/;
/** Where a name is asked for or read back, "sou eu mesma" says whose name it is, and not who comes. */
const ABOUT_NAMES: ReadonlySet<string | undefined> = new Set(["name", "name_confirmation", "patient_name", "relation"]);
/** "É pra mim mesmo", where another's name is asked for. */
const takesBack = ({ state }: Draft, here: State | undefined, { plain, utterance: { text } }: Said): boolean =>
  here?.asks === "patient_name" &&
  !text.includes("?") &&
  (FOR_ME.test(plain) ? !isNotMine(text) : comesAlone(text) || isOwnName(state.values.name ?? "", plain));
/** "Yo, Dayana", "eu mesma, Ana": the name that the writer gave as theirs, and a word that says so. */
const isOwnName = (own: string, said: string): boolean => {
  const called = ME.exec(said)?.groups?.called;
  return called !== undefined && own !== "" && plainOf(own).split(" ")[0] === called.split(" ")[0];
};
const ME =
  /^(?:sou |soy |i m |it s )?(?:eu|yo|me|myself)(?: (?:mesm[oa]|mism[oa]|mismit[oa]|proprio|propria))?(?: (?:a|o|la|el))? (?<called>[a-z]+(?: [a-z]+){0,4})$/;
const FOR_ME = /(?:^| )(?:para|pra|pa|pro|por|for) (?:mim|mi|eu|me|myself)(?: |$)/;

/** "Não quero por vídeo", "minha irmã tem Amil": named, and not in order to have it. */
export function isInVain(
  { flow, state }: Draft,
  slot: string,
  { id, means }: Pick<Choice, "id" | "means">,
  { utterance }: Said,
): boolean {
  const { language, values } = state;
  const isForRelative = values.for_whom === "relative";
  const inVain = namedInVain(flow, slot, utterance.text, { language, isForRelative });
  return [...inVain].some((value) => means === value || id === `${slot}-${value}`);
}
/** "Minha irmã tem Amil", "eu nasci em 1987": what is told of somebody says nothing of who comes. */
const SPOKEN_OF =
  /(?:^| )(?:meu|minha|mi|my) [a-z]+ (?:(?:tambem|ja|so|tambien|ya|solo|also|already|just) )?(?:tem|tinha|teve|tiene|tenia|has|had|usa|usava|uses|used|faz|fez|fazia|hace|hizo|hacia|does|did|manda|mandou|mando|sent|sends|disse|falou|dijo|said|says|acha|achou|cree|thinks|indicou|recomendou|recomendo|recommended|trabalha|trabaja|works|mora|vive|lives)(?: |$)|(?:^| )(?:eu nasci|nasci|yo naci|naci|i was born)(?: |$)/;
/** "Quem vai levar é o pai dele" tells neither who comes nor who writes. */
const ABOUT_PEOPLE: ReadonlySet<string> = new Set(["for_whom", "relation"]);
const BRINGS =
  /(?:^| )(?:vai|va a|will|ll|going to|que|quem|quien|who) (?:levar?|llevar?|acompanhar?|acompanar?|buscar?|bring|take|drive|pick)(?: |$)/;
/** "O pai dele quer ir junto" is no word on who writes. */
const THEIR_KIN =
  /(?:^| )(?:(?:o|a|os|as) [a-z]+ (?:dele|dela|deles|delas)|su (?!mama$|papa$)[a-z]+|(?:his|her|their) [a-z]+) [a-z]+/;
const FOR_THEM = /(?:^| )(?:para|pra|pro|por|for) (?!mim |mi$|me )/;

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

/** Nothing but days, where another value of the appointment is asked for whose options they are none of. */
const isBesideWhen = ({ state, flow }: Draft, here: State | undefined, { utterance }: Said): boolean =>
  (here?.asks === "relation" || here?.asks === "modality") &&
  isBareWhen(utterance.text) &&
  matchChoice(flow.choices(flow.head.slots?.[here.asks] ?? "", state.language), utterance, state.language) ===
    undefined;

/** Days by the way only where an appointment is wanted, or something is corrected: a story has days, too. */
function keepWhen(
  draft: Draft,
  into: string,
  said: Said,
  { corrects, isBare }: { readonly corrects: boolean; readonly isBare: boolean },
): boolean {
  const { flow, state } = draft;
  const { text } = said.utterance;
  const known = state.values[into] ?? "";
  // A month says when only where days stand already: a loss was in some month, too.
  const month = corrects && known !== "" && !saysWhen(text) ? inMonth(known, text) : null;
  if (month !== null) {
    setValue(draft, into, month);
    return month !== known;
  }
  if (corrects ? !saysWhen(text) : !(isBare || (does(flow, said, "request:book") && namesDay(text)))) return false;
  // "Quinta não posso" takes nothing from the days that stand there.
  if (corrects && known !== "" && isOnlyTurnedDown(text, state.language)) return false;
  const stated = withoutReasons(text);
  const when = preference(corrects && saysWhen(stated) ? stated : text);
  if (when === null || known.includes(when)) return false;
  setValue(draft, into, corrects ? onSameDays(known, when) : when);
  return true;
}
