import { DeskError } from "@acolhe/chatwoot";

/** Without its conversation, or never in one, there is no place at which anybody would read what is written. */
export async function whereThere(write: () => Promise<unknown>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (!(error instanceof DeskError) || (error.kind !== "gone" && error.kind !== "refuse")) throw error;
  }
}
