import { type Broker, followBucket } from "@acolhe/bus";
import { z } from "zod";

interface ChannelState {
  /** `unknown`: the broker is away, or has heard nothing of the number yet. */
  readonly state: "online" | "offline" | "unknown";
  readonly since: string | null;
}

export interface ChannelStates {
  of(channel: string): ChannelState;
  stop(): void;
}

const Known = z.object({ connected: z.boolean(), at: z.number() });
const UNKNOWN: ChannelState = { state: "unknown", since: null };

/** Whether each number is on line, as ingress last heard it of the gateway. Asking costs nothing. */
export function createChannelStates(deps: { broker: Broker; onError: (error: unknown) => void }): ChannelStates {
  const { broker, onError } = deps;
  const known = new Map<string, ChannelState>();
  let following: { stop(): void } | undefined;
  let stopped = false;

  broker.whenFirstConnected((bus) => {
    if (stopped) return;
    following = followBucket(bus, "channels", {
      onStart: () => known.clear(),
      onChange({ key, value }) {
        const { data } = Known.safeParse(value);
        if (!data) return void known.delete(key);
        known.set(key, { state: data.connected ? "online" : "offline", since: new Date(data.at).toISOString() });
      },
      onError,
    });
  });

  return {
    of: (channel) => (broker.connected && known.get(channel)) || UNKNOWN,
    stop() {
      stopped = true;
      following?.stop();
    },
  };
}
