/** What may have been asked when a message came; `start` is before any question. */
export const QUESTIONS = [
  ...["start", "name", "name_confirmation", "menu", "for_whom", "patient_name", "birth_date", "relation", "service"],
  ...["modality", "insurance", "preference", "summary", "appointment", "anything_else", "waiting"],
] as const;

const TOPICS = [
  ...["price", "insurance", "address", "map", "parking", "hours", "video", "slots", "how", "services", "professionals"],
  ...["payment", "pix_key", "discount", "cancel_policy", "confidential", "access", "tax", "bot", "company"],
  ...["privacy_info", "why", "when_answer", "other"],
] as const;
const WISHES = [
  ...["book", "reschedule", "cancel", "confirm", "when_is_mine", "late", "arrived", "video_link"],
  ...["change_professional", "pause_treatment", "end_treatment", "document", "pay", "complaint", "complaint_legal"],
  ...["job", "vendor", "human", "waiting_list", "language:pt", "language:es", "language:en", "stop_messages"],
  ...["privacy", "quiet_hours", "wrong_number", "menu", "back", "repeat", "slower"],
] as const;
const SOCIAL = ["greeting", "thanks", "bye", "apology", "laugh", "grief", "anger", "chat"] as const;

/** Everything a message can do. The order is that of the outputs of the trained weights. */
export const ACTS: readonly string[] = [
  ...["answer", "correct", "refuse", "defer", "dont_know", "story", "unrelated", "other"],
  ...TOPICS.map((topic) => `ask:${topic}`),
  ...WISHES.map((wish) => `request:${wish}`),
  ...SOCIAL.map((kind) => `social:${kind}`),
];

/** Slots that take one of a closed set of values. */
export const SLOT_VALUES: Readonly<Record<string, readonly string[]>> = {
  for_whom: ["self", "child", "relative", "several"],
  relation: ["mother", "father", "grandparent", "guardian", "spouse", "child", "sibling", "professional", "other"],
  service: [
    ...["individual", "couple", "child", "assessment", "psychiatry", "speech", "occupational", "parents", "other"],
  ],
  modality: ["clinic", "video", "either"],
  insurance: ["private", "plan"],
  yes_no: ["yes", "no"],
  appointment: ["confirm", "move", "cancel"],
  preference: ["any"],
};
export const VALUES: readonly string[] = Object.entries(SLOT_VALUES).flatMap(([slot, values]) =>
  values.map((value) => `${slot}:${value}`),
);

/** Dangers, the gravest first. */
export const DANGER_KINDS = [
  ...["overdose", "chest_pain", "stroke", "child_danger", "breathing", "other_emergency", "harm_to_others"],
  ...["violence", "self_harm", "psychosis"],
] as const;
export type DangerKind = (typeof DANGER_KINDS)[number];
