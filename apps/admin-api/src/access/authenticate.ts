import { type Db, findSession, type UserRole } from "@acolhe/database";
import type { FastifyRequest } from "fastify";
import { Problem } from "../http/problem.ts";

/** Who calls, as the database knows them now: a role taken away is gone with the next request. */
export interface Account {
  readonly userId: string;
  readonly familyId: string;
  readonly name: string;
  readonly email: string;
  readonly role: UserRole;
  readonly mustChangePassword: boolean;
}

export interface AccessToken {
  /** The user. */
  readonly sub: string;
  /** The login this token belongs to; it is worth nothing once that has ended. */
  readonly fam: string;
}

/** @throws Problem unauthenticated */
export async function authenticate(request: FastifyRequest, db: Db): Promise<Account> {
  let token: AccessToken;
  try {
    token = await request.jwtVerify<AccessToken>();
  } catch (cause) {
    throw new Problem("unauthenticated", { cause });
  }
  const account = await findSession(db, token.fam);
  if (!account || account.userId !== token.sub) {
    request.formerUser = token.sub;
    throw new Problem("session-ended");
  }
  return { ...account, familyId: token.fam };
}
