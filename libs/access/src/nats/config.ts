import type { ChannelId } from "@acolhe/events";
import { type Passwords, SERVICES } from "../services.ts";
import { natsRights } from "./rights.ts";

/**
 * The users of the broker, in its configuration's language. No account is named: what was stored before there were users
 * lies in the account that they have without one.
 */
export function natsAuthorization(passwords: Passwords, channels: readonly ChannelId[]): string {
  const users = SERVICES.map((service) => {
    const { publish, never, subscribe } = natsRights(service, channels);
    return [
      "    {",
      `      user: ${JSON.stringify(service)}`,
      `      password: ${JSON.stringify(passwords[service])}`,
      "      permissions: {",
      `        publish: { allow: ${listOf(publish)}${never.length > 0 ? `, deny: ${listOf(never)}` : ""} }`,
      `        subscribe: ${listOf(subscribe)}`,
      "      }",
      "    }",
    ].join("\n");
  });
  return `authorization {\n  users: [\n${users.join("\n")}\n  ]\n}\n`;
}

const listOf = (subjects: readonly string[]) =>
  `[\n${subjects.map((subject) => `          ${JSON.stringify(subject)}`).join("\n")}\n        ]`;
