import type { Bus } from "@acolhe/bus";
import { connectDatabase } from "@acolhe/database";
import { cutoffsOf, type Forecast, forecast, periodsOf, sweep } from "@acolhe/retention";
import type { Settings } from "@acolhe/runtime";

/** Deletes what is too old, or only says what that would be. */
export async function retention(
  bus: Bus,
  settings: Settings,
  isDryRun: boolean,
  print: (line: string) => void,
): Promise<number> {
  const db = connectDatabase({ url: settings.DATABASE_URL, name: "ops", connectionsMax: 2 });
  const periods = periodsOf(settings);
  const now = Date.now();
  try {
    if (isDryRun) {
      const broker = { events: settings.RETENTION_EVENTS_DAYS, media: settings.RETENTION_MEDIA_DAYS };
      for (const line of table(await forecast({ bus, db, periods, broker, now }))) print(line);
      return 0;
    }
    await sweep({
      bus,
      db,
      cutoffs: cutoffsOf(periods, now),
      now,
      onRule: ({ rule, deleted, unreadable }) =>
        print(`${rule}: ${deleted} deleted${unreadable > 0 ? `, ${unreadable} conversations left unread` : ""}`),
    });
    return 0;
  } finally {
    await db.destroy();
  }
}

function table(rows: readonly Forecast[]): string[] {
  const line = (rule: string, where: string, kept: string, count: string, oldest: string) =>
    `${rule.padEnd(12)}${where.padEnd(26)}${kept.padStart(10)}${count.padStart(13)}  ${oldest}`;
  return [
    line("rule", "where", "kept", "would go", "oldest there"),
    ...rows.map(({ rule, where, days, count, oldest }) =>
      line(rule, where, days === 0 ? "for ever" : `${days} days`, String(count), oldest ?? ""),
    ),
  ];
}
