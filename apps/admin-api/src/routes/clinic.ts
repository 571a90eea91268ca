import { deleteHoliday, listHolidays, putHoliday, readSettings, writeSetting } from "@acolhe/database";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { Problem } from "../http/problem.ts";
import { addRoute } from "../http/route.ts";
import { Day, line, Nothing, prose, stamps, Version } from "../schemas/common.ts";
import type { Deps } from "./deps.ts";

const Time = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, "um horário como 08:30");
const span = z
  .object({ opens: Time, closes: Time })
  .refine(({ opens, closes }) => opens < closes, "fecha depois de abrir");
const day = z.array(span).max(4);

/** What may be set, and the shape of each value. */
const SETTINGS = {
  "business-hours": z.object({
    timeZone: z
      .string()
      .max(60)
      .refine((zone) => Intl.supportedValuesOf("timeZone").includes(zone), "um fuso da IANA"),
    monday: day,
    tuesday: day,
    wednesday: day,
    thursday: day,
    friday: day,
    saturday: day,
    sunday: day,
  }),
  clinic: z.object({ name: line(120), phone: line(30).optional(), address: prose(300).optional() }),
} as const;
type SettingKey = keyof typeof SETTINGS;
const KEYS = Object.keys(SETTINGS) as [SettingKey, ...SettingKey[]];
const Setting = z.object({ key: z.string(), value: z.unknown(), version: Version }).meta({ id: "Setting" });
const Holiday = z
  .object({
    day: z.string(),
    name: z.string(),
    opens: z.string().nullable(),
    closes: z.string().nullable(),
    ...stamps,
  })
  .meta({ id: "Holiday" });
const tag = "Clínica";
/** PostgreSQL writes seconds, too. */
const shown = <H extends { opens: string | null; closes: string | null }>(holiday: H) => ({
  ...holiday,
  opens: holiday.opens?.slice(0, 5) ?? null,
  closes: holiday.closes?.slice(0, 5) ?? null,
});

export function addClinicRoutes(app: FastifyInstance, deps: Deps): void {
  addRoute(app, deps, {
    method: "GET",
    url: "/api/v1/settings",
    id: "listSettings",
    summary: "What is set, such as the business hours",
    tag,
    answer: z.object({ items: z.array(Setting) }).meta({ id: "Settings" }),
    handle: async ({ db }) => ({ items: await readSettings(db) }),
  });

  addRoute(app, deps, {
    method: "PUT",
    url: "/api/v1/settings/:key",
    id: "putSetting",
    summary: 'Write a setting; If-Match "0" for one never written',
    tag,
    versioned: true,
    params: z.object({ key: z.enum(KEYS) }),
    body: z.unknown(),
    answer: Setting,
    async handle({ params, body, version, db, account, audit }) {
      const parsed = SETTINGS[params.key].safeParse(body);
      if (!parsed.success) {
        const errors = parsed.error.issues.map(({ path, message }) => ({ path: ["body", ...path].join("."), message }));
        throw new Problem("invalid-request", { errors });
      }
      const setting = { key: params.key, value: parsed.data, version, updatedBy: account.userId };
      const written = await writeSetting(db, setting);
      if (!written) throw new Problem("version-mismatch");
      audit({ action: "update", entity: "setting", entityId: params.key });
      return written;
    },
  });

  addRoute(app, deps, {
    method: "GET",
    url: "/api/v1/holidays",
    id: "listHolidays",
    summary: "Days on which the clinic is closed, or opens at other hours",
    tag,
    query: z.object({ from: Day, to: Day }),
    answer: z.object({ items: z.array(Holiday) }).meta({ id: "Holidays" }),
    handle: async ({ query, db }) => ({ items: (await listHolidays(db, query.from, query.to)).map(shown) }),
  });

  addRoute(app, deps, {
    method: "PUT",
    url: "/api/v1/holidays/:day",
    id: "putHoliday",
    summary: 'Set a holiday; If-Match "0" for a day that is none yet',
    tag,
    versioned: true,
    params: z.object({ day: Day }),
    body: z.object({ name: line(80), open: span.nullable().default(null) }).meta({ id: "NewHoliday" }),
    answer: Holiday,
    async handle({ params, body, version, db, audit }) {
      const { opens = null, closes = null } = body.open ?? {};
      const holiday = await putHoliday(db, { day: params.day, name: body.name, opens, closes }, version);
      if (!holiday) throw new Problem("version-mismatch");
      audit({ action: "update", entity: "holiday", entityId: params.day });
      return shown(holiday);
    },
  });

  addRoute(app, deps, {
    method: "DELETE",
    url: "/api/v1/holidays/:day",
    id: "deleteHoliday",
    summary: "A day is like any other",
    tag,
    versioned: true,
    status: 204,
    params: z.object({ day: Day }),
    answer: Nothing,
    async handle({ params: { day }, version, db, audit }) {
      if (!(await deleteHoliday(db, { day, version }))) {
        const [isThere] = await listHolidays(db, day, day);
        throw new Problem(isThere ? "version-mismatch" : "not-found");
      }
      audit({ action: "delete", entity: "holiday", entityId: day });
    },
  });
}
