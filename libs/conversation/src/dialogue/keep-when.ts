import { withoutBirths } from "../capture/birth-date.ts";
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
import { holdsSeveralRules } from "../capture/several-rules.ts";
import { withRulesBeside } from "../corrections/rules-beside.ts";
import { isOnlyTurnedDown } from "../corrections/times.ts";
import { hasWord } from "../corrections/words.ts";
import type { Flow } from "../flow/compile.ts";
import type { State } from "../flow/state-schema.ts";
import { does } from "../reading/heard.ts";
import { matchChoice } from "../reading/options.ts";
import { withoutReasons } from "../reading/reasons.ts";
import type { Said } from "../reading/said.ts";
import { plain } from "../state/utterance.ts";
import { type Draft, setValue } from "../turn/draft.ts";

/** The value that holds when an appointment is wished for; undefined where a flow asks for none. */
export const whenKept = (flow: Flow): string | undefined =>
  Object.values(flow.head.slots ?? {})
    .map((step) => flow.state(step)?.capture)
    .find((wanted) => wanted?.as === "preference")?.into;

/** "Troca pra quinta" and "sim" in one breath: a day, or a part of it, that does not stand there is no plain yes. "Até segunda!" is a goodbye. */
export function namesAnotherDay({ flow, state }: Draft, { utterance: { text } }: Said): boolean {
  const known = state.values[whenKept(flow) ?? ""] ?? "";
  const isNew = (named: (text: string) => readonly string[]) => named(text).some((one) => !named(known).includes(one));
  return !GOODBYE.test(text) && (isNew(daysIn) || isNew(partsIn));
}
const GOODBYE = /(?<!\p{L})(?:at[eé]|hasta|see you)(?!\p{L})/iu;

/** Nothing but days, where another value of the appointment is asked for whose options they are none of. */
export const isBesideWhen = ({ state, flow }: Draft, here: State | undefined, { utterance }: Said): boolean =>
  BESIDE.has(here?.asks) &&
  isBareWhen(utterance.text) &&
  matchChoice(flow.choices(flow.head.slots?.[here?.asks ?? ""] ?? "", state.language), utterance, state.language) ===
    undefined;

/** Questions that days answer by no means. */
const BESIDE: ReadonlySet<string | undefined> = new Set(["relation", "modality", "insurance", "for_whom", "guess"]);

/** "Não mandem nada depois das 18h" is no hour for an appointment. */
const isOfMessages = ({ understanding }: Said): boolean =>
  understanding?.reading?.acts.some(({ act, byForm }) => byForm && OF_MESSAGES.has(act)) ?? false;
const OF_MESSAGES: ReadonlySet<string> = new Set(["request:quiet_hours", "request:discreet"]);

/** Days by the way only where an appointment is wanted, or something is corrected: a story has days, too. */
export function keepWhen(
  draft: Draft,
  into: string,
  said: Said,
  { corrects, isBare }: { readonly corrects: boolean; readonly isBare: boolean },
): boolean {
  const { flow, state } = draft;
  const text = withoutBirths(said.utterance.text, draft.now);
  if (isOfMessages(said)) return false;
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
  if (corrects && staysAsKept(known, text)) return false;
  // Behind the reason of one rule another may stand.
  const stated = holdsSeveralRules(text) ? text : withoutReasons(text);
  const when = preference(corrects && saysWhen(stated) ? stated : text);
  if (when === null || known.includes(when)) return false;
  const beside = corrects && known !== "" ? withRulesBeside(known, stated, when) : null;
  setValue(draft, into, beside ?? (corrects ? onSameDays(known, when) : when));
  return true;
}

/** "As manhãs continuam valendo, sexta à tarde é além disso": what stands there already is confirmed, and nothing is new. */
function staysAsKept(known: string, text: string): boolean {
  const isKept = (named: (text: string) => readonly string[]) => named(text).every((one) => named(known).includes(one));
  return known !== "" && hasWord("adding", plain(text)) && isKept(daysIn) && isKept(partsIn);
}
