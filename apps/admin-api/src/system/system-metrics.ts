import type { Metrics } from "@acolhe/runtime";
import type { People, System, SystemState } from "./system.ts";

type Status = NonNullable<SystemState["status"]>;
interface Gauge {
  set(labels: Record<string, string>, value: number): void;
  set(value: number): void;
  reset(): void;
  remove(): void;
}

/**
 * What belongs to the installation and to no single process, brought up to date whenever it is read. What cannot be
 * known has no value at all: an old one, or a zero, would say that all is well.
 */
export function createSystemMetrics(metrics: Metrics, system: Pick<System, "read">): void {
  const one = (pick: (state: SystemState) => number | null) => async (gauge: Gauge) => {
    const value = pick(await system.read());
    if (value === null) gauge.remove();
    else gauge.set(value);
  };
  const each = (pick: (status: Status) => readonly [Record<string, string>, number][]) => async (gauge: Gauge) => {
    const { status } = await system.read();
    gauge.reset();
    for (const [labels, value] of status ? pick(status) : []) gauge.set(labels, value);
  };
  declareServers(metrics, one);
  declareLog(metrics, each);
  declareProcesses(metrics, one, each);
  declarePeople(metrics, one);
  metrics.gauge("sessions_open", {
    help: "Sessions under way, by who speaks and the state of the flow",
    asks: "Where do patients stand, and with whom?",
    signal: "traffic",
    unit: "count",
    labels: ["mode", "step"],
    async collect(gauge) {
      const { people } = await system.read();
      gauge.reset();
      for (const { mode, step, sessions } of people?.groups ?? [])
        if (sessions > 0) gauge.set({ mode, step: step ?? "none" }, sessions);
    },
  });
}

type One = (pick: (state: SystemState) => number | null) => (gauge: Gauge) => Promise<void>;
type Each = (pick: (status: Status) => readonly [Record<string, string>, number][]) => (gauge: Gauge) => Promise<void>;

function declareServers(metrics: Metrics, one: One): void {
  metrics.gauge("broker_reachable", {
    help: "1 while the broker tells how it stands",
    asks: "Is the broker there?",
    signal: "errors",
    unit: "0 or 1",
    collect: one(({ status }) => (status ? 1 : 0)),
  });
  metrics.gauge("database_reachable", {
    help: "1 while the database tells who waits",
    asks: "Is the database there?",
    signal: "errors",
    unit: "0 or 1",
    collect: one(({ people }) => (people ? 1 : 0)),
  });
}

function declareLog(metrics: Metrics, each: Each): void {
  metrics.gauge("consumer_lag_records", {
    help: "Records a consumer has not handled, those in its hands among them",
    asks: "Does anything wait to be decided, sent or shown?",
    signal: "saturation",
    unit: "count",
    labels: ["consumer"],
    collect: each(({ consumers }) =>
      consumers.map(({ name, toCome, inFlight }) => [{ consumer: name }, toCome + inFlight]),
    ),
  });
  metrics.gauge("consumer_oldest_seconds", {
    help: "Age of the oldest record that a consumer has not handled",
    asks: "For how long has anything waited to be decided, sent or shown?",
    signal: "latency",
    unit: "seconds",
    labels: ["consumer"],
    collect: each(({ consumers }) => {
      const now = Date.now();
      return consumers.map(({ name, oldestAt }) => [
        { consumer: name },
        oldestAt === null ? 0 : Math.max(0, now - oldestAt) / 1000,
      ]);
    }),
  });
  metrics.gauge("stream_records", {
    help: "Records that a stream holds",
    asks: "How long is the log?",
    signal: "saturation",
    unit: "count",
    labels: ["stream"],
    collect: each(({ streams }) => streams.map(({ name, records }) => [{ stream: name }, records])),
  });
  metrics.gauge("stream_stored_bytes", {
    help: "Room that a stream takes at the broker",
    asks: "How much of the disk does the log take?",
    signal: "saturation",
    unit: "bytes",
    labels: ["stream"],
    collect: each(({ streams }) => streams.map(({ name, bytes }) => [{ stream: name }, bytes])),
  });
}

function declareProcesses(metrics: Metrics, one: One, each: Each): void {
  metrics.gauge("channel_connected", {
    help: "1 while a number is on line at the gateway, 0 while it is not; absent before anything was heard of it",
    asks: "Does the clinic's number work?",
    signal: "errors",
    unit: "0 or 1",
    labels: ["channel"],
    collect: each(({ channels }) =>
      channels.flatMap(({ id, connected }) => (connected === null ? [] : [[{ channel: id }, connected ? 1 : 0]])),
    ),
  });
  metrics.gauge("process_ready", {
    help: "1 while a service that is watched says it is ready, 0 while it does not, or does not answer",
    asks: "Do all services run?",
    signal: "errors",
    unit: "0 or 1",
    labels: ["process"],
    collect: each(({ processes }) => processes.map(({ name, ready }) => [{ process: name }, ready ? 1 : 0])),
  });
  metrics.gauge("dead_letters", {
    help: "Records that could not be read and that no operator has seen to",
    asks: "Is there anything that no process can read?",
    signal: "errors",
    unit: "count",
    collect: one(({ status }) => status?.deadLetters ?? null),
  });
}

function declarePeople(metrics: Metrics, one: One): void {
  const people = (pick: (people: People) => number) => one((state) => state.people && pick(state.people));
  metrics.gauge("conversations_parked", {
    help: "Conversations that stand still at an event that could not be handled",
    asks: "Does any patient get no answer because of a fault of ours?",
    signal: "errors",
    unit: "count",
    collect: people(({ parked }) => parked),
  });
  metrics.gauge("patients_waiting", {
    help: "Conversations in which a patient waits for a person",
    asks: "How many wait for the team?",
    signal: "saturation",
    unit: "count",
    collect: people(({ waiting }) => waiting),
  });
  metrics.gauge("patients_waiting_open_seconds", {
    help: "The longest of these waits, of opening hours",
    asks: "Does a patient wait too long for the team?",
    signal: "latency",
    unit: "seconds",
    collect: people(({ waitingOpenMs }) => waitingOpenMs / 1000),
  });
  metrics.gauge("dangers_waiting", {
    help: "Those among them who may be in danger",
    asks: "Does a person in danger wait?",
    signal: "errors",
    unit: "count",
    collect: people(({ dangers }) => dangers),
  });
  metrics.gauge("dangers_waiting_seconds", {
    help: "The longest wait of a person who may be in danger, of all hours",
    asks: "For how long has a person in danger waited?",
    signal: "latency",
    unit: "seconds",
    collect: people(({ dangerMs }) => dangerMs / 1000),
  });
}
