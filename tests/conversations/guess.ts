import type { Persona, PersonaFacts } from "./personas.ts";
import { stands } from "./tap.ts";

/** What an intent stands for among the acts. */
const ACTS_OF_INTENTS: Readonly<Record<string, readonly string[]>> = {
  book_appointment: ["request:book"],
  confirm_appointment: ["request:confirm", "request:when_is_mine", "request:late"],
  reschedule_appointment: ["request:reschedule", "request:cannot_come"],
  cancel_appointment: ["request:cancel", "request:cannot_come"],
  document_request: ["request:document"],
  finance_payment: ["request:pay", "ask:pix_key", "ask:payment", "ask:discount"],
  complaint: ["request:complaint"],
  job_or_vendor: ["request:job"],
  talk_to_human: ["request:human"],
  opt_out: ["request:stop_messages"],
  price_question: ["ask:price"],
  insurance_question: ["ask:insurance"],
  services_question: ["ask:services", "ask:professionals"],
  address_hours_question: ["ask:address", "ask:hours"],
  online_modality_question: ["ask:video"],
};
/** Somebody in danger may have come to book, and who is wary of what becomes of data to know that first. */
const ALSO_CAME_FOR: Readonly<Record<string, string>> = { emergency: "request:book", privacy: "ask:privacy_info" };

const OPTION = "option:";

/** Whether "you want X, is that it?" is right: it is what they came for, what is true, or what they have just asked. */
export function isRightGuess({ goal }: Persona, guess: string, lastSaid: string, facts: PersonaFacts): boolean {
  if (guess.startsWith(OPTION))
    return Object.values(facts).some((value) => value !== undefined && stands(guess, value));
  const acts = ACTS_OF_INTENTS[guess] ?? [guess];
  const cameFor = [`request:${goal}`, `ask:${goal}`, ALSO_CAME_FOR[goal]];
  return acts.some((act) => cameFor.includes(act) || (act.startsWith("ask:") && lastSaid.includes("?")));
}
