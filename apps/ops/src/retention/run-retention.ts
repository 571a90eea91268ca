import { connectDatabase } from "@acolhe/database";
import { cutoffsOf, forecast, periodsOf, sweep } from "@acolhe/retention";
import { loadSettings } from "@acolhe/runtime";
import type { Tools } from "../command.ts";

/** Deletes what is too old, or only says what that would be. */
export async function runRetention({ withBus, output }: Tools, isDryRun: boolean): Promise<void> {
  const settings = loadSettings();
  await withBus(async (bus, { DATABASE_URL }) => {
    const db = connectDatabase({ url: DATABASE_URL ?? settings.DATABASE_URL, name: "ops", connectionsMax: 2 });
    const periods = periodsOf(settings);
    const now = Date.now();
    try {
      if (isDryRun) {
        const broker = {
          events: settings.RETENTION_EVENTS_DAYS,
          media: settings.RETENTION_MEDIA_DAYS,
          identifiers: settings.RETENTION_IDENTIFIERS_DAYS,
        };
        const rows = await forecast({ bus, db, periods, broker, now });
        output.table(
          ["rule", "where", "kept", "would go", "oldest there"],
          rows.map(({ rule, where, days, count, oldest }) => [
            ...[rule, where, days === 0 ? "for ever" : `${days} days`, String(count), oldest ?? ""],
          ]),
        );
        return output.json(rows);
      }
      const cutoffs = cutoffsOf(periods, now);
      await sweep({
        ...{ bus, db, cutoffs, now },
        onRule(done) {
          const { rule, deleted, unreadable } = done;
          const left = unreadable > 0 ? `, ${unreadable} conversations left unread` : "";
          output.line(`${rule}: ${deleted} deleted${left}`);
          output.jsonLine(done);
        },
      });
    } finally {
      await db.destroy();
    }
  });
}
