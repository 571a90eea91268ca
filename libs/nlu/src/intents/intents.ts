/** Everything a message can want. The order is that of the columns of the trained weights. */
export const INTENTS = [
  "greeting",
  "book_appointment",
  "confirm_appointment",
  "reschedule_appointment",
  "cancel_appointment",
  "price_question",
  "insurance_question",
  "services_question",
  "address_hours_question",
  "online_modality_question",
  "talk_to_human",
  "document_request",
  "finance_payment",
  "complaint",
  "job_or_vendor",
  "opt_out",
  "thanks_bye",
  "yes",
  "no",
  "unknown",
] as const;
export type Intent = (typeof INTENTS)[number];
