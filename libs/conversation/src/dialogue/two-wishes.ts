import { ADULT_YEARS, TEEN_YEARS, yearsText } from "../capture/ages.ts";
import { OWN_NAME, withNamesWritten } from "../capture/capture.ts";
import { type Wish, wishesIn } from "../capture/wishes.ts";
import type { State } from "../flow/state-schema.ts";
import { choicesOf } from "../reading/choices.ts";
import { actsOf } from "../reading/heard.ts";
import { matchChoice } from "../reading/options.ts";
import type { Said } from "../reading/said.ts";
import { type Draft, setValue } from "../turn/draft.ts";
import { inSentence } from "../words/in-sentence.ts";
import { paragraphs, render } from "../words/text.ts";
import { tellOnce } from "../words/told.ts";
import { takeEffect } from "./actions.ts";
import { move } from "./enter.ts";
import { feelingIn } from "./feelings.ts";
import { asksForPerson } from "./global-words.ts";
import { keepRemark } from "./remarks.ts";
import { isReview } from "./slots.ts";
import { stay } from "./stay.ts";

/*
 * "Psiquiatra pra mim e psicóloga pra minha filha" are two wishes, and one appointment is asked for at a time. The first is booked, the
 * other is kept in words for the team, and both are said back. Neither is dropped, and no sentence that tells both is anybody's name.
 */

const SERVICE = "service";
const FOR_WHOM = "for_whom";
const PATIENT_NAME = "patient_name";
/** What else is to be booked, as the team reads it. */
const OTHER_WISH = "other_wish";
const BOOKING = "request:book";

/** Takes a message that tells two wishes, and goes on with the first; null where it tells one, or a person is asked for. */
export function twoWishes(draft: Draft, here: State, said: Said): string | null {
  const { asks = "" } = here;
  if (here.urgent || here.end || draft.state.waiting || draft.state.confirming) return null;
  if (!Object.hasOwn(draft.flow.head.slots ?? {}, asks) && !OPEN_TO_WISHES.has(asks)) return null;
  const told = keepWishes(draft, here, said) ?? missesOther(draft, here, said);
  if (told === null || asksForPerson(draft, said)) return null;
  const note = paragraphs([feelingIn(draft, said), told]);
  const next = asks === OWN_NAME ? undefined : choicesOf(draft, whomStep(draft))[0]?.goto;
  if (next === undefined) stay(draft, note);
  else move(draft, next, note);
  return "two-wishes";
}
const OPEN_TO_WISHES: ReadonlySet<string> = new Set([
  ...["name", "menu", "anything_else", "patient_name", "summary", "guess", "correction"],
]);
const whomStep = ({ flow }: Draft): string => flow.head.slots?.[FOR_WHOM] ?? "";

/** Keeps both wishes of a message, the first as if it were the only one, and says them back; null where there are not two. */
export function keepWishes(draft: Draft, here: State | undefined, said: Said): string | null {
  const { flow, state } = draft;
  const step = flow.head.slots?.[SERVICE];
  if (step === undefined || !said.understanding?.reading || said.utterance.optionId !== null) return null;
  if (actsOf(flow, said, "request:").some((act) => !OF_BOOKING.has(act))) return null;
  const services = choicesOf(draft, step).flatMap(({ set, names }) =>
    set[SERVICE] === undefined ? [] : [{ id: set[SERVICE], names }],
  );
  const wishes = wishesIn(withNamesWritten(said.utterance.text, said.understanding), {
    services,
    language: state.language,
    own: state.values[OWN_NAME],
    isAsked: here?.asks === SERVICE,
  });
  const kept = here && wishes.find(({ service }) => service === state.values[SERVICE]);
  const [first, ...others] = kept ? [kept, ...wishes.filter((one) => one !== kept)] : wishes;
  if (!first || others.length === 0) return null;
  take(draft, first);
  keepRemark(draft, said);
  const described = others.map((one) => wishText(draft, one));
  setValue(draft, OTHER_WISH, inSentence(described, state.language));
  setValue(draft, "wish", BOOKING);
  return tellOnce(draft, "engine.two-wishes") || render(draft, "engine.two-wishes-again");
}
/** What may be wished for beside the appointments. */
const OF_BOOKING: ReadonlySet<string> = new Set([BOOKING, "request:human"]);

/** "Falta a psicologia da Bianca": what is read back names it already, and it is said so. */
function missesOther(draft: Draft, here: State, { plain: words, utterance }: Said): string | null {
  const { flow, state } = draft;
  const other = state.values[OTHER_WISH];
  if (other === undefined || !isReview(here.asks) || !MISSED.test(words)) return null;
  const choices = choicesOf(draft, flow.head.slots![SERVICE]!);
  const meant = matchChoice(choices, utterance, state.language)?.label;
  return meant !== undefined && other.includes(meant) ? render(draft, "engine.two-wishes-again") : null;
}
const MISSED =
  /(?:^| )(?:falt(?:a|ou|am|an|ando|o)|cade|onde (?:esta|ta|ficou)|esquec[a-z]+|tambem|tb|tbm|donde (?:esta|quedo)|olvid[a-z]+|tambien|missing|forgot|where s|where is|too|as well|e (?:a|o)|y (?:la|el)|and the|what about)(?: |$)/;

/** What is kept already of the same person stays. */
function take(draft: Draft, wish: Wish): void {
  const { state, flow } = draft;
  const service = choicesOf(draft, flow.head.slots![SERVICE]!).find(({ set }) => set[SERVICE] === wish.service);
  if (service && state.values[SERVICE] !== wish.service) takeEffect(draft, service);
  // Who answered for whom it is, and with all their names, has told that already.
  if (state.values[FOR_WHOM] === "several") return;
  const whom = choicesOf(draft, whomStep(draft)).find(({ means }) => means !== undefined && means === wish.whom);
  const isOther = wish.whom !== null && state.values[FOR_WHOM] !== wish.whom;
  if (whom && isOther) takeEffect(draft, whom);
  // Somebody else than the writer, and not said who: that is asked.
  if (wish.whom === null && wish.called !== null && state.values[FOR_WHOM] === "self") delete state.values[FOR_WHOM];
  if ((state.values[FOR_WHOM] ?? "self") === "self") return;
  if (wish.name !== null && (isOther || state.values[PATIENT_NAME] === undefined))
    setValue(draft, PATIENT_NAME, wish.name);
  if (wish.years !== null && wish.years < ADULT_YEARS)
    setValue(draft, wish.years < TEEN_YEARS ? "small_age" : "teen_age", yearsText(wish.years, state.language));
}

/** "Psicoterapia individual para Bianca (15)" */
function wishText(draft: Draft, { service, whom, called, years }: Wish): string {
  const choice = choicesOf(draft, draft.flow.head.slots![SERVICE]!).find(({ set }) => set[SERVICE] === service);
  const who = called === null ? (whom ?? "unsaid") : "named";
  const age = years === null || whom === "self" ? "" : ` (${years})`;
  return render(draft, "engine.wish", { what: choice?.label ?? service, whom: who, called: `${called ?? ""}${age}` });
}
