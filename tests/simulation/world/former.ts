import { isDeepStrictEqual } from "node:util";
import { ConversationState, initialState } from "@acolhe/conversation";
import { Outcome, Turn } from "@acolhe/events";
import { FRESH, MirrorRecord } from "../../../apps/chatwoot-mirror/src/record.ts";

/*
 * Records as former versions wrote them. A process of a former version runs the code of now, and what it writes is put
 * into the former shape as it leaves. Differs from a real one in that it heeds what it reads of fields that its version did not have.
 */

/** On records of a former version, so that they can be told from ours. */
export const FORMER_HEADER = "Simulated-Former";

/** Refusals that say nothing about the message. */
const OUT_OF_ORDER = new Set(["credentials-rejected", "channel-disconnected"]);

export function formerRecord(subject: string, body: string): string {
  const form = formOf(subject);
  return form === null || body === "" ? body : JSON.stringify(form(JSON.parse(body) as object));
}

function formOf(subject: string): ((json: object) => object) | null {
  if (subject.startsWith("turn.")) return formerTurn;
  if (/^delivery\..*\.outcome$/.test(subject)) return formerOutcome;
  return subject.startsWith("$KV.mirror.") ? (json) => without(MIRROR_FIELDS, json) : null;
}

function formerTurn(json: object): object {
  const { success, data } = Turn.safeParse(json);
  if (!success) return json;
  const { heard: _heard, ...turn } = data;
  return { ...turn, state: without(STATE_FIELDS, turn.state) };
}

/** An attempt that a number out of order refused was left out of the count. */
function formerOutcome(json: object): object {
  const { success, data: outcome } = Outcome.safeParse(json);
  if (!success) return json;
  const { outOfOrder: _outOfOrder, ...cursor } = outcome.cursors[outcome.lane];
  const uncounted = isUncounted(outcome) ? 1 : 0;
  const cursors = { ...outcome.cursors, [outcome.lane]: { ...cursor, tries: cursor.tries - uncounted } };
  return { ...outcome, attempt: outcome.attempt - uncounted, cursors };
}

/** What a former outcome said, in the words of now. */
export const asNow = (outcome: Outcome): Outcome =>
  isUncounted(outcome) ? { ...outcome, attempt: outcome.attempt + 1 } : outcome;

const isUncounted = ({ status, code = "" }: Outcome) => status === "refused" && OUT_OF_ORDER.has(code);

type Fields = ReadonlyMap<string, unknown>;
interface Schema {
  safeParse(json: unknown): { success: true; data: object } | { success: false };
}

/** Fields that records may be without, as those of before are, and what then stands for them. */
function addedTo(schema: Schema, whole: object): Fields {
  const added = new Map<string, unknown>();
  for (const name of Object.keys(whole)) {
    const rest = Object.fromEntries(Object.entries(whole).filter(([other]) => other !== name));
    const read = schema.safeParse(rest);
    if (read.success && name in read.data) added.set(name, read.data[name as keyof typeof read.data]);
  }
  return added;
}

const STATE_FIELDS = addedTo(ConversationState, initialState(0));
const MIRROR_FIELDS = addedTo(MirrorRecord, FRESH);

/** One that says more than nothing stays: what a former version would have done without it is not known. */
const without = (fields: Fields, record: object): object =>
  Object.fromEntries(
    Object.entries(record).filter(([name, value]) => !fields.has(name) || !isDeepStrictEqual(value, fields.get(name))),
  );
