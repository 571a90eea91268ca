import { join } from "node:path";
import type { Bus } from "@acolhe/bus";
import type { ChannelId } from "@acolhe/events";
import { startNats, temporaryDirectory } from "@acolhe/testing";
import { describe, expect, it } from "vitest";
import { keepState } from "../src/publish/keep-state.ts";
import { setUpBroker } from "./desk.ts";

const CHANNEL = "main" as ChannelId;
const OLDER = { connected: true, at: 2 };
const NEWEST = { connected: false, at: 3 };

/** The same broker as a process sees it that is held up after its first read. */
function heldUp(bus: Bus, until: Promise<void>): { bus: Bus; hasRead: Promise<void> } {
  const read = Promise.withResolvers<void>();
  const open = async (name: string) => {
    const kv = await bus.kvm.open(name);
    const get = async (key: string) => {
      const entry = await kv.get(key);
      read.resolve();
      await until;
      return entry;
    };
    return Object.create(kv, { get: { value: get } }) as typeof kv;
  };
  return { bus: { ...bus, kvm: Object.create(bus.kvm, { open: { value: open } }) }, hasRead: read.promise };
}

describe("a number's newest state is kept when a process with an older one read before it was written", () => {
  it.each(["of a number not seen before", "after another state", "after a state that was deleted"])(
    "%s",
    async (how) => {
      await using dir = await temporaryDirectory();
      await using nats = await startNats({ dir: join(dir.path, "nats") });
      const bus = await setUpBroker(nats.url);
      const kv = await bus.kvm.open("channels");
      if (how !== "of a number not seen before") await keepState(bus, CHANNEL, { connected: false, at: 1 });
      if (how === "after a state that was deleted") await kv.delete(CHANNEL);
      const newestIsKept = Promise.withResolvers<void>();
      const late = heldUp(bus, newestIsKept.promise);
      const older = keepState(late.bus, CHANNEL, OLDER);
      await late.hasRead;
      await keepState(bus, CHANNEL, NEWEST);
      newestIsKept.resolve();
      await older;
      expect((await kv.get(CHANNEL))?.json()).toEqual(NEWEST);
      await bus.close();
    },
  );
});
