import { DANGER_WORDS_LENGTH_MAX, type Language } from "@acolhe/events";
import { calmingIn } from "../reading/calming.ts";
import { actsOf } from "../reading/heard.ts";
import { matchesAct } from "../reading/matcher.ts";
import type { Said } from "../reading/said.ts";
import { isGoodNews, tellsOfGraver } from "../reading/worsening.ts";
import { aboutOf } from "../state/danger-about.ts";
import { EMERGENCY_QUIET_MS, VALUE_LENGTH_MAX } from "../state/limits.ts";
import type { Whose } from "../state/state.ts";
import { clean, plain } from "../state/utterance.ts";
import { callPerson, type Draft, say, setValue } from "../turn/draft.ts";
import { dangerNote } from "../words/danger-note.ts";
import { paragraphs, render } from "../words/text.ts";
import { countTold, timesTold } from "../words/told.ts";
import { asksForPerson } from "./global-words.ts";
import { giveReplies, repliesTo } from "./replies.ts";
import { WORDED_ALIKE } from "./worded-alike.ts";

/*
 * After the numbers were given whoever writes on gets a short sentence each time, that fits what they say, who is in danger and
 * of what kind, or the answer to what they ask. No sentence comes twice until all are said; silent the bot is only where a person is.
 */

/** Answers to what is said in an emergency, by the list whose phrases it holds; the first that was not given yet. */
const ANSWERS = [
  ["who-to-call", ["emergency-call"]],
  ["not-waking", ["emergency-not-waking"]],
  ["not-answering", ["emergency-unreached"]],
  ["help-for-this", ["emergency-for-this"]],
  ["how-long", ["emergency-how-long"]],
  ["in-secret", ["emergency-in-secret"]],
  ["help-late", ["emergency-late"]],
  ["help-here", ["emergency-here"]],
  ["help-coming", ["help-coming", "help-coming-2"]],
  ["cannot-call", ["emergency-cannot-call"]],
  ["with-them", ["emergency-with"]],
  ["near-me", ["emergency-near"]],
  ["what-to-do", ["emergency-what-to-do"]],
  ["better-now", ["emergency-better"]],
] as const;
/** Lists that somebody else's body is told of by: "queria não acordar" is a wish. */
const OF_OTHERS: ReadonlySet<string> = new Set(["not-waking", "not-answering"]);
/** Who is persecuted says of others that they are coming. */
const COMING = "help-coming";
const THANKS = "emergency-thanks";
const NEAR = "near-me";
/** What is asked: a question tells of no help that came or was called, "o samu vem pra isso?". */
const ASKED: ReadonlySet<string> = new Set(["who-to-call", "in-secret", "what-to-do"]);
/** Questions alone: "o samu vem" without a mark tells that it does. */
const ASKED_MARKED: ReadonlySet<string> = new Set(["help-for-this", "how-long"]);

/** What is told of how it goes on, and of no other danger, whatever its words begin elsewhere: "liguei no samu, eles estão vindo". */
const GOES_ON = [
  ...(["not-waking", "not-answering", "help-late", "help-here", "help-coming", "cannot-call"] as const),
  ...(["with-them", "near-me", "better-now"] as const),
];
export const tellsHowItGoes = ({ flow }: Draft, said: string): boolean =>
  !threatens(said) && GOES_ON.some((list) => flow.words.holds(list, withoutDenied(said)));

/** Help is there, and nothing speaks against it: whatever "eles chegaram, levaram ele" sounds like by itself. */
export const tellsOfHelp = ({ flow }: Draft, said: string): boolean =>
  !threatens(said) &&
  (["help-here", "better-now"] as const).some((list) => flow.words.holds(list, withoutDenied(said))) &&
  !(["not-waking", "not-answering", "help-late", "cannot-call"] as const).some((list) => flow.words.holds(list, said));

/** "Meu marido tá na sala com a faca": who is near is the danger, and nobody to be called. In plain form. */
export const threatens = (said: string): boolean => THREAT.test(said);
const THREAT =
  /(?:^| )(?:facas?|facao|armas?|armad[oa]|revolver|pistola|cuchillo|kni(?:fe|ves)|gun|matar|matou|mata|kill(?:ing|s)?|bat(?:e|eu|endo|er|ia|ido)|espanc[a-z]+|agred[a-z]+|agress[a-z]+|golpe[a-z]*|peg(?:a|o|ando|arme)|hit(?:s|ting)?|beat(?:s|ing)?|amea[a-z]+|amenaz[a-z]+|threat[a-z]*|medo|miedo|afraid|scared|gritando|quebrando|trancad[oa]|encerrad[oa]|locked)(?: |$)/;

/** "Ainda não liguei pro samu" is no call that was made. */
const withoutDenied = (said: string): string => said.replace(NOT_CALLED, " ").trim();
const NOT_CALLED =
  /(?:^| )(?:nao|n|num|nem|nunca|no|aun|todavia|not|never|haven t|didn t|hasn t)(?: [a-z]+){0,2}? (?:liguei|ligamos|ligou|chamei|chamamos|chamou|llame|llamamos|llamo|called|call|chegou|chegaram|llego|llegaron)(?: (?:n[oa]|pro|pra|para|o|a|el|la|al|the|an))*(?: (?:samu|ambulancia|ambulance|policia|police|bombeiros|bomberos|192|190))?/g;

/** A place that help can be sent to: a street with a number, a flat, a postal code. */
const PLACE =
  /(?:^| )(?:(?:rua|avenida|av|travessa|alameda|estrada|rodovia|praca|calle|carrera|pasaje)(?: [a-z0-9]+){1,6}? \d{1,5}|\d{1,5}(?: [a-z]+){1,3} (?:street|st|road|rd|avenue|ave|lane|drive)|(?:apto|ap|apartamento|bloco|quadra|depto|departamento|apt|flat|unit|casa) \d{1,5}|\d{5} \d{3}|(?:rua|avenida|travessa|alameda|calle) [a-z]{3,})(?: |$)/;
const WHERE = "emergency-where";

/** What else there is to say, in this order. */
const ON = {
  own: ["emergency-again", "emergency-again-2", "emergency-again-3", "emergency-breathe", "emergency-again-4"],
  theirs: ["emergency-theirs", "emergency-theirs-2", "emergency-again-3", "emergency-theirs-3", "emergency-again-4"],
  missing: ["emergency-missing", "emergency-theirs-3", "emergency-again-4"],
} as const;

/** What is told of an emergency. */
interface Told {
  readonly kind: string;
  readonly language?: Language | undefined;
  readonly whose: Whose;
  /** Whose it is by what they put right: "no es otra persona, soy yo". */
  readonly corrected?: Whose | null;
  /** Surely of this kind: what is only a sign of it does not turn an emergency into another one. */
  readonly isSure: boolean;
}

/** The emergency as it is known now. */
export function noteEmergency({ state }: Draft, { kind, language, whose, corrected, isSure }: Told): void {
  const before = state.emergency;
  state.emergency = {
    kind: before && !(isSure && supersedes(kind, before.kind)) ? before.kind : kind,
    language: language ?? before?.language ?? state.language,
    whose: corrected ?? before?.whose ?? whose,
    asked: before?.asked ?? false,
    ...(before?.held ? { held: true } : {}),
  };
}

/**
 * Whether a danger that is told in the midst of another needs other help: an overdose does whatever it was before, and a hurt body where
 * it was none. A sign of the mind, or fear, is a part of what is known: "minha mãe tá com medo" beside a psychosis.
 */
function supersedes(kind: string, before: string): boolean {
  if (kind === before || before === "other" || before === "other_emergency") return kind !== "other";
  if (kind === "overdose" || kind === "missing_person") return true;
  const [now, then] = [aboutOf(kind), aboutOf(before)];
  return now === "body"
    ? kind !== "stroke" && then !== "body"
    : now === "violence" && then === "mind" && before !== "psychosis";
}

/** No word of theirs ends it from here on, only a person. */
export function hold({ state }: Draft): void {
  if (state.emergency) state.emergency = { ...state.emergency, whose: "own", held: true };
}

/** One of the texts of an emergency, in its language and for whose it is. */
export function inEmergency({ state, ...draft }: Draft, key: string, kind?: string): string {
  const { emergency } = state;
  const { whose = "own", language = state.language } = emergency ?? {};
  const of = kind ?? emergency?.kind ?? "other";
  return render({ state, ...draft }, `engine.${key}`, { kind: of, whose, about: aboutOf(of) }, language);
}

type WhatIsSaid = Pick<Said, "plain"> & Partial<Pick<Said, "utterance" | "understanding">>;

/**
 * A word to whoever writes on: what fits what they say, else the answer to what they ask, else the next there is to say. Where all is
 * said short sentences take turns that tell the way out. Gives back the rule.
 */
export function goOnInEmergency(draft: Draft, said: WhatIsSaid): string {
  const { state, now } = draft;
  const thanks = draft.flow.words.only(["thanks"], said.plain) ? [THANKS] : [];
  // Thanks want no sentence about something else.
  if (thanks.length > 0 && timesTold(draft, THANKS) > 0) return "handed-over:danger";
  const fitting = [
    ...[...takesLeave(draft, said), ...notePlace(draft, said), ...graverIn(draft, said), ...safeIn(draft, said)],
    ...[...fittingIn(draft, said), ...thanks],
  ];
  // Whom to call is said as often as it is asked.
  const isNew = (key: string) => (key === CALL || timesTold(draft, key) === 0) && inEmergency(draft, key) !== "";
  const fit = fitting.find(isNew);
  const answered = fit === undefined ? answeredIn(draft, said) : "";
  const key = answered === "" ? (fit ?? nextOn(draft).find(isNew) ?? again(draft)) : undefined;
  // A wish beside what is told of the danger is heard as well.
  const wish = fit === undefined ? undefined : fitting.find((one) => one !== fit && WISHES.has(one) && isNew(one));
  const keys = [key, wish].filter((one) => one !== undefined);
  const texts = [answered, ...keys.map((one) => inEmergency(draft, one))];
  if (texts.every((text) => text === "")) return "handed-over:danger";
  for (const one of keys) countTold(draft, one);
  // "Já deixei escrito para a equipe": that help comes, or is there, is told to it.
  if (keys.some((one) => HELPED.has(one))) tellTeam(draft, said);
  state.handedOver = { ...state.handedOver!, notedAt: now };
  // What is scrolled away helps no more: a number stands in each answer, but where help is there or called.
  const isNumbered =
    texts.some((text) => /\*\d{3}\*/.test(text)) || [...HELPED].some((one) => timesTold(draft, one) > 0);
  say(draft, paragraphs([...texts, isNumbered ? "" : inEmergency(draft, "emergency-number")]), "system");
  return "handed-over:danger-noted";
}

const CALL = "emergency-call";
const HELPED: ReadonlySet<string> = new Set(["help-coming", "help-coming-2", "emergency-here", "emergency-better"]);

/** Whether a clause of it makes the danger graver. */
const isGraverNow = ({ state: { emergency } }: Draft, { plain: said, utterance }: WhatIsSaid): boolean =>
  tellsOfGraver(utterance?.text ?? said, emergency?.kind ?? "other");

/** What gets worse is told to the team, once a message, and answered with whom to call. */
function graverIn(draft: Draft, said: WhatIsSaid): readonly string[] {
  if (!isGraverNow(draft, said)) return [];
  tellTeam(draft, said);
  return ["emergency-worse", CALL];
}

/** How it goes on, in the patient's words; once a message. */
function tellTeam(draft: Draft, said: WhatIsSaid): void {
  if (!draft.commands.some(({ type }) => type === "request-handoff")) callTeam(draft, noteOf(draft, said));
}

const callTeam = (draft: Draft, more: Readonly<Record<string, string>>): void =>
  callPerson(draft, draft.flow.head.urgentTeam, "red-flag", { priority: "urgent", more });

const noteOf = ({ state: { emergency } }: Draft, said: WhatIsSaid) =>
  dangerNote({
    kind: emergency?.kind ?? "other",
    words: clean(said.utterance?.text ?? said.plain, DANGER_WORDS_LENGTH_MAX),
  });

/** What was done against it is good to hear; the danger stands until it is said to be over. */
const safeIn = ({ state: { emergency } }: Draft, { plain: said }: WhatIsSaid): readonly string[] =>
  aboutOf(emergency?.kind ?? "other") === "violence" && isGoodNews(said) && !threatens(said) ? ["emergency-safe"] : [];

const WISHES: ReadonlySet<string> = new Set(["emergency-wish", "emergency-person"]);

/** What there is to say to the words themselves, by the flow's lists; a question tells of nothing that happened. */
function fittingIn(draft: Draft, said: WhatIsSaid): readonly string[] {
  const { flow } = draft;
  const told = withoutDenied(sentencesIn(said, (sentence) => !sentence.includes("?")));
  const asked = sentencesIn(said, (sentence) => sentence.includes("?"));
  const isThreat = threatens(said.plain);
  const isGrave = isGraverNow(draft, said);
  const { kind = "other", whose } = draft.state.emergency ?? {};
  const isAlike = aboutOf(kind) === "mind" && whose === "own";
  const isMissing = aboutOf(kind) === "missing";
  const fits = (list: (typeof ANSWERS)[number][0]) =>
    flow.words.holds(list, ASKED.has(list) ? said.plain : ASKED_MARKED.has(list) ? asked : told) &&
    !(list === NEAR && isThreat) &&
    !(list === COMING && isGrave && aboutOf(kind) === "violence") &&
    !(isAlike && (OF_OTHERS.has(list) || (kind === "psychosis" && list === COMING))) &&
    !(isMissing && !ASKED.has(list) && !ASKED_MARKED.has(list));
  const wished = isGrave ? [] : wishedIn(draft, said);
  return [...ANSWERS.flatMap(([list, keys]) => (fits(list) ? keys : [])), ...wished];
}

/** Those of its sentences that fit, in plain form. */
const sentencesIn = ({ utterance, plain: said }: WhatIsSaid, fits: (sentence: string) => boolean): string =>
  plain(
    (utterance?.text ?? said)
      .split(/(?<=[.!?…\n])/u)
      .filter(fits)
      .join(" "),
  );

/** What else there is to say, in this order; who cannot breathe is helped to first. */
function nextOn({ state: { emergency } }: Draft): readonly string[] {
  const { whose = "own", kind = "other" } = emergency ?? {};
  if (aboutOf(kind) === "missing") return ON.missing;
  return whose === "own" && BREATHLESS.has(kind) ? ["emergency-breathe", ...ON.own] : ON[whose];
}
const BREATHLESS: ReadonlySet<string> = new Set(["breathing", "chest_pain"]);

/** The one of the last sentences that was said least often; every so often the first there was, where a flow has none of them. */
function again(draft: Draft): string | undefined {
  const left = STILL.filter((key) => inEmergency(draft, key) !== "");
  if (left.length > 0) return left.toSorted((a, b) => timesTold(draft, a) - timesTold(draft, b))[0];
  const { notedAt } = draft.state.handedOver!;
  return notedAt === null || draft.now - notedAt >= EMERGENCY_QUIET_MS ? nextOn(draft)[0] : undefined;
}
const STILL = ["emergency-still", "emergency-still-2"] as const;

/** Who takes leave is stayed with, and the team is called once more. */
function takesLeave(draft: Draft, said: WhatIsSaid): readonly string[] {
  const { emergency } = draft.state;
  const about = aboutOf(emergency?.kind ?? "other");
  if (!emergency || about === "body" || about === "violence") return [];
  const { isFarewell, takesBack, isOver, denies } = calmingIn(said.utterance?.text ?? said.plain, emergency.kind);
  if (!isFarewell) return emergency.held && (takesBack || isOver || denies) ? ["emergency-held"] : [];
  hold(draft);
  callTeam(draft, noteOf(draft, said));
  return ["emergency-farewell"];
}

/** A wish, for a person or for anything else, is said to be heard; the team reads it, and it is taken up when the alarm is over. */
function wishedIn(draft: Draft, { utterance, understanding, ...rest }: WhatIsSaid): readonly string[] {
  const { state, flow } = draft;
  if (utterance === undefined || understanding?.reading == null || understanding.reading.danger) return [];
  const said = { ...rest, utterance, understanding };
  if (asksForPerson(draft, said)) return ["emergency-person"];
  const leads = (act: string) => flow.head.routes.some(({ on, goto }) => goto !== undefined && matchesAct(on, act));
  const acts = [...actsOf(flow, said, "request:"), ...actsOf(flow, said, "ask:")];
  const act = acts.find((one) => leads(one) && !WORDED_ALIKE.test(one));
  if (act === undefined) return [];
  setValue(draft, "wish", act);
  const remarks = clean(`${state.values.remarks ?? ""} ${utterance.text}`, VALUE_LENGTH_MAX);
  callTeam(draft, { ...dangerNote({ kind: state.emergency?.kind ?? "other" }), remarks });
  return ["emergency-wish"];
}

/** What is asked beside the danger, where it is known or can be passed on. */
function answeredIn(draft: Draft, { utterance, understanding, ...rest }: WhatIsSaid): string {
  if (utterance === undefined || understanding?.reading == null || understanding.reading.danger) return "";
  const at = { step: draft.flow.head.start, here: {} };
  return giveReplies(draft, repliesTo(draft, at, { ...rest, utterance, understanding }));
}

/** Where help is needed was asked for: the team gets it at once. */
function notePlace(draft: Draft, { plain, utterance }: WhatIsSaid): readonly string[] {
  if (!PLACE.test(plain)) return [];
  const { kind = "other" } = draft.state.emergency ?? {};
  callTeam(draft, { danger: kind, whereabouts: clean(utterance?.text ?? plain, VALUE_LENGTH_MAX) });
  return [WHERE];
}

/** Nothing came for some minutes: asked once how it is, never where somebody else may read it. */
export function askAfterSilence(draft: Draft, isLate: boolean): string {
  const { state } = draft;
  state.emergency = { ...state.emergency!, asked: true };
  if (!isLate) say(draft, inEmergency(draft, "emergency-silence"), "system");
  return "nudge:emergency";
}
