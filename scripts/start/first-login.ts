import { connectDatabase, findUserByEmail } from "@acolhe/database";

/** Whether the first administrator still logs in with the password that was made: each other one has been chosen, or expires. */
export async function isFirstPassword(url: string, email: string): Promise<boolean> {
  const db = connectDatabase({ url, name: "start", connectionsMax: 1 });
  try {
    const user = await findUserByEmail(db, email);
    return user?.mustChangePassword === true && user.passwordExpiresAt === null;
  } finally {
    await db.destroy();
  }
}
