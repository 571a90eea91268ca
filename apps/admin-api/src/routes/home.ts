import { reasonSentence } from "@acolhe/conversation";
import {
  countAppointments,
  countHome,
  dayAt,
  listChannels,
  longestWaiting,
  newestLeads,
  nextAppointments,
  TOTAL_EXACT_MAX,
  type UserRole,
} from "@acolhe/database";
import type { FastifyInstance } from "fastify";
import { mayCall } from "../access/roles.ts";
import { timeZoneOf } from "../clinic.ts";
import { addRoute } from "../http/route.ts";
import { HOME_APPOINTMENTS, HOME_LEADS, HOME_WAITING } from "../limits.ts";
import { Home } from "../schemas/home.ts";
import { said } from "../sentences/said.ts";
import { botOf } from "./bot.ts";
import type { Deps } from "./deps.ts";

const counted = (count: number) => ({
  count: Math.min(count, TOTAL_EXACT_MAX),
  countIsExact: count <= TOTAL_EXACT_MAX,
});

/** With the reason as the desk reads it. */
const labelled = <R extends { readonly reason: string | null }>(row: R) => ({
  ...row,
  label: row.reason === null ? null : said(reasonSentence(row.reason)),
});

/** What a day begins with, in one request. Numbers are for everybody; rows for whoever may read the list behind them. */
export function addHomeRoutes(app: FastifyInstance, deps: Deps): void {
  const { db, channelStates } = deps;

  const waiting = (role: UserRole) =>
    mayCall(role, "GET /api/v1/conversations") ? longestWaiting(db, HOME_WAITING) : null;

  /** No more than there are, so that none is looked for in vain. */
  const leads = (role: UserRole, count: number) =>
    mayCall(role, "GET /api/v1/leads") ? newestLeads(db, Math.min(HOME_LEADS, count)) : null;

  async function appointments(role: UserRole, at: string, timeZone: string) {
    const day = await dayAt(db, at, timeZone);
    const maySee = mayCall(role, "GET /api/v1/appointments");
    const [count, items] = await Promise.all([
      countAppointments(db, day),
      maySee ? nextAppointments(db, day, at, HOME_APPOINTMENTS) : null,
    ]);
    return { day: day.day, count, items };
  }

  addRoute(app, deps, {
    method: "GET",
    url: "/api/v1/home",
    id: "home",
    summary: "Today in one answer: who waits, new leads, appointments, numbers and the bot",
    tag: "Início",
    answer: Home,
    async handle({ account: { role } }) {
      const at = new Date().toISOString();
      const timeZone = await timeZoneOf(db);
      const counts = await countHome(db);
      const [who, newest, today, channels, bot] = await Promise.all([
        waiting(role),
        leads(role, counts.newLeads),
        appointments(role, at, timeZone),
        listChannels(db),
        botOf(db),
      ]);
      return {
        at,
        timeZone,
        waiting: { ...counted(counts.waiting), items: who?.map(labelled) ?? null },
        unanswered: counted(counts.unanswered),
        leads: { ...counted(counts.newLeads), items: newest?.map(labelled) ?? null },
        appointments: today,
        channels: channels.map(({ id, name, botEnabled }) => ({ id, name, botEnabled, ...channelStates.of(id) })),
        bot,
      };
    },
  });
}
