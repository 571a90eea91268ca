import { type Database, type Db, listAlertOrders, orderOfAlerts, readAlertWatch } from "@acolhe/database";
import { AlertState } from "@acolhe/status";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import type { AlertOptions } from "../alerts/start.ts";
import { Problem } from "../http/problem.ts";
import { addRoute } from "../http/route.ts";
import { ALERT_WATCH_MS } from "../limits.ts";
import { line, Nothing } from "../schemas/common.ts";
import type { SystemAlerts } from "../schemas/system.ts";
import type { Deps } from "./deps.ts";

const instant = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());

/** What an operator says of the alerts that people were told of. The operators' command line does the same. */
export function addAlertRoutes(app: FastifyInstance, deps: Deps): void {
  addRoute(app, deps, {
    method: "POST",
    url: "/api/v1/system/alerts/acknowledge",
    id: "acknowledgeAlert",
    summary:
      "Acknowledge an alert: it is not told again until it grows or is over. This takes effect within ten seconds",
    tag: "Sistema",
    body: z.object({ key: line(200).describe("Of an alert that people were told of") }).meta({ id: "Acknowledgement" }),
    status: 204,
    answer: Nothing,
    async handle({ body: { key }, db, account, audit }) {
      const { alerts } = await stateOf(db);
      if (!alerts.some((alert) => alert.key === key && alert.firedAt !== null)) throw new Problem("not-found");
      await orderOfAlerts(db, { kind: "acknowledge", alertKey: key, orderedBy: account.name });
      audit({ action: "acknowledge-alert", entity: "installation", changes: { alert: key } });
    },
  });
}

/** What people were told of and is not over, and by which ways they are told. */
export async function alertsNow(db: Database, options: AlertOptions): Promise<z.input<typeof SystemAlerts>> {
  const [{ alerts, sinks, savedMsAgo }, orders] = await Promise.all([stateOf(db), listAlertOrders(db)]);
  const ordered = new Map(
    orders.map(({ alertKey, orderedBy, orderedAt }) => [alertKey, { by: orderedBy, at: orderedAt }]),
  );
  const wayOf = (sink: "mail" | "webhook", to: readonly string[]) => {
    const { sentAt = null, failedAt = null, reason = null } = sinks[sink] ?? {};
    return { sink, to: [...to], sentAt: instant(sentAt), failedAt: reason === null ? null : instant(failedAt) };
  };
  return {
    isWatched: savedMsAgo !== null && savedMsAgo < ALERT_WATCH_MS,
    ways: [
      ...(options.mail ? [wayOf("mail", options.mail.to)] : []),
      ...(options.webhook ? [wayOf("webhook", [])] : []),
    ],
    open: alerts.flatMap(({ firedAt, since, goneSince, acknowledged, nextAt: _, ...alert }) =>
      firedAt === null
        ? []
        : [
            {
              ...alert,
              since: new Date(since).toISOString(),
              firedAt: new Date(firedAt).toISOString(),
              isNearlyOver: goneSince !== null,
              acknowledged: acknowledged
                ? { by: acknowledged.by, at: new Date(acknowledged.at).toISOString() }
                : (ordered.get(alert.key) ?? null),
            },
          ],
    ),
  };
}

/** What another version wrote and this one cannot read, the alerts' sender begins anew. */
async function stateOf(db: Db): Promise<AlertState & { readonly savedMsAgo: number | null }> {
  const { state, savedMsAgo } = await readAlertWatch(db);
  return { ...(AlertState.safeParse(state).data ?? AlertState.parse({})), savedMsAgo };
}
