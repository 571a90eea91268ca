import { join } from "node:path";
import { startBroker } from "@acolhe/bus";
import { type ChannelId, type ContactKey, redirectKey } from "@acolhe/events";
import { startNats, temporaryDirectory } from "@acolhe/testing";
import type { Names } from "@acolhe/zapi";
import { createAliases } from "../src/resolve/aliases.ts";
import { createIdentity } from "../src/resolve/identity.ts";
import type { Merge } from "../src/resolve/survivors.ts";
import { setUpBroker } from "./desk.ts";

const CHANNEL = "main" as ChannelId;

/** The identity of two processes on one broker. */
export async function twoInstances() {
  const dir = await temporaryDirectory();
  const nats = await startNats({ dir: join(dir.path, "nats") });
  const bus = await setUpBroker(nats.url);
  const merges: Merge[] = [];
  let clock = 1;
  const make = async () => {
    const broker = startBroker({ url: nats.url, name: "identity", onError: () => {} });
    await new Promise<void>((resolve) => broker.whenFirstConnected(() => resolve()));
    const aliases = createAliases(broker, () => {});
    const announce = async (merge: Merge) => void merges.push(merge);
    return { broker, aliases, identity: createIdentity({ aliases, now: () => clock++, announce }) };
  };
  const instances = [await make(), await make()] as const;
  return {
    merges,
    resolve: (instance: number, names: Names) =>
      instances[instance % 2]!.identity.resolve(CHANNEL, names, { learn: true }),
    /** Only from the memory of an instance. */
    guess: (instance: number, names: Names) => instances[instance % 2]!.identity.guess(CHANNEL, names),
    /** As the worker does when an operator's unmerge has its turn. */
    unmerge: async (contact: ContactKey) =>
      (await bus.kvm.open("identity")).put(
        redirectKey({ channel: CHANNEL, contact }),
        JSON.stringify({ survivor: null }),
      ),
    async [Symbol.asyncDispose]() {
      for (const { broker, aliases } of instances) {
        aliases.stop();
        await broker.stop();
      }
      await bus.nc.close();
      await nats.stop();
      await dir[Symbol.asyncDispose]();
    },
  };
}
