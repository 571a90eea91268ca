import {
  countAppointments,
  countHome,
  dayAt,
  listChannels,
  listLeads,
  longestWaiting,
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
import { botOf } from "./bot.ts";
import type { Deps } from "./deps.ts";

const counted = (count: number) => ({
  count: Math.min(count, TOTAL_EXACT_MAX),
  countIsExact: count <= TOTAL_EXACT_MAX,
});

/** What a day begins with, in one request. Numbers are for everybody; rows for whoever may read the list behind them. */
export function addHomeRoutes(app: FastifyInstance, deps: Deps): void {
  const { db, channelStates } = deps;

  const waiting = (role: UserRole) =>
    mayCall(role, "GET /api/v1/conversations") ? longestWaiting(db, HOME_WAITING) : null;

  async function newLeads(role: UserRole) {
    if (!mayCall(role, "GET /api/v1/leads")) return null;
    const { items } = await listLeads(db, { status: "new" }, { limit: HOME_LEADS, descending: true, countMax: 0 });
    return items.map(({ id, name, service, reason, channel, contactKey, capturedAt }) => ({
      ...{ id, name, service, reason, channel, contactKey, capturedAt },
    }));
  }

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
    async handle({ account: { role }, audit }) {
      const at = new Date().toISOString();
      const timeZone = await timeZoneOf(db);
      const [counts, who, leads, today, channels, bot] = await Promise.all([
        countHome(db),
        waiting(role),
        newLeads(role),
        appointments(role, at, timeZone),
        listChannels(db),
        botOf(db),
      ]);
      audit({ action: "read", entity: "home" });
      return {
        at,
        timeZone,
        waiting: { ...counted(counts.waiting), items: who },
        unanswered: counted(counts.unanswered),
        leads: { ...counted(counts.newLeads), items: leads },
        appointments: today,
        channels: channels.map(({ id, name, botEnabled }) => ({ id, name, botEnabled, ...channelStates.of(id) })),
        bot,
      };
    },
  });
}
