import type {
  ConsentRow,
  ConversationRow,
  HandoffRow,
  LeadRow,
  MessageRow,
  SessionRow,
  TurnRow,
} from "@acolhe/database/projection";
import { isSend, Turn } from "@acolhe/events";
import { traceIdOf } from "@acolhe/runtime";
import { foldConsents } from "./consents.ts";
import { capturesOf, foldLead, leadId, takenUpBy } from "./leads.ts";
import { instant, type StreamRecord, storable, storableValues } from "./record.ts";
import { countsOf, foldSession } from "./sessions.ts";
import { foldConversation, happened, isWithPeople, ShownState } from "./state.ts";
import { bucketOf, type Count, type Tally } from "./tally.ts";
import { shownCommand } from "./words.ts";

/** The rows a batch of turns changes, as they are in the database before and as they become. */
export interface TurnRows {
  readonly conversations: Map<string, ConversationRow>;
  /** By number. Holds the current session of every conversation in `conversations`. */
  readonly sessions: Map<number, SessionRow>;
  /** By conversation: those that are not resolved, and those this batch has asked for or resolved. */
  readonly handoffs: Map<string, HandoffRow[]>;
  /** Of the current sessions, and those that were left unfinished. */
  readonly leads: Map<string, LeadRow>;
  /** Ids of leads whose wish a later session took up. */
  readonly withdrawn: Set<string>;
  /** By conversation, in the order of their turns. */
  readonly consents: Map<string, ConsentRow[]>;
  readonly turns: TurnRow[];
  readonly messages: MessageRow[];
  readonly tally: Tally;
}

export const conversationKey = (channel: string, contact: string) => `${channel}/${contact}`;

/** Everything is worked out before the first row is changed: a turn that throws leaves no half of itself behind. */
export function foldTurn(rows: TurnRows, record: StreamRecord): void {
  const turn = Turn.parse(record.json());
  const { seq } = record;
  const state = ShownState.parse(turn.state);
  const what = happened(turn);
  const key = conversationKey(turn.channel, turn.contact);
  const before = rows.conversations.get(key);
  const sessionBefore = before?.sessionSeq == null ? undefined : rows.sessions.get(before.sessionSeq);

  let session = foldSession(sessionBefore, before, turn, seq, state);
  const id = leadId(turn.channel, turn.contact, session?.sessionSeq ?? seq);
  const captures = capturesOf(turn);
  const lead = captures.reduce<LeadRow | undefined>(
    (so, capture) => foldLead(so, capture, turn, { turnSeq: seq, id, decidedAt: what.decidedAt, state }),
    rows.leads.get(id),
  );
  if (session && captures.length > 0) session = { ...session, leadSeq: session.leadSeq ?? seq };
  const conversation = foldConversation(before, turn, seq, state);
  const handoffsBefore = rows.handoffs.get(key) ?? [];
  const isBack = !isWithPeople(state) && (what.wasReturned || wasWithPeople(before));
  const handoffs = [
    ...handoffsBefore.map((handoff) => followHandoff(handoff, what.personCame, isBack, what.decidedAt)),
    ...askedFor(turn, seq, session, what.decidedAt),
  ];
  const row = turnRow(turn, record, state, what.decidedAt);
  const messages = sentBy(turn, seq);
  const acts = rows.consents.get(key) ?? [];
  const consents = [...acts, ...foldConsents(acts, before, turn, seq, state, what)];

  const isSame = session?.sessionSeq === sessionBefore?.sessionSeq;
  rows.tally.replace(isSame ? countsOf(sessionBefore) : [], countsOf(session));
  rows.tally.replace(handoffsBefore.flatMap(countsOfHandoff), handoffs.flatMap(countsOfHandoff));
  if (what.patientWrote) rows.tally.add({ measure: "patient-message", channel: turn.channel, at: what.writtenAt });
  if (session) rows.sessions.set(session.sessionSeq, session);
  rows.conversations.set(key, { ...conversation, sessionSeq: session?.sessionSeq ?? null });
  rows.handoffs.set(key, handoffs);
  rows.consents.set(key, consents);
  if (lead) keepLead(rows, lead);
  rows.turns.push(row);
  rows.messages.push(...messages);
}

function keepLead({ leads, withdrawn }: TurnRows, lead: LeadRow): void {
  for (const { id } of takenUpBy(lead, leads.values())) {
    leads.delete(id);
    withdrawn.add(id);
  }
  leads.set(lead.id, lead);
}

const wasWithPeople = (before: ConversationRow | undefined): boolean =>
  before !== undefined && (before.mode !== "bot" || before.waitingSince !== null);

function turnRow(turn: Turn, record: StreamRecord, state: ShownState, decidedAt: string): TurnRow {
  return {
    turnSeq: record.seq,
    channel: turn.channel,
    contactKey: turn.contact,
    decidedAt,
    lane: turn.lane,
    outcome: turn.outcome,
    rule: storable(turn.rule),
    engineVersion: storable(turn.versions.engine),
    flowVersion: storable(turn.versions.flow),
    eventId: storable(turn.event.id),
    eventType: storable(turn.event.type),
    eventSeq: turn.event.seq,
    previousTurnSeq: turn.previousTurnSeq,
    step: state.step === null ? null : storable(state.step),
    mode: state.mode,
    commandCount: turn.commands.length,
    traceId: traceIdOf(record.traceparent) ?? null,
  };
}

/** Words of the bot and of attendants, in the order they leave. */
function sentBy(turn: Turn, seq: number): MessageRow[] {
  return turn.commands.flatMap((command, index) =>
    isSend(command)
      ? [
          {
            channel: turn.channel,
            contactKey: turn.contact,
            id: `turn-${String(seq).padStart(12, "0")}-${String(index).padStart(3, "0")}`,
            author: command.author,
            at: instant(turn.facts.now),
            ...(shownCommand(command) as Pick<MessageRow, "kind" | "text" | "media" | "details">),
            inboundSeq: null,
            turnSeq: seq,
            commandIndex: index,
            messageId: null,
            editedAt: null,
            revokedAt: null,
          },
        ]
      : [],
  );
}

function askedFor(turn: Turn, seq: number, session: SessionRow | undefined, askedAt: string): HandoffRow[] {
  return turn.commands.flatMap((command, index) =>
    command.type === "request-handoff"
      ? [
          {
            turnSeq: seq,
            commandIndex: index,
            channel: turn.channel,
            contactKey: turn.contact,
            sessionSeq: session?.sessionSeq ?? null,
            askedAt,
            reason: storable(command.reason),
            team: storable(command.team),
            priority: command.priority,
            summary: storableValues(command.summary),
            service: session?.service ?? "",
            firstHumanAt: null,
            resolvedAt: null,
          },
        ]
      : [],
  );
}

function followHandoff(handoff: HandoffRow, personCame: boolean, isBack: boolean, at: string): HandoffRow {
  if (handoff.resolvedAt !== null) return handoff;
  return {
    ...handoff,
    firstHumanAt: handoff.firstHumanAt ?? (personCame ? at : null),
    resolvedAt: isBack ? at : null,
  };
}

/** In the hour it was asked for, and of the service it was about then, whatever the session learns later. */
function countsOfHandoff({ channel, service, askedAt: at, reason, firstHumanAt }: HandoffRow): Count[] {
  const ms = firstHumanAt === null ? null : Math.max(0, Date.parse(firstHumanAt) - Date.parse(at));
  const common = { channel, service, at };
  return [
    { ...common, measure: "handoff", label: reason },
    ...(ms === null ? [] : [{ ...common, measure: "first-human", label: bucketOf(ms), totalMs: ms }]),
  ];
}
