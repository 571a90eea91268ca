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

/**
 * What a day begins with, in one request. All users get the numbers; rows go to those who may read the list behind
 * them.
 */
export function addHomeRoutes(app: FastifyInstance, deps: Deps): void {
  const { db, channelStates } = deps;
  const noted = createNoted();

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
    async handle({ account: { role, familyId }, leaveOutOfAudit, reply }) {
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
      const namesPeople = [who, newest, today.items].some((rows) => rows !== null && rows.length > 0);
      if (!namesPeople || noted.has(familyId, today.day)) leaveOutOfAudit();
      else
        reply.raw.once("finish", () => {
          // Where the entry could not be written, the answer is an error.
          if (reply.raw.statusCode < 400) noted.add(familyId, today.day);
        });
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

/**
 * Which logins have read this page today, once the audit has it. The panel reads it with each change, so that an entry for
 * each reading hid all others; the first says that this login saw who waits that day. A restart notes it once more.
 */
function createNoted() {
  const logins = new Set<string>();
  let of = "";
  return {
    has: (login: string, day: string) => of === day && logins.has(login),
    add(login: string, day: string): void {
      if (of !== day) logins.clear();
      of = day;
      logins.add(login);
    },
  };
}
