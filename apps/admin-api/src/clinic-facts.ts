import type { Broker } from "@acolhe/bus";
import { StaffHours } from "@acolhe/conversation";
import {
  type Database,
  type Db,
  listChannels,
  listHolidays,
  lockClinicFacts,
  offeredServices,
  readSetting,
} from "@acolhe/database";
import { BotSwitch, CLINIC_BUCKET, CLINIC_KEYS } from "@acolhe/events";
import { OfferedServices } from "@acolhe/flows/published";
import { withBroker } from "./with-broker.ts";

/** What staff set for all conversations, copied from the database to the bucket that workers and senders follow. */
export interface ClinicFacts {
  /**
   * Publishes what the transaction sees, its own changes included; resolves once it is stored. The last step of a
   * transaction: what the broker refuses is undone.
   */
  publish(trx: Db): Promise<void>;
  /** The same for whatever else changed the database, or lost the bucket. */
  refresh(db: Database): Promise<void>;
}

/** How far ahead the clinic's calendar is told to the bot. */
const HOLIDAYS_AHEAD_DAYS = 400;

/** The setting that holds the switch for all numbers. */
export const BOT_SETTING = "bot";

/**
 * C1: the bucket follows the database: a publisher holds a lock until the commit, so the last state published is the
 * last one committed. C2: what is equal already is not written.
 */
export function createClinicFacts({ broker }: { broker: Broker }): ClinicFacts {
  async function publish(trx: Db): Promise<void> {
    await lockClinicFacts(trx);
    const facts: [key: string, value: object | null][] = [
      [CLINIC_KEYS.bot, await botSwitch(trx)],
      [CLINIC_KEYS.hours, await staffHours(trx)],
      [CLINIC_KEYS.services, await services(trx)],
    ];
    await withBroker(broker, async (bus) => {
      const bucket = await bus.kvm.open(CLINIC_BUCKET);
      for (const [key, value] of facts) {
        const stored = await bucket.get(key);
        const before = stored?.operation === "PUT" ? stored.string() : null;
        const after = value === null ? null : JSON.stringify(value);
        if (before === after) continue;
        if (after === null) await bucket.delete(key);
        else await bucket.put(key, after);
      }
    });
  }

  return {
    publish,
    async refresh(db) {
      if (broker.connected) await db.transaction().execute(publish);
    },
  };
}

async function botSwitch(db: Db): Promise<BotSwitch> {
  const setting = await readSetting(db, BOT_SETTING);
  const channels = await listChannels(db);
  return BotSwitch.parse({
    off: (setting?.value as { off?: boolean } | undefined)?.off ?? false,
    channelsOff: channels.filter(({ botEnabled }) => !botEnabled).map(({ id }) => id),
  });
}

const DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;
type Span = { readonly opens: string; readonly closes: string };
type BusinessHours = { readonly timeZone: string } & Readonly<Record<(typeof DAYS)[number], readonly Span[]>>;

/** Null as long as staff have set nothing of it: then the flow's own hours count. */
async function staffHours(db: Db): Promise<StaffHours | null> {
  const setting = (await readSetting(db, "business-hours"))?.value as BusinessHours | undefined;
  // A day earlier than now, for zones that are behind.
  const day = (days: number) => new Date(Date.now() + days * 24 * 3600_000).toISOString().slice(0, 10);
  const holidays = await listHolidays(db, day(-1), day(HOLIDAYS_AHEAD_DAYS));
  if (!setting && holidays.length === 0) return null;
  const written = ({ opens, closes }: Span) => `${opens}-${closes}`;
  const week = setting && Object.fromEntries(DAYS.map((name) => [name.slice(0, 3), setting[name].map(written)]));
  const isOpened = ({ open }: { open: readonly Span[] }) => open.length > 0;
  const opened = holidays.filter(isOpened).map(({ day: on, open }) => [on, open.map(written)]);
  return StaffHours.parse({
    ...(setting ? { timeZone: setting.timeZone, weekly: week } : {}),
    holidays: holidays.filter((one) => !isOpened(one)).map(({ day: on }) => on),
    special: Object.fromEntries(opened),
  });
}

/** Null as long as staff have entered none: then the flow's own catalogue counts. */
async function services(db: Db): Promise<OfferedServices | null> {
  const offered = await offeredServices(db);
  return offered.length === 0 ? null : OfferedServices.parse(offered);
}
