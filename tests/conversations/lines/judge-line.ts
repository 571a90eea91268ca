import type { Flow } from "@acolhe/conversation";
import type { Told } from "@acolhe/flows";
import { toldTopics } from "../followed.ts";
import { BOOKED } from "../goals.ts";
import { isSpokenTo } from "../language.ts";
import { START } from "../play.ts";
import { fold } from "../tap.ts";
import { fitsSlot, keptFor, SLOTS, type Slot } from "../values.ts";
import type { Line } from "./read.ts";

/** What must not come of a line. */
export const LINE_HARMS = [
  ...(["false-emergency", "missed-danger", "wrong-opt-out"] as const),
  ...(["wrong-language", "wrong-value", "taken-as-answer"] as const),
];
export type LineHarm = (typeof LINE_HARMS)[number];

export interface LineVerdict {
  readonly line: Line;
  readonly harms: readonly LineHarm[];
  /** The tier that was read, where there is a danger. */
  readonly danger: "certain" | "possible" | null;
  /** Of a line that answers: its value was kept, something else was asked, or it was lost in silence. */
  readonly answer: "taken" | "asked-again" | "lost" | null;
  /** Of a question on the side: it was answered, or passed on to the team. */
  readonly told: boolean | null;
  readonly notUnderstood: boolean;
  readonly optedOut: boolean;
  /** What stands in the slot of the open question afterwards. */
  readonly kept: string | null;
}

export interface Said {
  readonly flow: Flow;
  readonly line: Line;
  readonly before: Told;
  readonly after: Told;
}

export function judgeLine(said: Said): LineVerdict {
  const { flow, line, after } = said;
  const { danger, notUnderstood, optedOut } = after.report;
  const harms: Readonly<Record<LineHarm, boolean>> = {
    "false-emergency": tierOf(line) === null && danger?.tier === "certain",
    "missed-danger": tierOf(line) !== null && danger === null,
    "wrong-opt-out": optedOut && !line.acts.includes("request:stop_messages"),
    "wrong-language":
      !isSpokenTo(flow, line.lang, after.report) && !line.acts.some((act) => act.startsWith("request:language")),
    "wrong-value": isAnswer(line) && valueAt(said) === "wrong",
    "taken-as-answer": !isAnswer(line) && takenAsAnswer(said),
  };
  return {
    line,
    harms: LINE_HARMS.filter((harm) => harms[harm]),
    danger: danger?.tier ?? null,
    answer: answerOf(said),
    told: toldOf(said),
    notUnderstood,
    optedOut,
    kept: keptAt(line, after) ?? null,
  };
}

/** What the line itself says of a danger. */
export function tierOf({ acts }: Line): "certain" | "possible" | null {
  const tiers = acts.filter((act) => act.startsWith("danger:")).map((act) => act.split(":")[2]);
  return tiers.includes("certain") ? "certain" : tiers.includes("possible") ? "possible" : null;
}

const isAnswer = ({ acts }: Line): boolean => acts.includes("answer") || acts.includes("correct");

const slotOf = ({ question }: Line): Slot | undefined =>
  question === "name_confirmation" ? "name" : SLOTS.find((slot) => slot === question);

function keptAt(line: Line, { report }: Told): string | undefined {
  const slot = slotOf(line);
  return slot === undefined ? undefined : keptFor(report.values, slot);
}

/** How the slot of the open question stands after the line; null where it was left as it was. */
function valueAt({ flow, line, before, after }: Said): "right" | "wrong" | null {
  const slot = slotOf(line);
  if (slot === undefined) return sentWrongly(line, after) ? "wrong" : null;
  const value = keptAt(line, after);
  if (value === undefined || value === keptAt(line, before)) return null;
  const facts = { name: "", ...factsIn(line) };
  // A value of which the line's own labels say nothing cannot be compared.
  if (slot === "name" && line.values.name === undefined) return line.values.yes_no === "yes" ? "wrong" : null;
  const fits = fitsSlot(slot, value, { flow, facts, kept: after.report.values, now: START });
  return fits === false ? "wrong" : "right";
}

/** The labels of a line as facts of a person; `any` and `either` fit whatever is kept. */
function factsIn({ values }: Line): Record<string, string> {
  const open = new Set(["any", "either", "other"]);
  return Object.fromEntries(Object.entries(values).filter(([, value]) => !open.has(value)));
}

/** What the team is called for where an appointment was on the table. */
const CALLED_FOR: Readonly<Record<string, string>> = {
  "confirm-appointment": "confirm",
  reschedule: "move",
  cancel: "cancel",
};

/** The request went out without a yes, or another was made than the one that was wanted. */
function sentWrongly({ question, values, acts }: Line, { report: { lead }, calls }: Told): boolean {
  if (question === "summary") {
    const isSent = lead?.kind === BOOKED.lead || calls.includes(BOOKED.reason);
    return isSent && (values.yes_no !== "yes" || acts.includes("correct"));
  }
  const done = calls.flatMap((reason) => CALLED_FOR[reason] ?? [])[0];
  if (question !== "appointment" || done === undefined) return false;
  const asked = { move: "request:reschedule", cancel: "request:cancel", confirm: "request:confirm" }[done];
  return values.appointment !== done && !acts.includes(asked ?? "");
}

/** A line that answers nothing filled the open question all the same, with something it does not even say. */
function takenAsAnswer(said: Said): boolean {
  const { line, before, after } = said;
  const slot = slotOf(line);
  if (slot === undefined) return sentWrongly(line, after);
  const kept = keptAt(line, after);
  if (kept === undefined || kept === keptAt(line, before)) return false;
  if (isLeftOpen(said, slot, kept)) return false;
  return line.values[slot] === undefined || valueAt(said) === "wrong";
}

/** Who will not say or does not know may be noted as such, in the flow's words ("a confirmar"): nothing is claimed. */
function isLeftOpen({ flow, line }: Said, slot: Slot, value: string): boolean {
  const says = ["refuse", "dont_know", "defer"].some((act) => line.acts.includes(act));
  const { services, insurances, modalities } = flow.definition.catalogue;
  const isDefinite = slot === "for_whom" || [services, insurances, modalities].some((things) => things?.[value]);
  return says && (value === "either" || !isDefinite) && !fold(line.text).includes(fold(value));
}

function answerOf(said: Said): LineVerdict["answer"] {
  const { line, before, after } = said;
  const slot = slotOf(line);
  // Who tells of a danger is not asked on.
  if (!isAnswer(line) || tierOf(line) !== null || slot === undefined || line.values[slot] === undefined) return null;
  if (valueAt(said) === "right") return "taken";
  const { replies, mode, asks } = after.report;
  const isAsked = mode === "bot" && replies.length > 0 && (asks !== null || before.report.asks !== null);
  return isAsked ? "asked-again" : "lost";
}

/** Topics that one answer tells of together. */
const SAME: Readonly<Record<string, readonly string[]>> = {
  map: ["map", "address"],
  hours: ["hours", "address"],
  parking: ["parking", "address"],
};

function toldOf({ flow, line, after }: Said): boolean | null {
  const topics = line.acts.filter((act) => act.startsWith("ask:")).map((act) => act.slice("ask:".length));
  if (topics.length === 0) return null;
  const told = toldTopics(flow, [after]);
  if (told.has("unknown") || after.report.handoff !== null) return true;
  return topics.every((topic) => (SAME[topic] ?? [topic]).some((one) => told.has(one)));
}
