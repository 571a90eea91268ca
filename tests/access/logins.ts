import { asService, type Passwords, SERVICES, type Service } from "@acolhe/access";
import { DATABASE_USERS, type DatabaseService } from "@acolhe/database";

/** Of tests, bench and chaos alike: each service logs in as itself, as where it is shipped. */
export const PASSWORDS = Object.fromEntries(SERVICES.map((name) => [name, `password-of-${name}`])) as Passwords;

/** The settings of one service: as the operators', with its own logins. */
export function asUser(service: Service, env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const own = { ...env };
  for (const name of ["NATS_URL", "REDIS_URL"])
    if (env[name] !== undefined) own[name] = asService(env[name], service, PASSWORDS[service]);
  if (env.DATABASE_URL === undefined) return own;
  const user = service in DATABASE_USERS ? DATABASE_USERS[service as DatabaseService] : "of-no-user";
  return { ...own, DATABASE_URL: asService(env.DATABASE_URL, user, PASSWORDS[service]) };
}
