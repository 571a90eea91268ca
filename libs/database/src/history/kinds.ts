/** The closed sets of words that columns of the read side hold. The projector writes no others; what reads them says so. */
export const CONVERSATION_MODES = ["bot", "human", "paused"] as const;
export type ConversationMode = (typeof CONVERSATION_MODES)[number];

export const MESSAGE_AUTHORS = ["patient", "bot", "attendant", "phone", "system", "other-system"] as const;
export type MessageAuthor = (typeof MESSAGE_AUTHORS)[number];

export const MESSAGE_KINDS = [
  ...(["text", "image", "audio", "video", "document", "sticker", "location", "contact-card", "card"] as const),
  ...(["button-reply", "list-reply", "poll", "poll-vote", "reaction", "call", "unknown"] as const),
  ...(["buttons", "list", "link", "contact"] as const),
] as const;
export type MessageKind = (typeof MESSAGE_KINDS)[number];

export const DELIVERY_STATUSES = [
  ...(["refused", "held", "accepted", "sent", "failed", "superseded", "expired", "given-up"] as const),
  ...(["received", "read", "played"] as const),
] as const;
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];

export const HANDOFF_PRIORITIES = ["urgent", "high", "normal", "low"] as const;
export type HandoffPriority = (typeof HANDOFF_PRIORITIES)[number];

export const SETTLED_AS = ["sent", "sent-once-more", "given-to-person"] as const;
export type SettledAs = (typeof SETTLED_AS)[number];

export const TURN_LANES = ["reply", "proactive", "bulk", "quiet"] as const;
export type TurnLane = (typeof TURN_LANES)[number];

export const TURN_OUTCOMES = ["advanced", "parked", "deferred", "resumed", "forwarded"] as const;
export type TurnOutcome = (typeof TURN_OUTCOMES)[number];
