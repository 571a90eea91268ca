import { DeskError } from "@acolhe/chatwoot";

/** What has no conversation at the desk, or never had one, has no place where staff would read it. */
export async function whereThere(write: () => Promise<unknown>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (!(error instanceof DeskError) || (error.kind !== "gone" && error.kind !== "refuse")) throw error;
  }
}
