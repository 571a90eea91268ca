import { CAPTION_LENGTH_MAX } from "@acolhe/events";
import type { Flow } from "../flow/compile.ts";
import type { ClinicFact } from "../flow/definition.ts";
import { routeId } from "../flow/route-id.ts";
import type { Route } from "../flow/route-schema.ts";
import type { State } from "../flow/state-schema.ts";
import { clausesOf } from "../reading/clauses.ts";
import { holds } from "../reading/guard.ts";
import { actsOf, sureOf } from "../reading/heard.ts";
import { matchesAct } from "../reading/matcher.ts";
import { thingsNamed } from "../reading/notice.ts";
import type { Said } from "../reading/said.ts";
import { REPLIES_MAX, VALUE_LENGTH_MAX } from "../state/limits.ts";
import { clean } from "../state/utterance.ts";
import { callPerson, type Draft, sending, setValue } from "../turn/draft.ts";
import { render } from "../words/text.ts";
import { countTold, tellOnce, timesTold } from "../words/told.ts";
import { takeEffect } from "./actions.ts";

/** What is answered where the conversation stands. */
export interface Reply {
  /** Of the turn. */
  readonly rule: string;
  readonly text: string;
  /** The open question is left as it is: what was said wants time, not the question again. */
  readonly quiet: boolean;
  readonly location?: ClinicFact["location"];
  readonly route?: Route;
  /** The words of a question that only the team can answer. */
  readonly asked?: string;
}

/**
 * The questions of a message, each with its answer: by a route of the state or the flow that replies, by the clinic's
 * facts, or, where neither knows, by passing the question on. A question that a route leads elsewhere for is not among
 * them: the flow has more to say on it than a sentence.
 */
export function repliesTo(draft: Draft, at: At, said: Said): readonly Reply[] {
  const { state, flow } = draft;
  const asked = [...actsOf(flow, said, "ask:"), ...repliedByForm(draft, at, said)];
  if (asked.length === 0 && isOfSlot(draft, at)) asked.push(...askedInClause(flow, said));
  if (asked.length === 0) return [];
  // A question about another service than the one that is chosen is answered about that one, and changes nothing.
  const own = state.values;
  state.values = { ...own, ...thingsNamed(draft, said) };
  const isUnknown = (act: string) => isNobodys(draft, at, act);
  const [unknown, ...more] = isAnnounced(said) ? [] : asked.filter(isUnknown);
  const answered = asked.filter((act) => act === unknown || !(isUnknown(act) || more.includes(act)));
  const replies = answered.flatMap((act) => askedFurther(draft, act, said) ?? replyTo(draft, { act, ...at }) ?? []);
  state.values = own;
  const words = said.utterance.text;
  return replies
    .slice(0, REPLIES_MAX)
    .map((reply) => (reply.rule === UNKNOWN || keptBy(reply.route) !== undefined ? { ...reply, asked: words } : reply));
}

/** "De manhã, quarta ou sexta. mas é 170 cada um?": a clause asks, and the whole does not say so. */
function askedInClause(flow: Flow, said: Said): readonly string[] {
  const clauses = clausesOf(flow, said).filter(
    ({ utterance: { text } }) => text.includes("?") || ASKS_PRICE.test(text),
  );
  const asked = clauses.flatMap((clause) =>
    actsOf(flow, clause, "ask:").filter((act) => sureOf(clause, act) >= CLAUSE_FROM),
  );
  if (asked.length === 0 && clauses.some(({ utterance: { text } }) => EACH_PRICE.test(text))) return ["ask:price"];
  return [...new Set(asked)].slice(0, 1);
}
/** "170 cada um?", "¿180 por sesión?" */
const EACH_PRICE =
  /\d{2,4}(?: reais| reales)? (?:cada|por (?:sess|pessoa|crian|persona|niñ)|each|per |pros? dois|pelos dois|pra os dois|for both)[^?]*\?/iu;
const CLAUSE_FROM = 0.8;
/** Where a value of the booking is asked for, the rest of the message is its answer. */
const isOfSlot = ({ flow }: Draft, { step }: At): boolean =>
  Object.hasOwn(flow.head.slots ?? {}, flow.state(step)?.asks ?? "");
const ASKS_PRICE =
  /(?<!\p{L})(?:(?:me )?(?:diz|fala|diga|dime|tell me) (?:o |el |the )?(?:pre[çc]o|valor|precio|price)|(?:quanto|qto|cu[áa]nto) (?:q(?:ue)? )?(?:é|eh|fica|custa|sale|cuesta)|how much)(?!\p{L})/iu;

/** Wishes that a form tells and a route only replies to: they are heeded beside whatever else is said, "sim, mas não mandem nada depois das 18h". */
function repliedByForm(draft: Draft, { here }: At, { understanding }: Said): readonly string[] {
  const acts = understanding?.reading?.acts.filter(({ act, byForm }) => byForm && act.startsWith("request:")) ?? [];
  const isReply = (act: string) => {
    const found = routeFor(draft, here.routes, act) ?? routeFor(draft, draft.flow.head.routes, act);
    return found?.route.reply !== undefined;
  };
  return acts.map(({ act }) => act).filter(isReply);
}

interface At {
  readonly step: string;
  readonly here: Pick<State, "routes">;
}

/** "¿Y cómo es lo del valor social?", behind the sentence that tells of it: saying it again would be no answer, so the team gives one. */
function askedFurther(draft: Draft, act: string, { plain: words }: Said): Reply | null {
  const topic = act.slice("ask:".length);
  const isFact = draft.flow.definition.facts?.[topic] !== undefined;
  if (!isFact || timesTold(draft, `fact:${topic}`) === 0 || !FURTHER.test(words)) return null;
  const text = tellOnce(draft, "engine.fact-more");
  return text === "" ? unknownReply(draft) : { rule: UNKNOWN, text, quiet: false };
}
const FURTHER =
  /(?:^| )(?:como (?:e|eh|es|faz|faco|fa[cz]o|hago|se|funciona|seria|consigo|consigue[sn]?|consiguo|puedo|posso|pra|para)|how (?:does|do|can|would)|explic[a-z]+|explain|detalh[a-z]+|detail[a-z]*|quem (?:tem|pode)|quien(?:es)? (?:puede|tiene)[a-z]*|who (?:can|gets|qualifies)|criteri[a-z]+|requisit[a-z]+|requirements?|qualify|inscri[a-z]+|apply|preciso (?:de|ter|levar|comprovar)|necesito (?:tener|llevar))(?: |$)/;

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

/** The answer to one question, or null where the flow leads on with it. */
export function replyTo(draft: Draft, { act, step, here }: At & { readonly act: string }): Reply | null {
  const { flow, state } = draft;
  const own = routeFor(draft, here.routes, act);
  const found = own ?? routeFor(draft, flow.head.routes, act);
  if (found) {
    const { route, index } = found;
    if (route.reply === undefined) return null;
    const rule = `${own ? step : "flow"}:${routeId(route, index)}`;
    return { rule, text: render(draft, route.reply), quiet: route.quiet === true, route };
  }
  const topic = act.slice("ask:".length);
  const fact = flow.definition.facts?.[topic];
  const text = fact && (fact.say[state.language] ?? fact.say[flow.head.languages[0]!]);
  if (fact && text) return { rule: `fact:${topic}`, text, quiet: false, location: fact.location };
  return flow.definition.facts ? unknownReply(draft) : null;
}

/** What nobody here knows is passed on. */
export function unknownReply(draft: Draft, asked?: string): Reply {
  const text = tellOnce(draft, "engine.fact-unknown") || render(draft, "engine.fact-unknown-again");
  return { rule: UNKNOWN, text, quiet: false, ...(asked === undefined ? {} : { asked }) };
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
  for (const { rule, route, asked } of replies) {
    draft.visited.push(rule);
    if (rule.startsWith("fact:") && rule !== UNKNOWN) countTold(draft, rule);
    const into = keptBy(route);
    if (into !== undefined && asked !== undefined) setValue(draft, into, asked);
    if (route) takeEffect(draft, route);
    // The question is for the team alone, and not kept beside what is learned.
    if (into !== undefined) delete draft.state.values[into];
    const more = asked === undefined ? {} : { question: clean(asked, VALUE_LENGTH_MAX) };
    if (rule === UNKNOWN) callPerson(draft, draft.flow.head.team, "question", { more });
  }
  return [...new Set(replies.map(({ text }) => text))].join("\n\n").slice(0, CAPTION_LENGTH_MAX);
}

/** Places on the map, after the words that go with them. */
export function sendPins(draft: Draft, replies: readonly Reply[]): void {
  for (const { location } of replies)
    if (location) draft.commands.push({ type: "send-location", ...sending(draft, "bot", false), ...location });
}
