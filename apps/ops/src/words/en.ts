import { itemsEn } from "./items-en.ts";
import type { Words } from "./words.ts";

const SILENT = {
  human: "a person had the conversation",
  paused: "the bot was paused in this conversation",
  "bot-off": "the bot was switched off for the clinic",
  "opted-out": "the patient had asked for no more messages of the bot",
  parked: "the bot could not handle the message and parked the conversation; a person was called",
  deferred: "the conversation was parked: the message waits until it is resumed",
  merged: "this contact goes on in another conversation of the same person",
} as const;

const CONTROL = {
  "takeover-started": "a person took the conversation over",
  "bot-paused": "the bot was paused",
  "bot-stopped": "the patient asked for no more messages",
  "merged-into": "the conversation was merged into another",
  "known-before-start": "the clinic already wrote with this contact before the bot",
  "returned-to-bot": "the conversation was given back",
  "contact-resumed": "the conversation was resumed",
  unmerged: "a merge was undone",
} as const;

const LEFT_OUT = {
  dropped: "an operator dropped it",
  observing: "the bot only observed",
  "bot-off": "the bot had been switched off",
} as const;

export const en: Words = {
  items: itemsEn,
  headings: { why: "WHY", now: "NOW", next: "DO", chain: "CHAIN" },
  cause(cause, { time, span }) {
    switch (cause.kind) {
      case "nothing-came":
        return cause.logBegins === null
          ? "Nothing of this contact is in the log."
          : `Nothing came in before that time; the log of this contact begins at ${time(cause.logBegins)}.`;
      case "undecided":
        return `It is in the log since ${time(cause.since)}, and no decision was made yet: the worker is behind, or it is down.`;
      case "gathering":
        return `The bot still waits for more words before it answers${cause.due === null ? "" : `, until ${time(cause.due)}`}.`;
      case "silent":
        return `No reply, because ${SILENT[cause.because]}${cause.since === null ? "" : ` since ${time(cause.since)}`}${cause.by ? ` (from ${cause.by})` : ""}.`;
      case "no-answer-needed":
        return `The rule ${cause.rule} says nothing to the patient.`;
      case "taken-over":
        return `An answer was ready, but ${CONTROL[cause.by]} at ${time(cause.at)}${cause.source ? ` (from ${cause.source})` : ""}, before it left: it was held back.`;
      case "expired":
        return `The answer was ready, but it was ${span(cause.waitedMs)} old before it could leave, too old to help: it expired.${cause.offLine ? ` The number was off line from ${time(cause.offLine.from)}${cause.offLine.to === null ? " and still is" : ` to ${time(cause.offLine.to)}`}.` : ""}`;
      case "failed":
        return `The gateway did not deliver the answer${cause.code ? ` (${cause.code})` : ""}.`;
      case "retrying":
        return `The gateway refused the answer ${cause.tries} times so far${cause.code ? ` (${cause.code})` : ""}; it is tried again.`;
      case "unknown":
        return `The gateway's reply was lost at ${time(cause.since)}: it is not known whether the patient got the answer. It is not sent again blindly.`;
      case "left-out":
        return `An answer was decided and not sent, because ${LEFT_OUT[cause.by]}.`;
      case "given-to-person":
        return "It was not known whether the answer arrived, and a person was called to find out.";
      case "not-sent-yet":
        return `The answer is decided since ${time(cause.since)} and has not left${cause.offLine ? `: the number is off line since ${time(cause.offLine.from)}` : ": the sender is behind, paced, or down"}.`;
      case "answered":
        return `It was answered after ${span(cause.afterMs)}${cause.spooledMs === undefined ? "" : `, ${span(cause.spooledMs)} of which the words waited at ingress for the broker`}${cause.onceMore ? ", sent once more because the first outcome stayed unknown" : ""}; ${cause.receipt === null ? "the gateway took it, and no receipt came yet" : `the last receipt says ${itemsEn.receipt[cause.receipt]}`}.`;
    }
  },
  standing(standing, { time }) {
    if (standing === null) return "Nothing was decided yet.";
    if (standing.parked) return "The conversation is parked: it waits to be resumed.";
    if (standing.mode === "paused") return "The bot is paused here until it is returned.";
    if (standing.mode === "human") return "A person has the conversation; the bot is silent.";
    if (standing.optedOut) return "The patient wants no messages of the bot.";
    if (standing.handedOverAt !== null)
      return `The team was called at ${time(standing.handedOverAt)}, and no person has written since; the bot answers facts.`;
    return "The bot answers.";
  },
  writeToPatient: "Write to the patient from the panel or the phone: the bot does not repeat it.",
};
