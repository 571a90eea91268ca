import { CAPTION_LENGTH_MAX } from "@acolhe/events";
import { saysWhen } from "../capture/preference.ts";
import type { ClinicFact } from "../flow/definition.ts";
import { routeId } from "../flow/route-id.ts";
import type { Route } from "../flow/route-schema.ts";
import type { State } from "../flow/state-schema.ts";
import { holds } from "../reading/guard.ts";
import { does } from "../reading/heard.ts";
import { matchesAct } from "../reading/matcher.ts";
import { thingsNamed } from "../reading/notice.ts";
import { type Question, questionsIn } from "../reading/questions.ts";
import { type Said, saidOf } from "../reading/said.ts";
import { REPLIES_MAX, VALUE_LENGTH_MAX } from "../state/limits.ts";
import { callPerson, type Draft, say, sending, setValue } from "../turn/draft.ts";
import { render } from "../words/text.ts";
import { countTold, isToldFor, noteTold, tellOnce, timesTold, wasJustTold } from "../words/told.ts";
import { takeEffect } from "./actions.ts";
import { wordsForTeam } from "./words-for-team.ts";

/** What is answered where the conversation stands. */
export interface Reply {
  /** Of the turn. */
  readonly rule: string;
  readonly text: string;
  /** The open question is left as it is: what was said wants time, not the question again. */
  readonly quiet: boolean;
  readonly location?: ClinicFact["location"];
  readonly route?: Route;
  /** In plain form, the words by which a fact was asked for. */
  readonly words?: string;
  /** The words of a question that only the team can answer. */
  readonly asked?: string;
}

/**
 * The questions of a message, each with its answer: by a route of the state or the flow that replies, by the clinic's
 * facts, or, where neither knows, by passing the question on, after what is known. A question that a route leads elsewhere for is
 * not among them where it is the only one: the flow has more to say on it than a sentence.
 */
export function repliesTo(draft: Draft, at: At, said: Said): readonly Reply[] {
  const { state, flow } = draft;
  const { known, unread: clauses } = questionsIn(flow, said);
  const others = known.length === 0 ? [] : clauses;
  const asked = [...known, ...repliedByForm(draft, at, said)];
  // A question about another service than the one that is chosen is answered about that one, and changes nothing.
  const own = state.values;
  state.values = { ...own, ...thingsNamed(draft, said) };
  // "Tem médico que receita remédio? quanto é?": one question in two, if it names what the other is about. A fact is about no treatment.
  const isOfThings = known.some(({ act }) => flow.definition.facts?.[act.slice("ask:".length)] === undefined);
  const unread = others.filter(
    (text) =>
      !isOfThings || Object.keys(thingsNamed(draft, saidOf({ ...said.utterance, text }, undefined))).length === 0,
  );
  const isUnknown = ({ act }: Question) => isNobodys(draft, at, act);
  const [unknown] = isAnnounced(said) ? [] : asked.filter(isUnknown);
  const isOne = asked.length === 1 && unread.length === 0;
  const ofSome = ofSomethingNamed(draft, asked, said);
  const answered = asked
    .filter((one) => !isUnknown(one) && ofSome === null)
    .flatMap((one) => {
      const beside = !isOne || !one.whole;
      return askedFurther(draft, one, said) ?? replyTo(draft, { act: one.act, ...at, beside }) ?? [];
    });
  state.values = own;
  const words = said.utterance.text;
  if (ofSome !== null) answered.push(ofSome);
  const told = answered.filter(
    ({ rule, text }, place) => rule !== UNKNOWN && answered.findIndex((other) => other.text === text) === place,
  );
  const further = answered.filter(({ rule }) => rule === UNKNOWN);
  // A route that passes the words on has passed all of them on.
  const isPassedOn = told.some(({ route }) => keptBy(route) !== undefined);
  const isRest = !isPassedOn && (unknown !== undefined || unread.length > 0);
  const passedOn =
    further.length > 0 && (!isRest || told.length === 0) ? further : isRest ? [restReply(draft, told)] : [];
  return [...told.slice(0, REPLIES_MAX), ...passedOn.slice(0, 1)].map((reply) =>
    reply.rule === UNKNOWN || keptBy(reply.route) !== undefined
      ? { ...reply, asked: words }
      : { ...reply, words: said.plain },
  );
}

/**
 * What a message asks beside something else, and no fact or route is about: "quero sim, mas me diga se a médica entende de Alzheimer". The
 * team answers it. Empty where the flow answers something else that is asked: its reply tells of the rest.
 */
export function leftForTeam({ flow }: Draft, replies: readonly Reply[], said: Said): readonly string[] {
  if (replies.length > 0 || flow.definition.facts === undefined || isAnnounced(said)) return [];
  const { unread } = questionsIn(flow, said);
  // "Amanhã não vai rolar. Tem sexta?": the days that are wished for are kept with the wish.
  const left = does(flow, said, MOVE) ? unread.filter((clause) => !saysWhen(clause)) : unread;
  // A clause by itself seldom says what it is about: "170 por sessão?"
  return left.length > 0 ? [said.utterance.text] : [];
}
const MOVE = "request:reschedule";

/** Wishes that a form tells and a route only replies to: they are heeded beside whatever else is said, "sim, mas não mandem nada depois das 18h". */
function repliedByForm(draft: Draft, { here }: At, { understanding }: Said): readonly Question[] {
  const acts = understanding?.reading?.acts.filter(({ act, byForm }) => byForm && act.startsWith("request:")) ?? [];
  const isReply = (act: string) => {
    const found = routeFor(draft, here.routes, act) ?? routeFor(draft, draft.flow.head.routes, act);
    return found?.route.reply !== undefined;
  };
  return acts.filter(({ act }) => isReply(act)).map(({ act }) => ({ act, priced: false, whole: true }));
}

interface At {
  readonly step: string;
  readonly here: Pick<State, "routes">;
}

/**
 * "¿Y cómo es lo del valor social?", behind the sentence that tells of it, or its price, which it does not name: saying it (again) would be
 * no answer, so the team gives one. Who asks once more in other words, right after it was told, did not find the answer in it.
 */
function askedFurther(
  draft: Draft,
  { act, priced }: Question,
  { plain: words, utterance }: Said,
): readonly Reply[] | null {
  const { flow } = draft;
  const topic = act.slice("ask:".length);
  const fact = flow.definition.facts?.[topic];
  if (fact === undefined) return null;
  const rule = `fact:${topic}`;
  const isTold = timesTold(draft, rule) > 0;
  const unpriced = priced && !Object.values(fact.say).some((text) => text.includes("R$"));
  const isOnceMore =
    wasJustTold(draft, rule) &&
    !isToldFor(draft, rule, words) &&
    INSISTS.test(utterance.text) &&
    !ONCE_MORE.test(words);
  if (!unpriced && !(isTold && (FURTHER.test(words) || isOnceMore))) return null;
  const text = (unpriced ? tellOnce(draft, "engine.fact-price") : "") || tellOnce(draft, "engine.fact-more");
  const more: Reply = text === "" ? unknownReply(draft) : { rule: UNKNOWN, text, quiet: false };
  const told = isTold ? null : factReply(draft, topic);
  return told === null ? [more] : [told, more];
}
const FURTHER =
  /(?:^| )(?:como (?:e|eh|es|faz|faco|fa[cz]o|hago|se|funciona|seria|consigo|consigue[sn]?|consiguo|puedo|posso|pra|para)|how (?:does|do|can|would)|explic[a-z]+|explain|detalh[a-z]+|detail[a-z]*|quem (?:tem|pode)|quien(?:es)? (?:puede|tiene)[a-z]*|who (?:can|gets|qualifies)|criteri[a-z]+|requisit[a-z]+|requirements?|qualify|inscri[a-z]+|apply|preciso (?:de|ter|levar|comprovar)|necesito (?:tener|llevar))(?: |$)/;

/** "E do valor social?", "mas quanto é", and no mere word of how it stands. */
const INSISTS = /\?|^\P{L}*(?:e|mas|n[ãa]o|y|pero|no|and|but|eu|yo|i['’]?m|t[áa]|ok)(?!\p{L})/iu;
/** "Qual o endereço mesmo?" wants to hear it again. */
const ONCE_MORE =
  /(?:^| )(?:mesmo|de novo|outra vez|repet[a-z]+|otra vez|de nuevo|again|once more|perdi|esqueci|olvide|forgot)(?: |$)/;

/**
 * "Mas vertigem especificamente, vocês tratam?", right behind a general answer, and "é por pessoa ou pelos dois?", of which no fact tells: what
 * is known in general would be no answer.
 */
function ofSomethingNamed(draft: Draft, asked: readonly Question[], { plain: words, utterance }: Said): Reply | null {
  if (draft.flow.definition.facts === undefined || !utterance.text.includes("?")) return null;
  const { told, messageCount } = draft.state;
  const isJustAnswered = Object.entries(told).some(([key, at]) => key.startsWith("just:") && at === messageCount - 1);
  const isGeneral = SPECIFIC.test(words) && isJustAnswered && asked.length > 0;
  const isPerHead = PER_HEAD.test(words) && !asked.some(({ act }) => act === "ask:price");
  if (!isGeneral && !isPerHead) return null;
  const text = isGeneral ? tellOnce(draft, "engine.fact-more") : "";
  return text === "" ? unknownReply(draft) : { rule: UNKNOWN, text, quiet: false };
}
const SPECIFIC =
  /(?:^| )(?:especific[a-z]+|em especial|en especial|em particular|en particular|in particular|specific(?:ally)?|particularly|en concreto|concretamente|exatamente (?:de|com|para)|justo de)(?: |$)/;
const PER_HEAD =
  /(?:^| )(?:(?:cada um[a]?|cada uno|cada una|por pessoa|por persona|por cabeca|por cabeza|per person|per head|each|para cada|pra cada) (?:ou|o|or|pel[oa]s|por l[oa]s|for)|(?:\d+|preco|precio|valor|price|(?:r )?reais) (?:(?:se )?(?:paga|pagam|e|es|is|por|pel[oa]s?|para|pra|de|for) )*(?:cada um|cada uno|cada una|por pessoa|por persona|por cabeca|por cabeza|per person|per head|each|(?:por )?(?:pelos|los|os|for) (?:dois|dos|both)))(?: |$)/;

/** "Una pregunta", "I want to ask one thing first": that there will be a question, and not yet which. */
const isAnnounced = ({ plain, utterance: { text } }: Said): boolean =>
  !text.includes("?") && plain.split(" ").length <= ANNOUNCING_WORDS_MAX && ANNOUNCING.test(plain);
const ANNOUNCING =
  /(?:^| )(?:(?:uma?|una|un|one|a) (?:pergunt(?:a|inha)|pregunt(?:a|ita)|question|duvid(?:a|inha)|duda|consulta|coisa|cosa|thing)|perguntar|preguntar(?:les|le|te)?|ask)(?: [a-z]+){0,3}$/;
const ANNOUNCING_WORDS_MAX = 12;

/** Whether neither a route nor a fact is about a question. */
export function isNobodys(draft: Draft, { here }: Pick<At, "here">, act: string): boolean {
  const { flow } = draft;
  const isRouted = [here.routes, flow.head.routes].some((routes) => routeFor(draft, routes, act) !== undefined);
  return !isRouted && flow.definition.facts?.[act.slice("ask:".length)] === undefined;
}

interface ReplyTo extends At {
  readonly act: string;
  /** Whether other things are asked as well, so that the conversation does not go where this one would lead. */
  readonly beside?: boolean;
}

/** The answer to one question, or null where the flow leads on with it. */
export function replyTo(draft: Draft, { act, step, here, beside = false }: ReplyTo): Reply | null {
  const { flow } = draft;
  const own = routeFor(draft, here.routes, act);
  const found = own ?? routeFor(draft, flow.head.routes, act);
  if (found) {
    const { route, index } = found;
    const say = route.reply ?? (beside ? route.beside : undefined);
    if (say === undefined) return null;
    const rule = `${own ? step : "flow"}:${routeId(route, index)}`;
    return { rule, text: render(draft, say), quiet: route.quiet === true, route };
  }
  return factReply(draft, act.slice("ask:".length)) ?? (flow.definition.facts ? unknownReply(draft) : null);
}

/** What the flow says of a fact; null where it has none. */
export function factReply({ flow, state }: Draft, topic: string): Reply | null {
  const fact = flow.definition.facts?.[topic];
  const text = fact && (fact.say[state.language] ?? fact.say[flow.head.languages[0]!]);
  return fact && text ? { rule: `fact:${topic}`, text, quiet: false, location: fact.location } : null;
}

/** What nobody knows of several things that were asked, behind what is known of the others. */
function restReply(draft: Draft, known: readonly Reply[]): Reply {
  const text = known.length === 0 ? "" : tellOnce(draft, "engine.fact-rest");
  return text === "" ? unknownReply(draft) : { rule: UNKNOWN, text, quiet: false };
}

/** What nobody here knows is passed on. */
export function unknownReply(draft: Draft, asked?: string): Reply {
  const text = tellOnce(draft, "engine.fact-unknown") || render(draft, "engine.fact-unknown-again");
  return { rule: UNKNOWN, text, quiet: false, ...(asked === undefined ? {} : { asked }) };
}

/** Says that a question is passed on, and does so; the rule that fired. */
export function passOn(draft: Draft, asked: string): string {
  const reply = unknownReply(draft, asked);
  say(draft, giveReplies(draft, [reply]));
  return reply.rule;
}

function routeFor(draft: Draft, routes: readonly Route[] | undefined, act: string) {
  for (const [index, route] of (routes ?? []).entries())
    if (matchesAct(route.on, act) && holds(draft, route.when)) return { route, index };
  return undefined;
}

const UNKNOWN = "fact:unknown";

/** The value in which a route keeps the words it is taken by. */
const keptBy = (route: Route | undefined): string | undefined =>
  typeof route?.on === "object" && "act" in route.on ? route.on.into : undefined;

/** Does what the replies promise, and gives back their words, each once. */
export function giveReplies(draft: Draft, replies: readonly Reply[]): string {
  for (const { rule, route, asked, words } of replies) {
    draft.visited.push(rule);
    if (rule.startsWith("fact:") && rule !== UNKNOWN) {
      countTold(draft, rule);
      noteTold(draft, rule, words);
    }
    const into = keptBy(route);
    if (into !== undefined && asked !== undefined) setValue(draft, into, asked);
    if (route) takeEffect(draft, route);
    // The question is for the team alone, and not kept beside what is learned.
    if (into !== undefined) delete draft.state.values[into];
    const more = asked === undefined ? {} : { question: wordsForTeam(asked, VALUE_LENGTH_MAX) };
    if (rule === UNKNOWN) callPerson(draft, draft.flow.head.team, "question", { more });
  }
  return [...new Set(replies.map(({ text }) => text))].join("\n\n").slice(0, CAPTION_LENGTH_MAX);
}

/** Places on the map, after the words that go with them. */
export function sendPins(draft: Draft, replies: readonly Reply[]): void {
  for (const { location } of replies)
    if (location) draft.commands.push({ type: "send-location", ...sending(draft, "bot", false), ...location });
}
