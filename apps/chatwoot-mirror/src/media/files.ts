import type { Objects } from "@acolhe/bus";
import type { Files } from "../ports.ts";

/** Patients' files as they are kept: by the event they came with. */
export const createFiles = (objects: Objects): Files => ({
  async read(eventId) {
    const object = await objects.read(eventId);
    if (!object) return "later";
    return object.metadata.refused ? "never" : object.bytes;
  },
});
