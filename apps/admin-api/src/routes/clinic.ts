import { deleteHoliday, listHolidays, putHoliday, readSettings, writeSetting } from "@acolhe/database";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { BOT_SETTING } from "../clinic-facts.ts";
import { Problem } from "../http/problem.ts";
import { addRoute } from "../http/route.ts";
import { Day, line, Nothing, prose, stamps, Version } from "../schemas/common.ts";
import { HolidayOpen, openHours, overlapping, PAST_MIDNIGHT, tellOverlaps } from "../schemas/working-hours.ts";
import type { Deps } from "./deps.ts";

const span = z.object(openHours).refine(({ opens, closes }) => opens < closes, PAST_MIDNIGHT);
const day = z
  .array(span)
  .max(4)
  .superRefine((spans, context) => {
    const found = overlapping(spans.map(({ opens, closes }) => ({ from: opens, to: closes })));
    tellOverlaps(context, found, "opens", "este horário se sobrepõe a outro do mesmo dia");
  });

const BusinessHours = z
  .object({
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
  })
  .meta({ id: "BusinessHours" });
const ClinicCard = z
  .object({ name: line(120), phone: line(30).optional(), address: prose(300).optional() })
  .meta({ id: "ClinicCard" });

const version = { version: Version };
const HoursSetting = z
  .object({ key: z.literal("business-hours"), value: BusinessHours, ...version })
  .meta({ id: "BusinessHoursSetting" });
const ClinicSetting = z
  .object({ key: z.literal("clinic"), value: ClinicCard, ...version })
  .meta({ id: "ClinicSetting" });
const Settings = z
  .object({ items: z.array(z.discriminatedUnion("key", [HoursSetting, ClinicSetting])) })
  .meta({ id: "Settings" });
const Holiday = z
  .object({
    day: z.string(),
    name: z.string(),
    open: HolidayOpen,
    ...stamps,
  })
  .meta({ id: "Holiday" });
const tag = "Clínica";

export function addClinicRoutes(app: FastifyInstance, deps: Deps): void {
  addListSettings(app, deps);
  addSetting(app, deps, { key: "business-hours", id: "putBusinessHours", value: BusinessHours, answer: HoursSetting });
  addSetting(app, deps, { key: "clinic", id: "putClinic", value: ClinicCard, answer: ClinicSetting });
  addListHolidays(app, deps);
  addPutHoliday(app, deps);
  addDeleteHoliday(app, deps);
}

function addListSettings(app: FastifyInstance, deps: Deps): void {
  addRoute(app, deps, {
    method: "GET",
    url: "/api/v1/settings",
    id: "listSettings",
    summary: "What is set: the business hours and the clinic's card. The bot's switch is at /bot",
    tag,
    answer: Settings,
    async handle({ db }) {
      const items = (await readSettings(db)).filter(({ key }) => key !== BOT_SETTING);
      return Settings.parse({ items });
    },
  });
}

function addSetting<V extends z.ZodType, S extends z.ZodType>(
  app: FastifyInstance,
  deps: Deps,
  spec: { key: string; id: string; value: V; answer: S },
): void {
  const { key, id, value, answer } = spec;
  addRoute(app, deps, {
    method: "PUT",
    url: `/api/v1/settings/${key}`,
    id,
    summary: 'Write a setting; If-Match "0" for one never written',
    tag,
    versioned: true,
    body: value,
    answer,
    async handle({ body, version: before, db, account, audit }) {
      const written = await writeSetting(db, { key, value: body, version: before, updatedBy: account.userId });
      if (!written) throw new Problem("version-mismatch");
      audit({ action: "update", entity: "setting", entityId: key });
      return written as z.input<S>;
    },
  });
}

function addListHolidays(app: FastifyInstance, deps: Deps): void {
  addRoute(app, deps, {
    method: "GET",
    url: "/api/v1/holidays",
    id: "listHolidays",
    summary: "Days on which the clinic is closed, or opens at other hours",
    tag,
    query: z.object({ from: Day, to: Day }),
    answer: z
      .object({
        items: z.array(Holiday),
        ofFlow: z
          .array(z.string())
          .describe("Days on which the bot's flow closes anyway: `12-25` of each year, or a date"),
      })
      .meta({ id: "Holidays" }),
    handle: async ({ query, db }) => ({
      items: await listHolidays(db, query.from, query.to),
      ofFlow: (await deps.flows.current()).definition.flow.hours.holidays,
    }),
  });
}

function addPutHoliday(app: FastifyInstance, deps: Deps): void {
  addRoute(app, deps, {
    method: "PUT",
    url: "/api/v1/holidays/:day",
    id: "putHoliday",
    summary: 'Set a holiday; If-Match "0" for a day that is none yet',
    tag,
    versioned: true,
    params: z.object({ day: Day }),
    body: z
      .object({
        name: line(80),
        open: day.default([]).describe("Two spans have a break between them; none: closed all day"),
      })
      .meta({ id: "NewHoliday" }),
    answer: Holiday,
    async handle({ params, body, version, db, audit }) {
      const open = body.open.toSorted((a, b) => (a.opens < b.opens ? -1 : 1));
      const holiday = await putHoliday(db, { day: params.day, name: body.name, open }, version);
      if (!holiday) throw new Problem("version-mismatch");
      audit({ action: "update", entity: "holiday", entityId: params.day });
      return holiday;
    },
  });
}

function addDeleteHoliday(app: FastifyInstance, deps: Deps): void {
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
