import { whyUnreachable } from "@acolhe/database";

/** Does a command's work at a database. Where that cannot be used, it ends with a sentence and code 1, not with a stack. */
export async function atDatabase(url: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const why = whyUnreachable(error, url);
    if (why === null) throw error;
    console.error(why);
    process.exitCode = 1;
  }
}
