import type { Intent } from "../src/intents/intents.ts";

/** The wish that an act is, in the terms of the twenty intents. What has no single one is missing. */
const INTENTS_OF_ACTS: Readonly<Record<string, Intent>> = {
  "ask:price": "price_question",
  "ask:discount": "price_question",
  "ask:insurance": "insurance_question",
  "ask:address": "address_hours_question",
  "ask:map": "address_hours_question",
  "ask:parking": "address_hours_question",
  "ask:hours": "address_hours_question",
  "ask:access": "address_hours_question",
  "ask:video": "online_modality_question",
  "ask:slots": "book_appointment",
  "ask:how": "services_question",
  "ask:services": "services_question",
  "ask:professionals": "services_question",
  "ask:payment": "finance_payment",
  "ask:pix_key": "finance_payment",
  "ask:bot": "talk_to_human",
  "request:book": "book_appointment",
  "request:waiting_list": "book_appointment",
  "request:reschedule": "reschedule_appointment",
  "request:cancel": "cancel_appointment",
  "request:pause_treatment": "cancel_appointment",
  "request:end_treatment": "cancel_appointment",
  "request:confirm": "confirm_appointment",
  "request:when_is_mine": "confirm_appointment",
  "request:late": "confirm_appointment",
  "request:arrived": "confirm_appointment",
  "request:video_link": "online_modality_question",
  "request:document": "document_request",
  "request:pay": "finance_payment",
  "request:complaint": "complaint",
  "request:complaint_legal": "complaint",
  "request:job": "job_or_vendor",
  "request:vendor": "job_or_vendor",
  "request:human": "talk_to_human",
  "request:stop_messages": "opt_out",
  "request:quiet_hours": "unknown",
  "request:wrong_number": "unknown",
  "social:greeting": "greeting",
  "social:thanks": "thanks_bye",
  "social:bye": "thanks_bye",
  "social:laugh": "unknown",
  "social:chat": "unknown",
  unrelated: "unknown",
};

const INTENTS_OF_ANSWERS: Readonly<Record<string, Intent>> = {
  "yes_no:yes": "yes",
  "yes_no:no": "no",
  "appointment:confirm": "confirm_appointment",
  "appointment:move": "reschedule_appointment",
  "appointment:cancel": "cancel_appointment",
};

/** The intent of a message with these acts and values, or null where the twenty do not say it. */
export function intentOfActs(acts: readonly string[], values: readonly string[]): Intent | null {
  const wishes = acts.filter((act) => act.startsWith("ask:") || act.startsWith("request:"));
  const main = wishes[0] ?? acts[0];
  if (main === "answer")
    return values.map((value) => INTENTS_OF_ANSWERS[value]).find((one) => one !== undefined) ?? null;
  // Pleasantries with something else beside them that is no wish: the rest says what it is.
  if (main?.startsWith("social:") && acts.some((act) => !act.startsWith("social:"))) return null;
  return INTENTS_OF_ACTS[main ?? ""] ?? null;
}

/** The one act that lines of an intent are sure to do; missing where several may be. */
export const ACT_OF_INTENT: Readonly<Partial<Record<Intent, string>>> = {
  greeting: "social:greeting",
  book_appointment: "request:book",
  reschedule_appointment: "request:reschedule",
  price_question: "ask:price",
  insurance_question: "ask:insurance",
  talk_to_human: "request:human",
  document_request: "request:document",
  complaint: "request:complaint",
};

/** Acts that lines of an intent may do. Of all others they are examples of what does not. */
export function actsPossibleFor(intent: Intent): ReadonlySet<string> {
  const possible = new Set(
    Object.entries(INTENTS_OF_ACTS)
      .filter(([, of]) => of === intent)
      .map(([act]) => act),
  );
  for (const act of ALWAYS_POSSIBLE) possible.add(act);
  for (const act of ALSO_POSSIBLE[intent] ?? []) possible.add(act);
  return possible;
}

/** What a line labelled with its wish alone may do besides. */
const ALWAYS_POSSIBLE = [
  ...["answer", "correct", "story", "refuse", "defer", "dont_know", "other", "ask:other"],
  ...[
    "social:greeting",
    "social:thanks",
    "social:bye",
    "social:apology",
    "social:anger",
    "social:chat",
    "social:grief",
  ],
];
const ALSO_POSSIBLE: Readonly<Partial<Record<Intent, readonly string[]>>> = {
  unknown: ["request:privacy", "request:menu", "request:back", "request:repeat", "request:slower", "unrelated"],
  opt_out: ["request:privacy", "request:end_treatment"],
  greeting: ["request:menu"],
  price_question: ["ask:payment", "ask:cancel_policy", "ask:company"],
  insurance_question: ["ask:company", "ask:tax", "ask:price"],
  services_question: ["ask:confidential", "ask:hours", "ask:company", "request:language:es", "request:language:en"],
  finance_payment: ["ask:tax", "ask:discount"],
  document_request: ["ask:tax", "request:privacy"],
  cancel_appointment: ["ask:cancel_policy"],
  talk_to_human: ["request:change_professional", "ask:professionals"],
  complaint: ["request:change_professional", "request:pay"],
  online_modality_question: ["ask:confidential"],
  book_appointment: ["ask:professionals", "ask:services"],
};
