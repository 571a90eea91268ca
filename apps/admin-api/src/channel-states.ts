import { type Broker, followBucket } from "@acolhe/bus";
import {
  BEGUN_BUCKET,
  Begun,
  CHANNELS_BUCKET,
  Connection,
  connectionOf,
  GATEWAY_BUCKET,
  GatewayCheck,
  type GoLive,
  mayBegin,
} from "@acolhe/events";
import type { z } from "zod";

interface ChannelState {
  /** `unknown`: the broker is away, or has heard nothing of the number yet. */
  readonly state: "online" | "offline" | "unknown";
  readonly since: string | null;
  /** How far the bot may go there; null: no process has said, or the broker is away. */
  readonly goLive: GoLive | null;
  /** The number's chats were read, so that the bot knows whom to leave alone; null where it does not have to. */
  readonly begun: boolean | null;
}

export interface ChannelStates {
  of(channel: string): ChannelState;
  /** How the number's settings at the gateway stood; null: no process has said, or the broker is away. */
  checkOf(channel: string): GatewayCheck | null;
  stop(): void;
}

/** What ingress hears of each number, followed. Asking costs nothing. */
export function createChannelStates(deps: { broker: Broker; onError: (error: unknown) => void }): ChannelStates {
  const { broker, onError } = deps;
  const following: { stop(): void }[] = [];
  let stopped = false;

  function follow<T>(bucket: string, schema: z.ZodType<T>): (channel: string) => T | undefined {
    const known = new Map<string, T>();
    broker.whenFirstConnected((bus) => {
      if (stopped) return;
      const onChange = ({ key, value }: { key: string; value: unknown }) => {
        const { data } = schema.safeParse(value);
        if (data === undefined) known.delete(key);
        else known.set(key, data);
      };
      following.push(followBucket(bus, bucket, { onStart: () => known.clear(), onChange, onError }));
    });
    return (channel) => (broker.connected ? known.get(channel) : undefined);
  }

  const connected = follow(CHANNELS_BUCKET, Connection);
  const checks = follow(GATEWAY_BUCKET, GatewayCheck);
  const begun = follow(BEGUN_BUCKET, Begun);

  return {
    of(channel) {
      const known = connectionOf(connected(channel), checks(channel));
      const goLive = checks(channel)?.goLive ?? null;
      const speaks = {
        goLive,
        begun: goLive === null || goLive === "observe" ? null : mayBegin(begun(channel), goLive),
      };
      if (!known) return { state: "unknown", since: null, ...speaks };
      return { state: known.connected ? "online" : "offline", since: new Date(known.at).toISOString(), ...speaks };
    },
    checkOf: (channel) => checks(channel) ?? null,
    stop() {
      stopped = true;
      for (const one of following) one.stop();
    },
  };
}
