import { Client } from "pg";

const NO_SUCH_DATABASE = "3D000";

/** Makes the database where the server has none of that name. */
export async function createWhenMissing(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  try {
    await client.connect();
    await client.end();
  } catch (error) {
    if ((error as { code?: string }).code !== NO_SUCH_DATABASE) throw error;
    const target = new URL(url);
    const name = decodeURIComponent(target.pathname.slice(1));
    target.pathname = "postgres";
    const admin = new Client({ connectionString: target.href });
    await admin.connect();
    // Another process may be first.
    await admin.query(`create database ${admin.escapeIdentifier(name)}`).catch((reason: { code?: string }) => {
      if (reason.code !== "42P04" && reason.code !== "23505") throw reason;
    });
    await admin.end();
  }
}
