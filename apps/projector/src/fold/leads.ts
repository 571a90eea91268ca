import type { LeadRow } from "@acolhe/database/projection";
import { type Command, stableId, type Turn } from "@acolhe/events";
import { storable, storableValues } from "./record.ts";
import type { ShownState } from "./state.ts";

type Capture = Extract<Command, { type: "capture-lead" | "request-handoff" }>;

/** Notes of the engine for itself, and of a danger: alone they bring no one new. */
const NOTES: ReadonlySet<string> = new Set([
  ...["step", "intent", "first_words", "language", "wish", "guess", "privacy_told", "danger", "danger_words"],
]);

/** The bot's own trouble, and what it asks of the team while it goes on itself, call a person too, but bring no one new. */
const NO_LEADS: ReadonlySet<string> = new Set([
  ...["parked", "flow-broken", "send-failed", "send-unknown"],
  ...["late", "arrived", "question", "insurance", "possible-danger", "voice-note"],
]);

export function capturesOf(turn: Turn): Capture[] {
  return turn.commands.filter((command): command is Capture => {
    if (command.type === "capture-lead") return true;
    return (
      command.type === "request-handoff" &&
      !NO_LEADS.has(command.reason) &&
      Object.keys(command.summary).some((name) => !NOTES.has(name))
    );
  });
}

/** One lead a session, the same id at every rebuild: a hash in the shape of a UUID of version 8. */
export function leadId(channel: string, contact: string, seq: number): string {
  const hex = Buffer.from(stableId("lead", channel, contact, seq), "base64url").toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    "-",
  );
}

/** Of a session that ended midway, and of one that came to its end. */
const UNFINISHED = "unfinished";
const TAKES_ITS_PLACE: ReadonlySet<string | null> = new Set([UNFINISHED, "appointment"]);

/** What tells one wish from another, as far as it was learned. */
const OF_A_WISH = ["for_whom", "patient", "patient_name", "service"] as const;

/** Leads of sessions that ended midway whose wish this one takes up: the same contact is not to be called twice. */
export const takenUpBy = (lead: LeadRow, leads: Iterable<LeadRow>): LeadRow[] =>
  TAKES_ITS_PLACE.has(lead.kind)
    ? [...leads].filter(
        (one) =>
          one.id !== lead.id &&
          one.kind === UNFINISHED &&
          one.channel === lead.channel &&
          one.contactKey === lead.contactKey &&
          isSameWish(one.captured, lead.captured),
      )
    : [];

function isSameWish(before: unknown, after: unknown): boolean {
  const [was, is] = [before, after].map((values) => values as Readonly<Record<string, string>>);
  return OF_A_WISH.every(
    (name) => was![name] === undefined || is![name] === undefined || isAlike(was![name], is![name]),
  );
}

/** "Théo" is "Théo Lima", once the whole name is known. */
const isAlike = (a: string, b: string): boolean => a === b || a.startsWith(`${b} `) || b.startsWith(`${a} `);

/** A later capture adds to what an earlier one of the same session brought. */
export function foldLead(
  before: LeadRow | undefined,
  capture: Capture,
  turn: Turn,
  place: { readonly turnSeq: number; readonly id: string; readonly decidedAt: string; readonly state: ShownState },
): LeadRow {
  const isLead = capture.type === "capture-lead";
  const values = storableValues(isLead ? capture.values : capture.summary);
  const captured = { ...(before?.captured as Record<string, string> | undefined), ...values };
  return {
    id: place.id,
    channel: turn.channel,
    contactKey: turn.contact,
    turnSeq: before?.turnSeq ?? place.turnSeq,
    capturedAt: before?.capturedAt ?? place.decidedAt,
    name: captured.name ?? null,
    service: captured.service ?? null,
    team: isLead ? (before?.team ?? null) : storable(capture.team),
    reason: isLead ? (before?.reason ?? null) : storable(capture.reason),
    captured,
    kind: isLead ? capture.kind : (before?.kind ?? null),
    language: isLead ? capture.language : (before?.language ?? place.state.language),
  };
}
