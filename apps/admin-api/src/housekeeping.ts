import {
  type Database,
  forgetDeskChanges,
  forgetOldDevices,
  forgetOldGuesses,
  takeOverdueBlocks,
} from "@acolhe/database";
import { ChannelId, ContactKey } from "@acolhe/events";
import { inStep } from "@acolhe/runtime";
import type { ClinicFacts } from "./clinic-facts.ts";
import type { Conversations } from "./conversations.ts";
import { HOUSEKEEPING_MS } from "./limits.ts";

export interface Housekeeping {
  /** Whether the database answered the last time. */
  readonly isDatabaseThere: boolean;
  stop(): Promise<void>;
}

/** What is due without a request. Its first round tells whether the database is there. */
export async function startHousekeeping(deps: {
  db: Database;
  conversations: Conversations;
  clinic: ClinicFacts;
  onError: (error: unknown) => void;
}): Promise<Housekeeping> {
  const { db, conversations, clinic } = deps;
  let isDatabaseThere = false;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  async function round(): Promise<void> {
    try {
      await forgetDeskChanges(db);
      await forgetOldGuesses(db);
      await forgetOldDevices(db);
      isDatabaseThere = true;
    } catch (error) {
      isDatabaseThere = false;
      return deps.onError(error);
    }
    await liftOverdue(db, conversations).catch(deps.onError);
    await clinic.refresh(db).catch(deps.onError);
  }
  async function loop(): Promise<void> {
    await round();
    if (!stopped) timer = setTimeout(() => (running = loop()), HOUSEKEEPING_MS);
  }
  let running = loop();
  await running;

  return {
    get isDatabaseThere() {
      return isDatabaseThere;
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}

/** Gives contacts whose block is over back to the bot. Lifted only when the log has it; a repeat has the same id. */
function liftOverdue(db: Database, conversations: Conversations): Promise<void> {
  return db.transaction().execute(async (trx) => {
    for (const { id, channel, contactKey } of await takeOverdueBlocks(trx)) {
      const ref = { channel: ChannelId.parse(channel), contact: ContactKey.parse(contactKey) };
      await inStep("lift-block", { kind: "internal" }, ({ traceparent }) =>
        conversations.control(ref, "return", { cause: id, traceparent }),
      );
    }
  });
}
