import { type Database, listAlertOrders, orderOfAlerts } from "@acolhe/database";
import type { Alert } from "@acolhe/status";
import type { Command } from "commander";
import { type KeptAlerts, readAlertState, withAlertDatabase } from "../alert-state.ts";
import { operatorName } from "../audit.ts";
import { addUsual, CommandError, type Tools } from "../command.ts";
import { spanText } from "../words/words.ts";

/** The alerts' sender looks every ten seconds, and a mail may take twenty. */
const TEST_WAIT_MS = 60_000;
const TEST_LOOK_MS = 500;

/** What people were alerted of; to say that it is being seen to; to try whether alerts arrive. */
export function addAlerts(program: Command, tools: Tools): void {
  const alerts = program.command("alerts").description("what people are alerted of by mail and webhook");
  addUsual(alerts, "list")
    .description("alerts that are not over, and how sending them went last")
    .action(() => withAlertDatabase(tools, async (db) => show(tools, await readAlertState(db))));
  alerts
    .command("ack <alert>")
    .description("an operator sees to it: nothing more is told of it until it grows or is over")
    .action((key: string) => withAlertDatabase(tools, (db) => acknowledge(tools, db, key)));
  alerts
    .command("test")
    .description("sends a test by every way that is set, and says how it went")
    .action(() => withAlertDatabase(tools, (db) => sendTest(tools, db)));
}

function show({ output }: Tools, { state, savedAt }: KeptAlerts): void {
  const now = Date.now();
  if (savedAt === null) output.line("no process looked after alerts yet: admin-api does");
  else if (Object.keys(state.sinks).length === 0)
    output.line("nothing was sent yet; where no way to people is set (the ALERT_ settings), nobody is told");
  output.table(
    ["alert", "for", "count", "told", "state"],
    state.alerts.map((alert) => [
      alert.key,
      spanText(now - alert.since),
      ...[alert.count, alert.told].map(String),
      stateOf(alert),
    ]),
  );
  for (const [sink, { sentAt, failedAt, reason }] of Object.entries(state.sinks)) {
    const sent = sentAt === null ? "nothing sent yet" : `last sent ${spanText(now - sentAt)} ago`;
    const failed = reason === null || failedAt === null ? "" : `; failed ${spanText(now - failedAt)} ago: ${reason}`;
    output.line(`${sink}: ${sent}${failed}`);
  }
  output.json({ savedAt, alerts: state.alerts, sinks: state.sinks, waiting: state.parcels.length });
}

function stateOf({ firedAt, goneSince, told, acknowledged }: Alert): string {
  if (firedAt === null) return "not told yet";
  if (goneSince !== null) return "nearly over";
  if (told === 0 && acknowledged === null) return "open, told to nobody";
  return acknowledged === null ? "told" : `acknowledged by ${acknowledged.by}`;
}

/** @throws CommandError where people were told of no such alert */
async function acknowledge({ output }: Tools, db: Database, key: string): Promise<void> {
  const { alerts } = (await readAlertState(db)).state;
  const open = alerts.filter(({ firedAt }) => firedAt !== null).map((alert) => alert.key);
  if (!open.includes(key)) throw new CommandError(`there is no alert ${key}; open are: ${open.join(", ") || "none"}`);
  await orderOfAlerts(db, { kind: "acknowledge", alertKey: key, orderedBy: operatorName() });
  output.line(`acknowledged ${key}; it holds within ten seconds`);
  output.json({ acknowledged: key });
}

async function sendTest({ output }: Tools, db: Database): Promise<void> {
  const from = Date.now();
  // The sender saves what it knows every ten seconds.
  const { savedAt } = await readAlertState(db);
  if (savedAt === null || from - Date.parse(savedAt) > TEST_WAIT_MS)
    throw new CommandError(
      savedAt === null
        ? "nothing is sent: admin-api, which looks after alerts, never ran"
        : `nothing is sent: nobody has looked for alerts for ${spanText(from - Date.parse(savedAt))}; does admin-api run?`,
    );
  await orderOfAlerts(db, { kind: "test", alertKey: null, orderedBy: operatorName() });
  const ways = await outcomesSince(db, from);
  for (const { sink, reason } of ways) output.line(`${sink}: ${reason ?? "sent"}`);
  output.json(ways);
  if (ways.some(({ reason }) => reason !== null)) process.exitCode = 1;
}

/** @throws CommandError when the alerts' sender did not take the test up in time */
async function outcomesSince(db: Database, from: number): Promise<{ sink: string; reason: string | null }[]> {
  for (;;) {
    const [orders, { state }] = [await listAlertOrders(db), await readAlertState(db)];
    const isTaken = !orders.some(({ kind }) => kind === "test");
    const isUnderWay = state.parcels.some(({ notice, attempts }) => notice.kind === "test" && attempts === 0);
    const tried = Object.entries(state.sinks).filter(
      ([, last]) => Math.max(last.sentAt ?? 0, last.failedAt ?? 0) >= from,
    );
    if (isTaken && !isUnderWay) {
      // What takes the order up saves with it what is on its way: nothing was, so there is no way.
      if (tried.length === 0)
        throw new CommandError("nothing is sent: no way to people is set (the ALERT_ settings of admin-api)");
      return tried.map(([sink, { reason }]) => ({ sink, reason }));
    }
    if (Date.now() - from > TEST_WAIT_MS)
      throw new CommandError("the test was not taken up in time: does admin-api still run?");
    await new Promise((resolve) => setTimeout(resolve, TEST_LOOK_MS));
  }
}
