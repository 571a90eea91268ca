import type { MessageMissed } from "@acolhe/events";
import { handOff } from "../dialogue/enter.ts";
import { MINUTE_MS } from "../state/limits.ts";
import { adoptAddress, callPerson, type Draft, say } from "../turn/draft.ts";
import { render } from "../words/text.ts";
import { maySpeak } from "./modes.ts";

/*
 * A patient wrote while nobody took webhooks, and the words are only on the clinic's phone. M1: where the bot may speak and
 * it was not long ago, the patient is asked to write again; of an older one a person is told. M2: where a person has the
 * conversation, or has seen the message on the phone, only the team is told. M3: a message that comes after all is answered
 * as any other: before this, nothing is asked for; after it, nothing is apologised for twice.
 */
export function onMissed(draft: Draft, event: MessageMissed): string {
  const { state, flow, now } = draft;
  const { lateMinutes, uselessMinutes } = flow.head.limits;
  adoptAddress(draft, event.address);
  const text = render(draft, "engine.missed");
  if (event.unread === 0 || !maySpeak(draft) || text === "") {
    callPerson(draft, flow.head.team, "missed-message");
    return "missed:told-team";
  }
  // M3: a conversation that stands nowhere has had no message yet, whatever made its state.
  if (state.step !== null && state.lastActivityAt >= event.receivedAt) return "missed:came";
  if (now - event.at >= uselessMinutes * MINUTE_MS)
    return handOff(draft, "missed-message", render(draft, "engine.late"));
  if (state.lateNotedAt !== null && now - state.lateNotedAt < lateMinutes * MINUTE_MS) return "missed:again";
  state.lateNotedAt = now;
  say(draft, text);
  return "missed";
}
