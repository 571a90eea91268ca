import {
  type DirectMsgRequest,
  JetStreamApiError,
  type JetStreamManager,
  jetstreamManager,
  type MsgRequest,
} from "@nats-io/jetstream";
import type { NatsConnection } from "@nats-io/nats-core";
import { realHost, sleep } from "./host.ts";
import type { Raw } from "./raw.ts";
import type { Silences } from "./silences.ts";
import { isBrokerTrouble } from "./unavailable.ts";

/*
 * A direct get of a replicated stream is answered by any of its replicas, and followers lag. Of a thousand records read
 * right after their acknowledgement, on three idle nodes of one machine, 83 to 254 were not there. A reader that takes
 * this for the truth talks over a person, or takes a turn for purged. So replicated streams are asked at their leader.
 */

export interface Replicas {
  /** Whether a stream has followers. Looked up once a connection, so processes are started anew when the number changes. */
  isReplicated(stream: string): Promise<boolean>;
  /** One record, as new as what was acknowledged last; null when there is none. */
  read(stream: string, query: DirectMsgRequest): Promise<Raw | null>;
}

/** A request that was on its way to a leader that died is never answered; a busy machine takes its time, too. */
const ANSWER_MS = 1_500;
const TRIES = 4;
const RETRY_MS = 100;

export async function createReplicas(
  nc: NatsConnection,
  jsm: JetStreamManager,
  silences: Silences,
): Promise<Replicas & { forget(): void }> {
  const leader = await jetstreamManager(nc, { checkAPI: false, timeout: ANSWER_MS });
  const replicated = new Map<string, Promise<boolean>>();

  function isReplicated(stream: string): Promise<boolean> {
    const known = replicated.get(stream);
    if (known) return known;
    // A node without a leader still knows this: it says nothing of whether the stream can be read.
    const asked = persistently(
      `${stream} itself`,
      async () => (await leader.streams.info(stream)).config.num_replicas > 1,
    );
    replicated.set(stream, asked);
    return asked.catch((error) => {
      replicated.delete(stream);
      // The read itself says best that there is no such stream yet.
      if (error instanceof JetStreamApiError && error.status === 404) return false;
      throw error;
    });
  }

  return {
    isReplicated,
    async read(stream, query) {
      if (!(await isReplicated(stream))) return jsm.direct.getMessage(stream, query);
      // The client's type knows fewer ways to ask than the broker answers: not the first since an instant.
      return persistently(stream, () => leader.streams.getMessage(stream, query as MsgRequest));
    },
    forget: () => replicated.clear(),
  };

  async function persistently<T>(stream: string, ask: () => Promise<T>): Promise<T> {
    for (let tried = 1; ; tried++) {
      try {
        return await silences.heeded(stream, ask);
      } catch (error) {
        if (tried === TRIES || !isBrokerTrouble(error)) throw error;
        await sleep(realHost, RETRY_MS);
      }
    }
  }
}
