import { type Db, findChannel, listChannels, readSetting, updateChannel, writeSetting } from "@acolhe/database";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { BOT_SETTING } from "../clinic-facts.ts";
import { Problem } from "../http/problem.ts";
import { addRoute } from "../http/route.ts";
import { ChannelId, line, Version } from "../schemas/common.ts";
import type { Deps } from "./deps.ts";
import { withoutUndefined } from "./records.ts";

const tag = "Bot";
const Channel = z
  .object({ id: z.string(), name: z.string(), botEnabled: z.boolean(), updatedAt: z.string(), version: Version })
  .meta({ id: "Channel" });
const Bot = z
  .object({
    enabled: z.boolean().describe("False: the bot is silent on every number"),
    version: z.int().describe("0 until it is first switched"),
  })
  .meta({ id: "Bot" });

/** Whether the bot answers at all. */
export async function botOf(db: Db): Promise<z.input<typeof Bot>> {
  const setting = await readSetting(db, BOT_SETTING);
  const off = (setting?.value as { off: boolean } | undefined)?.off ?? false;
  return { enabled: !off, version: setting?.version ?? 0 };
}

/**
 * The bot on and off, for all numbers or for one; for a contact there are pause and return. Answered when the broker has
 * stored it: from then on words that were decided and not sent yet are not sent any more.
 */
export function addBotRoutes(app: FastifyInstance, deps: Deps): void {
  addRoute(app, deps, {
    method: "GET",
    url: "/api/v1/bot",
    id: "getBot",
    summary: "Whether the bot answers at all",
    tag,
    answer: Bot,
    handle: async ({ db }) => botOf(db),
  });

  addRoute(app, deps, {
    method: "PUT",
    url: "/api/v1/bot",
    id: "switchBot",
    summary: 'Switch the bot on or off for every number; If-Match "0" for the first time',
    tag,
    versioned: true,
    body: z.object({ enabled: z.boolean() }).meta({ id: "BotSwitch" }),
    answer: Bot,
    async handle({ body, version, db, account, audit }) {
      const setting = { key: BOT_SETTING, value: { off: !body.enabled }, version, updatedBy: account.userId };
      if (!(await writeSetting(db, setting))) throw new Problem("version-mismatch");
      audit({ action: body.enabled ? "bot-on" : "bot-off", entity: "bot" });
      await deps.clinic.publish(db);
      return botOf(db);
    },
  });

  addRoute(app, deps, {
    method: "GET",
    url: "/api/v1/channels",
    id: "listChannels",
    summary: "The clinic's WhatsApp numbers",
    tag,
    answer: z.object({ items: z.array(Channel) }).meta({ id: "Channels" }),
    handle: async ({ db }) => ({ items: await listChannels(db) }),
  });

  addRoute(app, deps, {
    method: "PATCH",
    url: "/api/v1/channels/:id",
    id: "updateChannel",
    summary: "Name a number, or switch the bot on or off for it",
    tag,
    versioned: true,
    params: z.object({ id: ChannelId }),
    body: z.object({ name: line(80).optional(), botEnabled: z.boolean().optional() }).meta({ id: "ChannelPatch" }),
    answer: Channel,
    async handle({ params, body, version, db, audit }) {
      const patch = withoutUndefined(body);
      const changed = await updateChannel(db, { id: params.id, version }, patch);
      if (!changed) throw new Problem((await findChannel(db, params.id)) ? "version-mismatch" : "not-found");
      audit({ action: "update", entity: "channel", entityId: params.id, changes: patch });
      await deps.clinic.publish(db);
      return changed;
    },
  });
}
