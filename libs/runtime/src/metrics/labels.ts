/**
 * Every label that a metric may have, with what keeps its values few. A value that follows from what people write or
 * who they are has no place here: it would grow without end, and be personal data.
 */
export const LABELS = {
  answer: "answers of a closed list in the code",
  as: "endings of a closed list in the code",
  by: "events and controls of the registry",
  channel: "the clinic's numbers",
  code: "codes of a closed list",
  consumer: "consumers of the streams: a handful, and five a number",
  done: "true, or false where there was nothing left to do",
  evidence: "evidence of a closed list in the code",
  how: "ways of a closed list in the code",
  kind: "kinds of webhooks",
  lane: "reply, proactive, bulk, quiet",
  learned: "webhook, or comparison",
  meaning: "meanings of a closed list in the code",
  mode: "bot, human, paused",
  order: "operators' orders, of a closed list",
  outcome: "outcomes of a closed list in the code",
  priority: "urgent, high, normal, low",
  process: "services of an installation",
  reason: "reasons of a closed list in the code",
  result: "found, none, failed, not-waited-for",
  route: "routes of the API, as patterns",
  rule: "rules of retention",
  status: "statuses of a closed list, or of HTTP",
  step: "states of the clinic's flow",
  stream: "INBOUND, TURNS, DELIVERY",
  type: "events and controls of the registry",
  what: "messages and notes, by kind",
  why: "causes of a closed list in the code",
} as const;
export type LabelName = keyof typeof LABELS;
