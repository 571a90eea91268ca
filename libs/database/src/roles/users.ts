/**
 * Who logs in at the database. None is a superuser. The owner is who migrates and what operators are: all in this database
 * is theirs, and nothing outside it.
 */
export const DATABASE_USERS = {
  ops: "acolhe_owner",
  projector: "acolhe_projector",
  "admin-api": "acolhe_admin_api",
  "conversation-worker": "acolhe_worker",
} as const;
export type DatabaseService = keyof typeof DATABASE_USERS;

export const OWNER = DATABASE_USERS.ops;
