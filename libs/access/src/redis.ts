import { createHash } from "node:crypto";
import type { Passwords, Service } from "./services.ts";

/*
 * The users of the cache, in the language of its file of users. Scripts run with the rights of who calls them, so what they
 * use inside is named as well. A service that has no line does not reach the cache.
 */

interface CacheRights {
  readonly keys: readonly string[];
  readonly commands: readonly string[];
}

/** What the client asks for by itself: whether the server is ready. */
const CONNECTING = ["ping", "info"];
const SCRIPTS = ["eval", "evalsha", "time"];
const COUNTING = [...SCRIPTS, "zremrangebyscore", "zscore", "zcount", "zadd", "zrangebyscore", "pexpire"];
/** An erasure looks through everything, and removes what it finds. */
const SEARCHING = ["scan", "type", "get", "del"];

const RIGHTS: Partial<Readonly<Record<Service, CacheRights>>> = {
  ingress: { keys: ["acolhe:rate:*", "acolhe:sent:*"], commands: [...COUNTING, "get"] },
  "outbound-sender": { keys: ["acolhe:pace:*", "acolhe:sent:*"], commands: [...SCRIPTS, "get", "set"] },
  "admin-api": { keys: ["acolhe:*"], commands: [...COUNTING, ...SEARCHING] },
  ops: { keys: ["acolhe:*"], commands: SEARCHING },
};

/** Passwords only as hashes, so a reader of the file cannot log in. There is no login without a name. */
export function redisUsers(passwords: Passwords): string {
  const lines = Object.entries(RIGHTS).map(([service, { keys, commands }]) => {
    const hash = createHash("sha256")
      .update(passwords[service as Service])
      .digest("hex");
    const rights = [
      ...keys.map((key) => `~${key}`),
      "-@all",
      ...[...CONNECTING, ...commands].map((name) => `+${name}`),
    ];
    return `user ${service} on #${hash} resetchannels ${rights.join(" ")}`;
  });
  return `${["user default off", ...lines].join("\n")}\n`;
}
