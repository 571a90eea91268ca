import { addToSums, forgetReceipts, type ReadSide, readRows, writeRows } from "@acolhe/database/projection";
import { type ConversationRef, Outcome, Receipt, refOf } from "@acolhe/events";
import { type DeliveryRows, deliveryKey, foldOutcome, foldReceipt, nameMessage, receiptKey } from "../fold/delivery.ts";
import { type StreamRecord, storable } from "../fold/record.ts";
import { Tally } from "../fold/tally.ts";
import { type Apply, eachOf } from "./each.ts";

type Read = { readonly record: StreamRecord; readonly ref: ConversationRef } & (
  | { readonly outcome: Outcome }
  | { readonly receipt: Receipt }
);

export const applyDelivery: Apply = async (side, records, setAside) => {
  const read: Read[] = [];
  eachOf(records, setAside, (record) => read.push(parse(record)));
  const rows = await load(side, read);
  eachOf(read, setAside, (one) => {
    const { seq } = one.record;
    if ("outcome" in one) foldOutcome(rows, one.ref, one.outcome, seq);
    else foldReceipt(rows, one.receipt, seq);
  });
  await writeRows(side, "deliveries", [...rows.deliveries.values()]);
  await writeRows(side, "early_receipts", [...rows.early.values()]);
  await forgetReceipts(side, [...rows.found.values()]);
  await addToSums(side, rows.tally.rows());
};

function parse(record: StreamRecord): Read {
  const ref = refOf(record.subject);
  if (!ref) throw new Error("a delivery record without a contact in its subject");
  return record.subject.endsWith(".outcome")
    ? { record, ref, outcome: Outcome.parse(record.json()) }
    : { record, ref, receipt: Receipt.parse(record.json()) };
}

async function load(side: ReadSide, read: readonly Read[]): Promise<DeliveryRows> {
  const messages = read.flatMap((one) => {
    const id = "outcome" in one ? one.outcome.messageId : one.receipt.messageId;
    return id ? [[one.ref.channel, storable(id)]] : [];
  });
  const byId = { channel: "text", message_id: "text" } as const;
  const ofTurns = await readRows(
    side,
    "deliveries",
    { turn_seq: "bigint", command_index: "smallint" },
    read.flatMap((one) => ("outcome" in one ? [[one.outcome.turnSeq, one.outcome.index]] : [])),
  );
  const ofMessages = await readRows(side, "deliveries", byId, messages);
  const early = await readRows(side, "early_receipts", byId, messages);
  const deliveries = [...ofTurns, ...ofMessages];
  const byMessage: DeliveryRows["byMessage"] = new Map();
  for (const row of deliveries) nameMessage({ byMessage }, row);
  return {
    deliveries: new Map(deliveries.map((row) => [deliveryKey(row.turnSeq, row.commandIndex), row])),
    byMessage,
    early: new Map(early.map((row) => [receiptKey(row.channel, row.messageId), row])),
    found: new Map(),
    tally: new Tally(),
  };
}
