import type { UserRole } from "@acolhe/database";

interface Standing {
  readonly email: string;
  readonly role: UserRole;
  readonly active: boolean;
}

export interface Ends {
  /** Log-ins, known devices and links to a new password. */
  readonly access: boolean;
  /** Links to a new password, without the rest. */
  readonly links: boolean;
  /** Links that this user made for others. */
  readonly linksMade: boolean;
}

/**
 * What ends with a change of a user, as whatever let this user in was given to who they were before: the links of one who
 * is made an administrator would make one. A role itself is looked at with each request.
 */
export function whatEnds(before: Standing, after: Standing): Ends {
  const access = before.active !== after.active || before.email.toLowerCase() !== after.email.toLowerCase();
  const isAdministrator = ({ active, role }: Standing) => active && role === "admin";
  return {
    access,
    links: access || before.role !== after.role,
    linksMade: isAdministrator(before) && !isAdministrator(after),
  };
}
