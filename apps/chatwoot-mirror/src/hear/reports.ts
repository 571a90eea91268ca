import { publish } from "@acolhe/bus";
import { type ControlEvent, controlSubject, stableId } from "@acolhe/events";
import type { MirrorDeps } from "../ports.ts";
import type { Handle } from "../record.ts";
import { type DeskReport, type Meaning, readReport } from "../translate/desk-state.ts";

/**
 * How a change at the desk came to be known. While we open a conversation for a team (`own-opening`) the desk may assign
 * it by itself, and no person has taken anything over by that.
 */
export type Learned = "webhook" | "reading" | "own-change" | "own-opening";

/** What people change at the desk, brought into the contact's ordered log. */
export function createReports(deps: MirrorDeps) {
  const { bus, settings, metrics, now } = deps;

  return {
    /** The control is in the log before the change counts as known: after a crash in between it is written again. */
    async apply(handle: Handle, report: DeskReport, learned: Learned): Promise<void> {
      const isOpening = learned === "own-opening";
      const rules = isOpening ? { ...settings, takeoverOnAssign: false } : settings;
      const read = readReport(handle.record, report, rules);
      if (!read) return;
      for (const meaning of read.meanings) {
        await tell(handle, report, meaning);
        metrics.controls.inc({ meaning, learned });
      }
      const { record } = handle;
      const conversationId = record.conversationId ?? report.conversationId;
      const isNews = JSON.stringify(record.desk) !== JSON.stringify(read.desk);
      const conversationSince = record.conversationId === null ? now() : record.conversationSince;
      handle.record = { ...record, conversationId, conversationSince, desk: read.desk };
      if (isNews) await handle.save();
    },
  };

  async function tell(handle: Handle, report: DeskReport, meaning: Meaning): Promise<void> {
    const { ref } = handle;
    const type = meaning === "returned" ? "returned-to-bot" : "takeover-started";
    const id = stableId("chatwoot-state", type, report.conversationId, report.updatedAt);
    const at = now();
    const control: ControlEvent = { type, ...ref, id, at, receivedAt: at, source: "chatwoot" };
    await publish(bus, controlSubject(ref), control, { id });
  }
}
export type Reports = ReturnType<typeof createReports>;
