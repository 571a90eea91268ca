import { setTimeout as sleep } from "node:timers/promises";
import type { Bus } from "@acolhe/bus";
import { connectDatabase, type Db } from "@acolhe/database";
import { LIVE, readCheckpoint } from "@acolhe/database/projection";
import { DELIVERY, INBOUND, TURNS } from "@acolhe/events";

const CAUGHT_UP_MS_MAX = 60_000;
const LOOK_MS = 200;

/** Records of the log that are no rows yet. */
export async function lagOfRows(bus: Bus, db: Db): Promise<number> {
  const lags = [INBOUND, TURNS, DELIVERY].map(async ({ name }) => {
    const { state } = await bus.jsm.streams.info(name);
    return Math.max(0, state.last_seq - (await readCheckpoint({ db, schema: LIVE }, name)));
  });
  return (await Promise.all(lags)).reduce((sum, lag) => sum + lag, 0);
}

/** How many there still are when nothing new comes and the projector had a minute. */
export async function rowsBehind(bus: Bus, databaseUrl: string): Promise<number> {
  const db = connectDatabase({ url: databaseUrl, name: "chaos-judge" });
  try {
    const givesUpAt = Date.now() + CAUGHT_UP_MS_MAX;
    for (;;) {
      const behind = await lagOfRows(bus, db);
      if (behind === 0 || Date.now() > givesUpAt) return behind;
      await sleep(LOOK_MS);
    }
  } finally {
    await db.destroy();
  }
}
