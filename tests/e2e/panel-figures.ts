import { connectDatabase } from "@acolhe/database";
import { addToSums, type HourlyRow, LIVE } from "@acolhe/database/projection";

const DAY_MS = 86_400_000;
const NOON_MS = 15 * 3600_000;

/** What the projector would have counted on the days before today: `days` of them, the newest being yesterday. */
export async function writeFigures(databaseUrl: string, days: number): Promise<void> {
  const db = connectDatabase({ url: databaseUrl, name: "figures" });
  const today = Math.floor(Date.now() / DAY_MS) * DAY_MS;
  const rows = Array.from({ length: days }, (_, n) => ofDay(today - (n + 1) * DAY_MS, n)).flat();
  await addToSums({ db, schema: LIVE }, rows);
  await db.destroy();
}

/** Uneven, so that days and services differ to the eye. */
function ofDay(midnightMs: number, n: number): HourlyRow[] {
  const at = (ms: number) => new Date(midnightMs + ms).toISOString();
  const sum = (measure: string, count: number, more: Partial<HourlyRow> = {}): HourlyRow => ({
    ...{ measure, channel: "main", service: "", label: "", hour: at(NOON_MS), totalMs: 0, count },
    ...more,
  });
  const wanted = { psicologia: 6 + ((n * 5) % 7), fonoaudiologia: 3 + (n % 3), nutricao: 1 + (n % 2) };
  const services = Object.entries(wanted).flatMap(([service, count]) => [
    sum("session", count, { service }),
    sum("session-with-lead", Math.ceil(count / 3), { service }),
    sum("session-with-handoff", Math.ceil(count / 4), { service }),
  ]);
  const messages = Array.from({ length: 10 }, (_, hour) =>
    sum("patient-message", 1 + ((n * 7 + hour * 3) % 11), { hour: at((11 + hour) * 3600_000) }),
  );
  return [
    ...services,
    ...messages,
    sum("state", 14, { label: "main-menu" }),
    sum("state-left", 12, { label: "main-menu", totalMs: 12 * 9_000 }),
    sum("state", 9, { label: "for-whom" }),
    sum("state-left", 8, { label: "for-whom", totalMs: 8 * 31_000 }),
    sum("first-reply", 11, { label: "1000", totalMs: 5_000 }),
    sum("first-reply", 2, { label: "5000", totalMs: 6_000 }),
    sum("first-human", 3, { label: "300000", totalMs: 600_000 }),
    sum("first-human", 1, { label: "3600000", totalMs: 2_000_000 }),
    sum("handoff", 2, { label: "asked" }),
    sum("handoff", 1 + (n % 2), { label: "reschedule" }),
    sum("delivery", 20 + n, { label: "read" }),
    sum("delivery", 9, { label: "received" }),
    sum("delivery", 1, { label: "failed" }),
    sum("delivery-failure", 1, { label: "phone-not-on-whatsapp" }),
  ];
}
