import { isAsked } from "../dialogue/concern.ts";
import { openSession } from "../dialogue/first-words.ts";
import { type Interrupt, interrupt, isUrgent } from "../dialogue/interrupts.ts";
import { saidOf } from "../reading/said.ts";
import type { Utterance } from "../state/utterance.ts";
import type { Draft } from "../turn/draft.ts";
import { maySpeak } from "./modes.ts";

interface Heard {
  readonly utterance: Utterance;
  /** Whether a question of the bot's makes sense: it may speak here, and the words are not those of hours ago. */
  readonly mayAsk: boolean;
}

/** What acts in every mode. Of a danger that is perhaps none only the team is told where the bot may not ask. */
export function interruptedBy(draft: Draft, found: Interrupt | null, { utterance, mayAsk }: Heard): string | null {
  if (found === null) return null;
  const { state, flow, facts } = draft;
  const isNew = found.what === "danger" && state.step === null && !state.handedOver && maySpeak(draft);
  const asks = mayAsk && flow.head.concern !== undefined && !isAsked(draft, flow.head.concern);
  // A session that begins with it keeps what else the message says, and nothing of the one before.
  if (isNew && (asks || isUrgent(found))) {
    openSession(draft, saidOf(utterance, facts.understanding));
    if (isUrgent(found)) forgetThings(draft);
  }
  return interrupt(draft, found, { said: saidOf(utterance, facts.understanding), mayAsk });
}

/** "Tomou uma cartela de remédio" asks for no prescription: of things that are named in a danger only those of an appointment count. */
function forgetThings({ state, flow }: Draft): void {
  const { notice, slots = {} } = flow.head;
  for (const [value, source] of Object.entries(notice))
    if (typeof source === "string" && !Object.hasOwn(slots, value)) delete state.values[value];
}
