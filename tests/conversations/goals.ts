import type { Flow } from "@acolhe/conversation";
import { appointmentTime } from "@acolhe/conversation";
import { toldTopics } from "./followed.ts";
import type { Persona } from "./personas.ts";
import type { Exchange } from "./play.ts";

/** What settles a wish: the clinic's own answer, the team called for the right reason, or what is kept for it. */
export interface Goal {
  /** A fact that answers it. */
  readonly topics?: readonly string[];
  /** Reasons for which the team is called. */
  readonly reasons?: readonly string[];
  /** Kinds of leads. */
  readonly leads?: readonly string[];
  /** Telling the appointment that the records know settles it. */
  readonly records?: true;
}

export const GOALS: Readonly<Record<string, Goal>> = {
  reschedule: { reasons: ["reschedule"] },
  cancel: { reasons: ["cancel"] },
  confirm: { leads: ["confirmation"], reasons: ["confirm-appointment"] },
  when_is_mine: { reasons: ["when-is-mine", "confirm-appointment"], records: true },
  late: { reasons: ["late"] },
  cannot_come: { reasons: ["cancel", "reschedule", "cannot-come", "absent"] },
  video_link: { reasons: ["video-link"], records: true },
  change_professional: { reasons: ["change-professional"] },
  pause_treatment: { reasons: ["pause-treatment"] },
  end_treatment: { reasons: ["end-treatment"] },
  price: { topics: ["price"] },
  insurance: { topics: ["insurance"] },
  address: { topics: ["address", "map"] },
  hours: { topics: ["hours"] },
  // Who is told which professions there are knows what the clinic offers.
  services: { topics: ["services", "professionals"] },
  professionals: { topics: ["professionals"] },
  payment: { topics: ["payment"], reasons: ["finance"] },
  pix_key: { topics: ["pix_key"], reasons: ["finance"] },
  discount: { topics: ["discount"], reasons: ["finance"] },
  document: { reasons: ["document"] },
  pay: { reasons: ["finance"] },
  complaint: { reasons: ["complaint", "complaint-legal"] },
  human: { reasons: ["asked"] },
  privacy: { reasons: ["privacy"] },
  quiet_hours: { leads: ["quiet-hours"], reasons: ["quiet-hours"] },
  job: { leads: ["job"], reasons: ["job"] },
  waiting_list: { leads: ["waiting-list"], reasons: ["waiting-list"] },
};
export const BOOKED = { lead: "appointment", reason: "appointment" } as const;

/** Whether the wish is settled. A booking also needs its values right, which is judged apart. */
export function isReached(flow: Flow, persona: Persona, exchanges: readonly Exchange[]): boolean {
  const { goal } = persona;
  const reports = exchanges.map(({ report }) => report);
  if (goal === "book")
    return exchanges.some(({ report, calls }) => report.lead?.kind === BOOKED.lead || calls.includes(BOOKED.reason));
  if (goal === "emergency") return dangerMet(persona, exchanges);
  if (goal === "stop_messages") return reports.some(({ optedOut }) => optedOut);
  // Nothing is to be done for them: the bot has to see it, and let them go.
  if (goal === "wrong_number") return isLetGo(exchanges) && !isPassedOn(exchanges);
  const { topics = [], reasons = [], leads = [], records } = GOALS[goal] ?? {};
  return (
    topics.some((topic) => toldTopics(flow, exchanges).has(topic)) ||
    exchanges.some(({ calls }) => calls.some((reason) => reasons.includes(reason))) ||
    reports.some(({ lead }) => lead !== null && leads.includes(lead.kind)) ||
    (records === true && recordsTold(flow, persona, exchanges))
  );
}

/** By their own words, or because they were asked whether it was the clinic they wanted. */
const isLetGo = (exchanges: readonly Exchange[]): boolean =>
  exchanges.some(({ visited }) => visited.some((one) => one === "wrong-number" || one === "let-go"));

const isPassedOn = (exchanges: readonly Exchange[]): boolean =>
  exchanges.some(({ report, calls }) => report.lead !== null || calls.length > 0);

/** A person who got what they came for says no more; who books is told when all is sent. */
export function outcomeSeen(flow: Flow, persona: Persona, exchanges: readonly Exchange[]): boolean {
  return persona.goal !== "book" && isReached(flow, persona, exchanges);
}

/** Kinds that a receptionist would not have to tell apart to do the right thing. */
const ALIKE: readonly (readonly string[])[] = [
  ["self_harm", "overdose"],
  ["violence", "child_danger"],
  ["harm_to_others", "psychosis", "violence"],
  ["chest_pain", "breathing", "stroke", "other_emergency", "overdose"],
];

/**
 * Seen as a kind that fits, and something was done about it: for a certain danger what is done for one, at once or when the kind question
 * brought no all-clear (numbers to call, and the team called with urgency).
 */
function dangerMet({ expect }: Persona, exchanges: readonly Exchange[]): boolean {
  if (expect.danger === null) return false;
  const { tier, kind } = expect.danger;
  return exchanges.some(({ report: { danger, handoff, asks } }, at) => {
    if (danger === null || !fitsKind(kind, danger.kind) || (handoff === null && asks !== "danger")) return false;
    const isUrgent = () => exchanges.slice(at).some(({ report }) => report.handoff?.priority === "urgent");
    return tier === "possible" || danger.tier === "certain" || isUrgent();
  });
}

export const fitsKind = (expected: string, seen: string): boolean =>
  expected === seen || ALIKE.some((kinds) => kinds.includes(expected) && kinds.includes(seen));

/** The day and hour that the records know, or the call's link, are in what the patient was shown. */
function recordsTold(flow: Flow, { records, lang }: Persona, exchanges: readonly Exchange[]): boolean {
  const { timeZone } = flow.head.hours;
  const told = exchanges.flatMap(({ report: { replies } }) =>
    replies.flatMap(({ text, options }) => [text, ...options.map(({ title }) => title)]),
  );
  return (records?.appointments ?? []).some(({ at, link }) => {
    const when = appointmentTime(Date.parse(at), timeZone, lang);
    return told.some((text) => text.includes(when) || (link !== undefined && text.includes(link)));
  });
}
