import { withoutBirths } from "../capture/birth-date.ts";
import { OWN_NAME } from "../capture/capture.ts";
import { isPlan } from "../capture/insurance.ts";
import { otherNamed } from "../capture/other-name.ts";
import { personName } from "../capture/person-name.ts";
import { isBareWhen, saysWhen } from "../capture/preference.ts";
import { inOwnWords, isOnlyTimes, timesAlone } from "../capture/times-alone.ts";
import { isNotMine, whomBeyondDoubt, whomToldFor } from "../capture/whom.ts";
import type { Choice } from "../flow/choice.ts";
import type { State } from "../flow/state-schema.ts";
import { choicesOf } from "../reading/choices.ts";
import { clausesOf } from "../reading/clauses.ts";
import { actsOf, does } from "../reading/heard.ts";
import { matchChoice, matchOutright } from "../reading/options.ts";
import type { Said } from "../reading/said.ts";
import { type Draft, setValue } from "../turn/draft.ts";
import { takeEffect } from "./actions.ts";
import { whenKept } from "./keep-when.ts";
import { optionMeant } from "./option-meant.ts";
import { correctsIn, isReview, keepOthers } from "./slots.ts";

/*
 * A message of several clauses tells more than its whole is read for: "Marcela. queria psicólogo pra mim, só consigo à noite". What each
 * clause by itself tells of a slot of which nothing is known yet is kept, so that nobody has to say it again. What is
 * known changes by none of them, and what is asked, or told as a story, is not taken for an answer.
 */

/** Keeps what single clauses tell of slots that are still empty, and of none that is asked for. */
export function keepByClause(draft: Draft, here: State | undefined, said: Said): void {
  const clauses = clausesOf(draft.flow, said).filter((clause) => !clause.asked && !does(draft.flow, clause, "story"));
  const books = isBooking(draft.state.values) || clauses.some((clause) => does(draft.flow, clause, BOOKING));
  for (const clause of clauses) keepIntroduced(draft, here, clause);
  if (books) keepWhenAlone(draft, here, clauses, said);
  // What is read back, or put right, changes by the whole message.
  if (isReview(here?.asks)) return;
  const whoms = new Set(clauses.flatMap(({ utterance: { text } }) => whomIn(text) ?? []));
  for (const clause of clauses) {
    if (correctsIn(draft, here, clause)) continue;
    const { values } = draft.state;
    const before = { ...values };
    keepOthers(draft, here, clause);
    // For whom it is, and who that is, one clause tells only where no other speaks of somebody else.
    const whom = draft.state.values.for_whom;
    if (before.for_whom === undefined && !(whoms.size === 1 && whom !== "several" && whoms.has(whom as never)))
      for (const name of Object.keys(draft.state.values))
        if (before[name] === undefined) delete draft.state.values[name];
    keepRelationAlone(draft, here, clause);
    if (books) keepPlaceNamed(draft, here, clause);
    // By the way nothing changes.
    Object.assign(draft.state.values, before);
  }
}

/** "Sou eu, a mãe" says who writes; only "pra mim" says that they come. */
function whomIn(text: string) {
  const whom = whomBeyondDoubt(text) ?? whomToldFor(text);
  if (whom !== null && whom !== "self") return whom;
  return FOR_ME.test(text) && !isNotMine(text) ? "self" : null;
}
const FOR_ME = /(?<!\p{L})(?:(?:para|pra|pro|pr[aá]) (?:mim|eu)|(?:para|pa) mí|for (?:me|myself))(?!\p{L})/iu;

/** "La mamá", "mãe do Théo": who the writer is to the patient, and hardly a word more. */
function keepRelationAlone(draft: Draft, here: State | undefined, clause: Said): void {
  const { flow, state } = draft;
  const step = flow.head.slots?.relation;
  if (step === undefined || here?.asks === "relation" || state.values.relation !== undefined) return;
  if (state.values.for_whom !== "child" && state.values.for_whom !== "relative") return;
  const text = clause.utterance.text.replace(IS, "").replace(OF_THEM, "");
  const choice = matchOutright(choicesOf(draft, step), { ...clause.utterance, text });
  if (choice) takeEffect(draft, choice);
}
const IS = /^(?:(?:eu )?sou|soy|i['’]?m|i am|aqui [ée]|this is)? ?(?:(?:a|o|la|el|the|his|her|su) )?/iu;
const OF_THEM = / (?:d[aeo]|del|de la|of)(?:l[ae]s?| (?-i:\p{Lu})\p{Ll}+| él| ella)[.! ]*$/iu;

/** "Meu nome é Cleiton, preciso falar com um psicólogo": a booking wished for beside the name is told to the flow. */
export function keepWishBeside(draft: Draft, said: Said): void {
  const { values } = draft.state;
  if (values.topic !== undefined || values.wish !== undefined) return;
  if (clausesOf(draft.flow, said).some((clause) => does(draft.flow, clause, BOOKING))) setValue(draft, "wish", BOOKING);
}

/**
 * The writer's own name in a clause of its own, where it is asked for and the rest says more: "Marcela. queria marcar pra mim". What
 * else is wished for beside it is told to the flow, too.
 */
export function nameByClause(draft: Draft, here: State, said: Said): string | null {
  if (here.capture?.into !== OWN_NAME || draft.state.values[OWN_NAME] !== undefined) return null;
  const [first] = clausesOf(draft.flow, said);
  if (!first || first.asked || first.plain.split(" ").length > NAME_WORDS_MAX || otherNamed(first.utterance.text))
    return null;
  if (!does(draft.flow, first, "answer") || actsOf(draft.flow, first, "request:").length > 0) return null;
  // "Delete everything, all my data" wishes for something else from beginning to end.
  if (actsOf(draft.flow, said, "request:").some((act) => act !== BOOKING)) return null;
  const { text } = first.utterance;
  // "Juliana? é entrega" calls somebody by a name.
  if (text.includes("?")) return null;
  const name = holdsKnownName(first) || /^\P{L}*\p{Lu}/u.test(text) ? personName(text) : null;
  if (name === null) return null;
  return name;
}
const NAME_WORDS_MAX = 6;
const BOOKING = "request:book";

/** Clauses of days and times and hardly a word more, together: "de tarde, terça ou quinta", "menos los viernes". */
function keepWhenAlone(draft: Draft, here: State | undefined, clauses: readonly Said[], said: Said): void {
  const { state, flow } = draft;
  const into = whenKept(flow);
  if (into === undefined || state.values[into] !== undefined || here?.asks === "preference") return;
  // Several rules are one wish, in whatever clauses it is told.
  const whole = clauses.length === 0 ? null : inOwnWords(withoutBirths(said.utterance.text, draft.now));
  if (whole !== null && !whole.includes("?")) {
    setValue(draft, into, whole);
    return;
  }
  const bare = clauses.map(({ utterance: { text } }) =>
    withoutBirths(text, draft.now)
      .replace(COURTESY, " ")
      .replace(/^[\s,]+|[\s,.]+$/gu, ""),
  );
  const tells = (text: string) => isBareWhen(text) || (saysWhen(text) && isOnlyTimes(text));
  if (!bare.some(tells)) return;
  // Beside a day or an hour "qualquer dia da semana" counts, too.
  const telling = bare.filter((text) => tells(text) || isOnlyTimes(text));
  setValue(draft, into, telling.map(timesAlone).join(", "));
}
const COURTESY =
  /(?<!\p{L})(?:if possible|se (?:der|poss[íi]vel|puder)|si (?:es posible|se puede)|de prefer[êe]ncia|por favor|please|pls|(?:eu )?(?:s[óo] )?(?:consigo|posso|prefiro)|(?:yo )?(?:s[óo]lo )?(?:puedo|prefiero)|i (?:can only|only can|can|prefer))(?!\p{L})/giu;
const isBooking = ({ topic, wish, guess }: Readonly<Record<string, string>>): boolean =>
  topic === "booking" || wish === BOOKING || guess === BOOKING;

/** "Por vídeo", "in person please": one place by its name, not denied, and in few words. */
function keepPlaceNamed(draft: Draft, here: State | undefined, { utterance, plain: words }: Said): void {
  const { flow, state } = draft;
  const step = flow.head.slots?.modality;
  if (step === undefined || here?.asks === "modality" || state.values.modality !== undefined) return;
  if (!PLACE.test(words) || DENIED.test(words) || words.split(" ").length > PLACE_WORDS_MAX) return;
  const named = choicesOf(draft, step).filter((choice) => matchChoice([choice], utterance, state.language));
  if (named.length === 1) takeEffect(draft, named[0]!);
}
const PLACE =
  /(?:^| )(?:online|on line|video(?:chamada|llamada|call)?|presencial(?:mente)?|pessoalmente|(?:en|in) pers(?:on|ona))(?: |$)/;
const DENIED = /(?:^| )(?:nao|no|not|nem|sem|sin|nunca|never|[a-z]+n t)(?: |$)/;
const PLACE_WORDS_MAX = 7;

/** A name of those that many have. */
const holdsKnownName = ({ understanding }: Said): boolean =>
  understanding?.entities.some(({ type, known }) => type === "name" && known === true) ?? false;

/** "I'm Kevin by the way": a name that is introduced, before it was asked for. */
function keepIntroduced(draft: Draft, here: State | undefined, clause: Said): void {
  const { state, flow } = draft;
  const { text } = clause.utterance;
  if (!flow.values.has(OWN_NAME) || state.values[OWN_NAME] !== undefined || here?.capture?.into === OWN_NAME) return;
  const name = INTRODUCED.test(text) ? personName(text.replace(BY_THE_WAY, "")) : null;
  if (name === null || (AS_WHAT.test(text) && !holdsKnownName(clause))) return;
  setValue(draft, OWN_NAME, name);
  setValue(draft, INTRODUCED_SELF, "sim");
}
/** Tells a flow that nobody asked for the name, so that what comes with that question was not said yet. */
const INTRODUCED_SELF = "introduced";
const INTRODUCED =
  /^(?:(?:oi|ol[áa]|hola|hi|hello|e|and|y),? )?(?:eu sou|sou|meu nome [ée]|me chamo|aqui [ée]|soy|me llamo|mi nombre es|i['’]?m|i am|my name is|this is) (?:(?:o|a|el|la) )?(?-i:\p{Lu})\p{Ll}+(?: (?:(?:d[aeo]s?|del|de la|y|e) )?(?-i:\p{Lu})\p{Ll}+)*(?: (?:by the way|a prop[óo]sito|por cierto|ali[áa]s|aqui|here))?[.! ]*$/iu;
/** "Sou Paciente", "I'm New here": what somebody is, unless it is surely a name. */
const AS_WHAT =
  /^(?:(?:oi|ol[áa]|hola|hi|hello|e|and|y),? )?(?:eu sou|sou|soy|i['’]?m|i am) \p{L}+(?: (?:by the way|a prop[óo]sito|por cierto|ali[áa]s|aqui|here))?[.! ]*$/iu;
const BY_THE_WAY = / (?:by the way|a prop[óo]sito|por cierto|ali[áa]s|aqui|here)[.! ]*$/iu;

/**
 * The option that one clause means where the whole means none: "no insurance. how much is it?" Of people a clause is no proof: they
 * are spoken of in tales, too.
 */
export function meantByClause(draft: Draft, step: string, here: State, said: Said): Choice | undefined {
  const { flow } = draft;
  if (!OF_THINGS.has(here.asks) || flow.head.slots?.[here.asks!] === undefined) return undefined;
  // "Online não, por favor" names what is not wanted; who has no plan says so by a no.
  if (here.asks !== "insurance" && DENIED.test(said.plain)) return undefined;
  const clauses = clausesOf(flow, said).filter((clause) => !clause.asked && does(flow, clause, "answer"));
  const [first, ...others] = clauses.flatMap((clause) => optionMeant(draft, step, here, clause) ?? []);
  return others.every((one) => one.id === first?.id) ? first : undefined;
}
const OF_THINGS: ReadonlySet<string | undefined> = new Set(["service", "modality", "insurance"]);

/** "Unimed. mas queria saber uma coisa": a plan that is a clause of its own is the answer, whatever else is asked. */
export function planByClause(draft: Draft, step: string, here: State, said: Said): Choice | undefined {
  if (here.asks !== "insurance") return undefined;
  const clauses = clausesOf(draft.flow, said).filter((clause) => !clause.utterance.text.includes("?"));
  const [plan, ...others] = clauses.filter((clause) => isPlan(draft.flow, clause.utterance.text));
  return plan && others.length === 0 ? matchOutright(choicesOf(draft, step), plan.utterance) : undefined;
}
