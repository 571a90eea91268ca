import { hash, timingSafeEqual } from "node:crypto";
import type { Channel } from "@acolhe/events";
import { instanceIdOf } from "@acolhe/zapi";
import { Problem } from "./problem.ts";

/** Of equal length whatever goes in, so that comparing takes equal time. */
const digest = (value: string) => hash("sha256", value, "buffer");

/** Finds whose webhook it is by the secret of its path. */
export function createDirectory(channels: readonly Channel[]) {
  const secrets = channels.flatMap((channel) =>
    [channel.webhookSecret, channel.previousWebhookSecret].flatMap((secret) =>
      secret === undefined ? [] : [{ channel, digest: digest(secret) }],
    ),
  );
  const tokens = new Map(channels.map((channel) => [channel.id, digest(channel.instanceToken)]));

  return {
    /** @throws Problem 401 */
    bySecret(secret: string): Channel {
      const given = digest(secret);
      let found: Channel | undefined;
      // Every secret is compared, also after a match: the time tells nothing about which one it was.
      for (const candidate of secrets) if (timingSafeEqual(candidate.digest, given)) found = candidate.channel;
      if (!found) throw new Problem(401, "No number has this webhook address. Register the address of the settings.");
      return found;
    },

    /**
     * The token header is not documented by the gateway: absent is accepted, wrong is not.
     *
     * @returns whether it was there
     * @throws Problem 401
     */
    checkToken(channel: Channel, token: string | string[] | undefined): boolean {
      if (token === undefined || token === "") return false;
      const right = typeof token === "string" && timingSafeEqual(tokens.get(channel.id)!, digest(token));
      if (!right)
        throw new Problem(
          401,
          "The z-api-token header is not this number's. Update the instance token in the settings.",
        );
      return true;
    },

    /** @throws Problem 403 */
    checkInstance(channel: Channel, json: unknown): void {
      if (instanceIdOf(json) === channel.instanceId) return;
      throw new Problem(403, "The instanceId is not this number's. Give each instance the webhook address of its own.");
    },
  };
}
export type Directory = ReturnType<typeof createDirectory>;
