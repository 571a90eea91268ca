import {
  addToSums,
  type HandoffRow,
  type ReadSide,
  readRows,
  withdrawLeads,
  writeRows,
} from "@acolhe/database/projection";
import { refOf } from "@acolhe/events";
import { leadId } from "../fold/leads.ts";
import type { StreamRecord } from "../fold/record.ts";
import { Tally } from "../fold/tally.ts";
import { conversationKey, foldTurn, type TurnRows } from "../fold/turns.ts";
import { type Apply, eachOf } from "./each.ts";

export const applyTurns: Apply = async (side, records, setAside) => {
  const rows = await load(side, records);
  eachOf(records, setAside, (record) => foldTurn(rows, record));
  await writeRows(side, "turns", rows.turns);
  await writeRows(side, "messages", rows.messages);
  await writeRows(side, "conversations", [...rows.conversations.values()]);
  await writeRows(side, "sessions", [...rows.sessions.values()]);
  await writeRows(side, "handoffs", [...rows.handoffs.values()].flat());
  await writeRows(side, "leads", [...rows.leads.values()]);
  await withdrawLeads(side, [...rows.withdrawn]);
  const written = new Set(rows.turns.map(({ turnSeq }) => turnSeq));
  const acts = [...rows.consents.values()].flat().filter(({ turnSeq }) => written.has(turnSeq));
  await writeRows(side, "consents", acts);
  await addToSums(side, rows.tally.rows());
};

async function load(side: ReadSide, records: readonly StreamRecord[]): Promise<TurnRows> {
  const keys = records.flatMap(({ subject }) => {
    const ref = refOf(subject);
    return ref ? [[ref.channel, ref.contact]] : [];
  });
  const byContact = { channel: "text", contact_key: "text" } as const;
  const conversations = await readRows(side, "conversations", byContact, keys);
  const current = conversations.flatMap(({ sessionSeq }) => (sessionSeq === null ? [] : [[sessionSeq]]));
  const sessions = await readRows(side, "sessions", { session_seq: "bigint" }, current);
  const handoffs = await readRows(side, "handoffs", byContact, keys, "resolved_at is null");
  const leadIds = sessions.flatMap(({ leadSeq, channel, contactKey, sessionSeq }) =>
    leadSeq === null ? [] : [[leadId(channel, contactKey, sessionSeq)]],
  );
  const acts = await readRows(side, "consents", byContact, keys);
  const leads = [
    ...(await readRows(side, "leads", { id: "uuid" }, leadIds)),
    ...(await readRows(side, "leads", byContact, keys, "kind = 'unfinished'")),
  ];
  const open = Map.groupBy(handoffs, ({ channel, contactKey }) => conversationKey(channel, contactKey));
  return {
    conversations: new Map(conversations.map((row) => [conversationKey(row.channel, row.contactKey), row])),
    sessions: new Map(sessions.map((row) => [row.sessionSeq, row])),
    handoffs: open satisfies Map<string, HandoffRow[]>,
    consents: Map.groupBy(
      acts.sort((a, b) => a.turnSeq - b.turnSeq),
      ({ channel, contactKey }) => conversationKey(channel, contactKey),
    ),
    leads: new Map(leads.map((row) => [row.id, row])),
    withdrawn: new Set(),
    turns: [],
    messages: [],
    tally: new Tally(),
  };
}
