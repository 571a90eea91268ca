import { connectBus, retryWhileUnavailable } from "@acolhe/bus";
import { ChannelId, ContactKey } from "@acolhe/events";
import { type NatsCluster, startNatsCluster, temporaryDirectory } from "@acolhe/testing";
import { setUp } from "../../apps/ops/src/setup.ts";
import { makeChannels } from "../chaos/channels.ts";

export const COPIES = 3;
/** The nodes choose their leader first, and answer nothing meanwhile. */
const SET_UP_MS_MAX = 60_000;

/** Three nodes with every stream, bucket and durable of ours. */
export async function startCluster(ends: AsyncDisposableStack): Promise<NatsCluster> {
  const directory = ends.use(await temporaryDirectory("acolhe-cluster-")).path;
  const cluster = ends.use(await startNatsCluster({ dir: directory, count: COPIES }));
  const bus = await connectBus({ url: cluster.url, name: "operators" });
  ends.defer(() => bus.close());
  const options = { channels: makeChannels(["main"], {}), replicas: COPIES, ackWaitMs: 1_500 };
  const givesUpAt = Date.now() + SET_UP_MS_MAX;
  await retryWhileUnavailable(() => setUp(bus, options), {
    host: bus.host,
    stopping: () => Date.now() > givesUpAt,
    onRetry: () => {},
  });
  return cluster;
}

export const refOf = (number: number) => ({
  channel: ChannelId.parse("main"),
  contact: ContactKey.parse(`55119${String(10_000_000 + number)}`),
});
