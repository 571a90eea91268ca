import type { Language } from "@acolhe/events";
import type { Said } from "../reading/said.ts";
import { aboutOf } from "../state/danger-about.ts";
import { EMERGENCY_QUIET_MS, VALUE_LENGTH_MAX } from "../state/limits.ts";
import type { Whose } from "../state/state.ts";
import { clean } from "../state/utterance.ts";
import { callPerson, type Draft, say } from "../turn/draft.ts";
import { render } from "../words/text.ts";
import { countTold, timesTold } from "../words/told.ts";

/*
 * After the numbers were given whoever writes on gets a short sentence each time, that fits what they say, who is in danger and
 * of what kind. No sentence comes twice; when all are said there is silence, broken once in a while.
 */

/** Answers to what is said in an emergency, by the list whose phrases it holds; the first that was not given yet. */
const ANSWERS = [
  ["not-waking", ["emergency-not-waking"]],
  ["not-answering", ["emergency-unreached"]],
  ["help-late", ["emergency-late"]],
  ["help-here", ["emergency-here"]],
  ["help-coming", ["help-coming", "help-coming-2"]],
  ["cannot-call", ["emergency-cannot-call"]],
  ["with-them", ["emergency-with"]],
  ["near-me", ["emergency-near"]],
  ["what-to-do", ["emergency-what-to-do"]],
  ["better-now", ["emergency-better"]],
] as const;
const THANKS = "emergency-thanks";
const NEAR = "near-me";

/** What is told of how it goes on, and of no other danger, whatever its words begin elsewhere: "liguei no samu, eles estão vindo". */
const GOES_ON = [
  ...(["not-waking", "not-answering", "help-late", "help-here", "help-coming", "cannot-call"] as const),
  ...(["with-them", "near-me", "better-now"] as const),
];
export const tellsHowItGoes = ({ flow }: Draft, said: string): boolean =>
  !threatens(said) && GOES_ON.some((list) => flow.words.holds(list, withoutDenied(said)));

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
} as const;

/** What is told of an emergency. */
interface Told {
  readonly kind: string;
  readonly language?: Language | undefined;
  readonly whose: Whose;
  /** Surely of this kind: what is only a sign of it does not turn an emergency into another one. */
  readonly isSure: boolean;
}

/** The emergency as it is known now. */
export function noteEmergency({ state }: Draft, { kind, language, whose, isSure }: Told): void {
  const before = state.emergency;
  state.emergency = {
    kind: before && (!isSure || kind === "other") ? before.kind : kind,
    language: language ?? before?.language ?? state.language,
    whose: before?.whose ?? whose,
    asked: before?.asked ?? false,
  };
}

/** One of the texts of an emergency, in its language and for whose it is. */
export function inEmergency({ state, ...draft }: Draft, key: string, kind?: string): string {
  const { emergency } = state;
  const { whose = "own", language = state.language } = emergency ?? {};
  const of = kind ?? emergency?.kind ?? "other";
  return render({ state, ...draft }, `engine.${key}`, { kind: of, whose, about: aboutOf(of) }, language);
}

type WhatIsSaid = Pick<Said, "plain"> & Partial<Pick<Said, "utterance">>;

/** A word to whoever writes on, or silence where all is said. Gives back the rule. */
export function goOnInEmergency(draft: Draft, said: WhatIsSaid): string {
  const { state, flow, now } = draft;
  const { plain } = said;
  const { whose = "own" } = state.emergency ?? {};
  const told = withoutDenied(plain);
  const isThreat = threatens(plain);
  const fitting = [
    ...notePlace(draft, said),
    ...ANSWERS.flatMap(([list, keys]) => (flow.words.holds(list, told) && !(list === NEAR && isThreat) ? keys : [])),
  ];
  const thanks = flow.words.only(["thanks"], plain) ? [THANKS] : [];
  const next = [...fitting, ...thanks, ...ON[whose]].find(
    (key) => timesTold(draft, key) === 0 && inEmergency(draft, key) !== "",
  );
  const { notedAt } = state.handedOver!;
  // Thanks want no sentence about something else.
  const isSilent = thanks.length > 0 && timesTold(draft, THANKS) > 0;
  const isLong = notedAt === null || now - notedAt >= EMERGENCY_QUIET_MS;
  const key = isSilent ? undefined : (next ?? (isLong ? ON[whose][0] : undefined));
  if (key === undefined) return "handed-over:danger";
  countTold(draft, key);
  state.handedOver = { ...state.handedOver!, notedAt: now };
  say(draft, inEmergency(draft, key), "system");
  return "handed-over:danger-noted";
}

/** Where help is needed was asked for: the team gets it at once. */
function notePlace(draft: Draft, { plain, utterance }: WhatIsSaid): readonly string[] {
  if (!PLACE.test(plain)) return [];
  const { kind = "other" } = draft.state.emergency ?? {};
  const more = { danger: kind, whereabouts: clean(utterance?.text ?? plain, VALUE_LENGTH_MAX) };
  callPerson(draft, draft.flow.head.urgentTeam, "red-flag", { priority: "urgent", more });
  return [WHERE];
}

/** Nothing came for some minutes: asked once how it is, never where somebody else may read it. */
export function askAfterSilence(draft: Draft, isLate: boolean): string {
  const { state } = draft;
  state.emergency = { ...state.emergency!, asked: true };
  if (!isLate) say(draft, inEmergency(draft, "emergency-silence"), "system");
  return "nudge:emergency";
}
