import type { CoreBus, Objects, Raw, WireMessage } from "@acolhe/bus";
import { JetStreamApiError } from "@nats-io/jetstream";
import { NoRespondersError, headers as newHeaders, TimeoutError } from "@nats-io/nats-core";
import { Arrivals } from "../process/arrivals.ts";
import type { SimulatedProcess } from "../process/simulated-process.ts";
import { type BucketWire, openBucket } from "./bucket.ts";
import type { Link, Sent, SimulatedBroker } from "./simulated-broker.ts";
import type { Answer, StoredMessage } from "./stored-stream.ts";
import { isWildcard, matches } from "./subjects.ts";

/** Milliseconds between a process and the broker; a simulated network may make single ones long. */
export type Latency = () => number;

type Callback = (error: Error | null, message: WireMessage) => void;

interface OwnLink extends Link {
  isBroken: boolean;
}

/** As the client has them for everything but `publish`. */
const REQUEST_TIMEOUT_MS = 5_000;
const RECONNECT_MS = 200;

/**
 * A process's connection to the simulated broker. As with TCP, what one side sends arrives in order, and what is under
 * way when the connection breaks is lost. Meanwhile the client forgets what it is given, as the real one does when it
 * dials again, and requests end by their timeouts.
 */
export class SimulatedConnection {
  readonly bus: CoreBus;
  /** An effect that leaves the process. False: the process died of it before it left. */
  onEffect: (what: string) => boolean = () => true;
  /** In what form a record leaves the process. */
  written: (sent: Sent) => Sent = (sent) => sent;
  readonly #broker: SimulatedBroker;
  readonly #process: SimulatedProcess;
  readonly #latency: Latency;
  readonly #wire: BucketWire<OwnLink>;
  /** By what they are of; most are inboxes. */
  readonly #subscriptions = new Map<string, Set<Callback>>();
  readonly #wildcards = new Set<string>();
  readonly #statuses = new Set<Arrivals<{ type: string }>>();
  #link: OwnLink | null = null;
  #deafUntil = 0;
  #upAt = 0;
  #downAt = 0;

  constructor(broker: SimulatedBroker, process: SimulatedProcess, latency: Latency) {
    this.#broker = broker;
    this.#process = process;
    this.#latency = latency;
    this.#wire = {
      broker,
      ask: (question) => this.#ask(question),
      store: (sent) => this.#store(sent, REQUEST_TIMEOUT_MS),
      atClient: (link, act) => this.#atClient(link, act),
    };
    this.bus = this.#createBus();
    this.#dial();
    process.whenDead(() => this.#atBroker(() => this.#hangUp()));
  }

  /** The network between the two is cut for so long. */
  cut(ms: number): void {
    this.#hangUp();
    this.#broker.timeline.after(ms, () => this.reconnect());
  }

  /** Everything on its way, and what follows, comes so much later. */
  stall(ms: number): void {
    this.#upAt = this.#broker.timeline.now + ms;
    this.#downAt = this.#broker.timeline.now + ms;
  }

  /** Tries until the broker is there. */
  reconnect(): void {
    this.#broker.timeline.after(this.#latency() + 1, () => {
      if (this.#link && !this.#link.isBroken && this.#link.isOpen()) return;
      if (!this.#process.isAlive) return;
      if (!this.#broker.isUp) {
        this.#broker.timeline.after(RECONNECT_MS, () => this.reconnect());
        return;
      }
      this.#dial();
      this.#tell("reconnect");
    });
  }

  #dial(): void {
    const link: OwnLink = {
      isBroken: false,
      isOpen: () => !link.isBroken,
      wants: (subject) => this.#wants(subject),
      take: (sent) => this.#atClient(link, () => this.#deliver(sent)),
    };
    this.#link = link;
    this.#upAt = this.#downAt = this.#broker.timeline.now;
    this.#broker.open(link);
  }

  /** For so long the broker drops what is only copied to it, as it does to one that reads too slowly. */
  deafen(ms: number): void {
    this.#deafUntil = this.#broker.timeline.now + ms;
  }

  #wants(wanted: string): boolean {
    if (this.#broker.timeline.now < this.#deafUntil) return false;
    if (this.#subscriptions.has(wanted)) return true;
    for (const filter of this.#wildcards) if (matches(filter, wanted)) return true;
    return false;
  }

  #hangUp(): void {
    if (!this.#link) return;
    this.#link.isBroken = true;
    this.#broker.close(this.#link);
    this.#link = null;
    this.#tell("disconnect");
  }

  #tell(type: "reconnect" | "disconnect"): void {
    for (const status of this.#statuses) this.#process.run(() => status.push({ type }));
  }

  /** Resolves at once, or when the broker is there. */
  async whenUp(): Promise<void> {
    if (this.#link) return;
    for await (const { type } of this.bus.nc.status()) if (type === "reconnect") return;
  }

  /** The broker died: the socket says so at once. */
  broke(): void {
    this.#hangUp();
    this.reconnect();
  }

  #atBroker(act: (link: OwnLink) => void): void {
    const link = this.#link;
    if (!link) return;
    this.#upAt = Math.max(this.#upAt, this.#broker.timeline.now + this.#latency());
    this.#broker.timeline.at(this.#upAt, () => {
      if (!link.isBroken && this.#broker.isUp) act(link);
    });
  }

  #atClient(link: OwnLink, act: () => void): void {
    this.#downAt = Math.max(this.#downAt, this.#broker.timeline.now + this.#latency());
    this.#broker.timeline.at(this.#downAt, () => {
      if (!link.isBroken) this.#process.run(act);
    });
  }

  #deliver(sent: Sent): void {
    const to = sent.inbox ?? sent.subject;
    for (const callback of this.#subscriptions.get(to) ?? []) callback(null, this.#message(sent));
    for (const filter of this.#wildcards)
      if (matches(filter, to))
        for (const callback of this.#subscriptions.get(filter) ?? []) callback(null, this.#message(sent));
  }

  #subscribe(subject: string, callback: Callback): { unsubscribe(): void } {
    const others = this.#subscriptions.get(subject) ?? new Set();
    this.#subscriptions.set(subject, others.add(callback));
    if (isWildcard(subject)) this.#wildcards.add(subject);
    return {
      unsubscribe: () => {
        others.delete(callback);
        if (others.size > 0) return;
        this.#subscriptions.delete(subject);
        this.#wildcards.delete(subject);
      },
    };
  }

  #message({ subject, body, reply, headers, code = 0 }: Sent): WireMessage {
    return {
      subject,
      reply,
      headers: code ? { code, get: () => "" } : headers,
      json: <T>() => JSON.parse(body) as T,
      string: () => body,
      respond: (answer, options) => {
        this.#send({ subject: reply ?? "", body: answer, ...options });
        return true;
      },
    };
  }

  /** @param answer told what became of it, once the broker has said so */
  #send(sent: Sent, answer?: (answer: Answer | null) => void): void {
    if (!this.#process.isAlive || !this.onEffect(sent.subject)) return;
    this.#atBroker((link) =>
      this.#broker.publish(link, sent, answer && ((told) => this.#atClient(link, () => answer(told)))),
    );
  }

  /** Asks the broker, which answers at once. */
  #ask<T>(question: (link: OwnLink) => T, timeoutMs = REQUEST_TIMEOUT_MS): Promise<T> {
    return new Promise((resolve, reject) => {
      const cancel = this.#process.host.after(timeoutMs, () => reject(new TimeoutError()));
      if (!this.#process.isAlive) return;
      this.#atBroker((link) => {
        const answer = question(link);
        this.#atClient(link, () => {
          cancel();
          resolve(answer);
        });
      });
    });
  }

  #store(sent: Sent, timeoutMs: number): Promise<{ seq: number; duplicate: boolean }> {
    return new Promise((resolve, reject) => {
      const cancel = this.#process.host.after(timeoutMs, () => reject(new TimeoutError()));
      this.#send(this.written(sent), (answer) => {
        cancel();
        if (answer === null) reject(new NoRespondersError(sent.subject));
        else if ("error" in answer) reject(new JetStreamApiError(answer.error));
        else resolve(answer);
      });
    });
  }

  #createBus(): CoreBus {
    const broker = this.#broker;
    return {
      host: this.#process.host,
      store: (subject, body, { headers, timeoutMs }) => this.#store({ subject, body, headers }, timeoutMs),
      nc: {
        isClosed: () => false,
        publish: (subject, body, options) => this.#send({ subject, body, ...options }),
        subscribe: (subject, { callback }) => this.#subscribe(subject, callback),
        status: () => {
          const statuses = new Arrivals<{ type: string }>();
          this.#statuses.add(statuses);
          return statuses;
        },
      },
      jsm: this.#streams(),
      isReplicated: async () => false,
      noteAnswer: () => {},
      read: (name, query) =>
        this.#ask(() => {
          const stream = broker.stream(name);
          const { seq = 0, start_time = 0, next_by_subj, last_by_subj }: Query = query;
          const found = last_by_subj
            ? stream.lastBy(last_by_subj)
            : next_by_subj
              ? stream.nextBy(next_by_subj, seq, new Date(start_time).getTime())
              : stream.at(seq);
          return found ? raw(found) : null;
        }),
      kvm: { open: (bucket) => this.#ask(() => openBucket(this.#wire, bucket)) },
      objects: () => NO_FILES,
      inbox: () => `_INBOX.${this.#process.host.uniqueId()}`,
    };
  }

  #streams(): CoreBus["jsm"] {
    const broker = this.#broker;
    return {
      direct: {
        getBatch: async (name, query) => {
          const { seq = 1, start_time = 0, batch, next_by_subj = ">" } = query as Query & { batch: number };
          const fromMs = new Date(start_time).getTime();
          const found = await this.#ask(() => {
            const stream = broker.stream(name);
            const all: StoredMessage[] = [];
            for (let at = stream.nextBy(next_by_subj, seq, fromMs); at && all.length < batch; ) {
              all.push(at);
              at = stream.nextBy(next_by_subj, at.seq + 1);
            }
            return all;
          });
          return (async function* () {
            for (const message of found) yield raw(message);
          })();
        },
      },
      streams: {
        purge: (name, { filter }) => {
          if (!this.onEffect(`purge ${filter}`)) return new Promise(() => {});
          return this.#ask(() => ({ purged: broker.stream(name).purge(filter) }));
        },
        info: (name) => this.#ask(() => ({ state: { last_seq: broker.stream(name).lastSeq } })),
      },
    };
  }
}

interface Query {
  readonly seq?: number;
  readonly start_time?: Date | string | number;
  readonly next_by_subj?: string;
  readonly last_by_subj?: string;
}

const raw = ({ seq, subject, body, headers, timeMs }: StoredMessage): Raw => ({
  seq,
  subject,
  timestamp: new Date(timeMs).toISOString(),
  header: headers ?? newHeaders(),
  json: <T>() => JSON.parse(body) as T,
  string: () => body,
});

const noFile = () => Promise.reject(new Error("there are no files in the simulation"));
const NO_FILES: Objects = {
  read: noFile,
  open: noFile,
  metadata: noFile,
  write: noFile,
  erase: noFile,
  list: noFile,
  forget: noFile,
};
