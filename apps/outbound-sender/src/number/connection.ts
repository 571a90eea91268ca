import { type CoreBus, followBucket } from "@acolhe/bus";
import { CHANNELS_BUCKET, type Channel } from "@acolhe/events";
import type { Logger } from "@acolhe/runtime";
import type { ZapiClient } from "@acolhe/zapi";
import type { SendGate } from "./gate.ts";

const STATUS_EVERY_MS = 15_000;

export interface Connection {
  isConnected(): boolean;
  stop(): void;
}

/** Closes the number's gate while it is off line, as ingress says in the bucket of channels or the gateway itself. */
export function followConnection(deps: {
  readonly bus: CoreBus;
  readonly channel: Channel;
  readonly client: ZapiClient;
  readonly gate: SendGate;
  readonly log: Logger;
}): Connection {
  const { bus, channel, gate, log } = deps;
  let connected = true;

  function setConnected(now: boolean): void {
    if (connected !== now)
      log.warn({ channel: channel.id, connected: now }, now ? "number connected" : "number disconnected: sends wait");
    connected = now;
    if (now) gate.connected();
    else gate.disconnected();
  }

  const watching = followBucket(bus, CHANNELS_BUCKET, {
    key: channel.id,
    onChange: ({ value }) => void (value && setConnected((value as { connected: boolean }).connected)),
    onError: (error) => log.warn({ err: error }, "the state of the number is not watched for a moment"),
  });

  // A missed ConnectedCallback must not silence the number for ever.
  const endPoll = bus.host.every(STATUS_EVERY_MS, async () => {
    if (connected) return;
    const status = await deps.client.status().catch(() => null);
    if (status?.connected) setConnected(true);
  });

  return {
    isConnected: () => connected,
    stop() {
      endPoll();
      watching.stop();
    },
  };
}
