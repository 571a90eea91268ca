import { changeMessages, writeRows } from "@acolhe/database/projection";
import { foldInbound, type InboundRows } from "../fold/inbound.ts";
import { type Apply, eachOf } from "./each.ts";

export const applyInbound: Apply = async (side, records, setAside) => {
  const rows: InboundRows = { messages: [], changes: [] };
  eachOf(records, setAside, (record) => foldInbound(rows, record));
  await writeRows(side, "messages", rows.messages);
  await changeMessages(side, rows.changes);
};
