import type { ConsentRow, ConversationRow } from "@acolhe/database/projection";
import { isSend, type Turn } from "@acolhe/events";
import { storable } from "./record.ts";
import type { Happened, ShownState } from "./state.ts";
import { shownCommand } from "./words.ts";

/** The flow's own mark that the privacy notice was said in this session. */
const NOTICE = "privacy_told";

type Act = Pick<ConsentRow, "purpose" | "act">;

/**
 * What a turn says about what the contact was told, agrees to and takes back.
 *
 * - `privacy`: the notice was said (`informed`); the patient wrote on after it (`given`).
 * - `messages`: the patient wants no more of them (`withdrawn`), or wants them again (`given`).
 * - `reminders`: the patient asked to be reminded (`given`); a patient who stops all messages stops these, too.
 *
 * @param acts of this contact before the turn, in their order
 */
export function foldConsents(
  acts: readonly ConsentRow[],
  before: ConversationRow | undefined,
  turn: Turn,
  turnSeq: number,
  state: ShownState,
  what: Happened,
): ConsentRow[] {
  const last = (purpose: string) => acts.findLast((act) => act.purpose === purpose)?.act;
  const told = (values: unknown) => (values as Record<string, unknown> | null | undefined)?.[NOTICE] !== undefined;
  const isStop = state.optedOut && before?.optedOut !== true;
  const found: Act[] = [];
  if (told(state.values) && !told(before?.collected)) found.push({ purpose: "privacy", act: "informed" });
  else if (last("privacy") === "informed" && what.patientWrote && !state.optedOut)
    found.push({ purpose: "privacy", act: "given" });
  if (isStop) found.push({ purpose: "messages", act: "withdrawn" });
  else if (before?.optedOut === true && !state.optedOut) found.push({ purpose: "messages", act: "given" });
  if (isStop && last("reminders") === "given") found.push({ purpose: "reminders", act: "withdrawn" });
  else if (state.reminder !== null && last("reminders") !== "given") found.push({ purpose: "reminders", act: "given" });
  const wording = storable(turn.commands.flatMap((one) => (isSend(one) ? [shownCommand(one).text] : [])).join("\n\n"));
  return found.map((act) => ({
    ...act,
    turnSeq,
    channel: turn.channel,
    contactKey: turn.contact,
    at: what.decidedAt,
    eventId: storable(turn.event.id),
    eventSeq: turn.event.seq,
    rule: storable(turn.rule),
    flowVersion: storable(turn.versions.flow),
    wording: wording === "" ? null : wording,
  }));
}
