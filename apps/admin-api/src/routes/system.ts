import { dayAt } from "@acolhe/database";
import { type Status, verdictsOf } from "@acolhe/status";
import type { FastifyInstance } from "fastify";
import { timeZoneOf } from "../clinic.ts";
import { countResponses } from "../figures.ts";
import { addRoute } from "../http/route.ts";
import { SystemAnswer } from "../schemas/system.ts";
import type { People } from "../system/system.ts";
import { alertsNow } from "./alerts.ts";
import type { Deps } from "./deps.ts";

const instant = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());

/** How the installation stands, as the operators' command line has it. No person is in it. */
export function addSystemRoutes(app: FastifyInstance, deps: Deps): void {
  const { db, system } = deps;

  addRoute(app, deps, {
    method: "GET",
    url: "/api/v1/system",
    id: "system",
    summary:
      "How the installation stands: streams, consumers, numbers, services, who waits, how quick replies are, alerts",
    tag: "Sistema",
    answer: SystemAnswer,
    async handle() {
      const { at, status, people } = await system.read();
      // Where the database did not answer, nothing more is asked of it.
      const [replies, alerts] = people
        ? await Promise.all([system.inTime(repliesToday(at)), system.inTime(alertsNow(db, deps.alerts))])
        : [null, null];
      return {
        at: new Date(at).toISOString(),
        log: status && logOf(status, at),
        people: people && { ...peopleOf(people), replies },
        alerts,
      };
    },
  });

  async function repliesToday(at: number) {
    const timeZone = await timeZoneOf(db);
    const { day } = await dayAt(db, new Date(at).toISOString(), timeZone);
    return (await countResponses(db, { from: day, to: day, timeZone })).firstReply;
  }
}

const logOf = (status: Status, at: number) => ({
  streams: status.streams.map(({ lastAt, ...stream }) => ({ ...stream, lastAt: instant(lastAt) })),
  consumers: status.consumers.map(({ name, toCome, inFlight, oldestAt }) => ({
    ...{ name, toCome, inFlight },
    oldestAt: instant(oldestAt),
  })),
  numbers: status.channels.map((channel) => ({
    ...{ id: channel.id, connected: channel.connected },
    since: instant(channel.at),
  })),
  unknown: { count: status.unknown.count, since: instant(status.unknown.oldest) },
  deadLetters: status.deadLetters,
  unknownSpools: status.unknownSpools,
  processes: status.processes.map(({ name, ready }) => ({ name, ready })),
  verdicts: verdictsOf(status, at).map(({ about, name, ok, code, value }) => ({ about, name, ok, code, value })),
});

function peopleOf({ groups, parkedSince, dangerCalls: _, ...people }: People) {
  const modes = new Map<string, number>();
  for (const { mode, sessions } of groups) modes.set(mode, (modes.get(mode) ?? 0) + sessions);
  return {
    ...people,
    parkedSince: instant(parkedSince),
    sessions: [...modes].map(([mode, count]) => ({ mode, count })).filter(({ count }) => count > 0),
  };
}
