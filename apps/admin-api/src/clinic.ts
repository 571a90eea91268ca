import { type Db, readSetting } from "@acolhe/database";

/** Of most of Brazil, until staff have set the business hours. */
export const TIME_ZONE_DEFAULT = "America/Sao_Paulo";

/** The zone whose days and hours count, which is that of the business hours. */
export async function timeZoneOf(db: Db): Promise<string> {
  const hours = (await readSetting(db, "business-hours"))?.value as { timeZone?: string } | undefined;
  return hours?.timeZone ?? TIME_ZONE_DEFAULT;
}

/** What the clinic calls itself; null until it was set. */
export async function clinicNameOf(db: Db): Promise<string | null> {
  const clinic = (await readSetting(db, "clinic"))?.value as { name?: string } | undefined;
  return clinic?.name ?? null;
}
