import { PubHeaders } from "@nats-io/jetstream";
import { type MsgHdrs, headers as newHeaders } from "@nats-io/nats-core";
import type { Timeline } from "../timeline.ts";
import { Durable, type Pull, type SimulatedDurableShape } from "./durable.ts";
import { type Answer, type SimulatedStreamShape, type StoredMessage, StoredStream } from "./stored-stream.ts";

/*
 * The broker in memory: what contracts say of JetStream, as far as worker and sender meet it. Differences from the real
 * one: bodies are texts; a record is on disk before it is answered or seen (`sync_interval: always`), and others are not
 * offered; a watch of a bucket has no heartbeats; consumers and streams are made before anything runs.
 */

/** One connection, from its beginning to its end. The client's own half is its business. */
export interface Link {
  readonly isOpen: () => boolean;
  /** What this client subscribed to, and where it takes messages of it. */
  readonly wants: (subject: string) => boolean;
  readonly take: (message: Sent) => void;
}

/** A message on its way to a client. */
export interface Sent {
  readonly subject: string;
  /** Where it goes, if not to who listens on its subject: what a pull brings keeps the subject it is stored under. */
  readonly inbox?: string;
  readonly body: string;
  readonly reply?: string;
  readonly headers?: MsgHdrs | undefined;
  readonly code?: number;
}

interface Write {
  readonly apply: () => void;
  /** Nobody hears of it: its connection broke. */
  answers: boolean;
}

/** A record takes this long to be on disk. */
const SYNC_MS_MAX = 1;
/** The server looks for what is due four times a second. */
const SCHEDULE_LATE_MS_MAX = 250;
const PULL_RAN_OUT = 408;
const NO_CONSUMER = 404;
export const FIRED_BY = "Nats-Scheduler";

export class SimulatedBroker {
  readonly timeline: Timeline;
  readonly #random: () => number;
  readonly streams = new Map<string, StoredStream>();
  readonly durables = new Map<string, Durable>();
  readonly #ofStream = new Map<string, readonly Durable[]>();
  /** By subject; null: none takes it. */
  readonly #takenBy = new Map<string, StoredStream | null>();
  readonly #links = new Set<Link>();
  readonly #watchers = new Set<{ stream: string; onStored: (message: StoredMessage) => void }>();
  readonly #wakes = new Map<Durable, () => void>();
  readonly #busyUntil = new Map<StoredStream, number>();
  readonly #writes = new Set<Write>();
  readonly #armed = new Set<() => void>();
  isUp = true;
  /** A record takes so much longer to be on disk. */
  syncsLaterByMs = 0;
  /** Told of each record at the moment it is there. */
  onStored: (stream: string, message: StoredMessage) => void = () => {};

  constructor(timeline: Timeline, random: () => number) {
    this.timeline = timeline;
    this.#random = random;
  }

  addStream(shape: SimulatedStreamShape): void {
    this.streams.set(shape.name, new StoredStream(shape));
  }

  addDurable({ stream, ...shape }: SimulatedDurableShape & { readonly stream: string }): void {
    const durable = new Durable(this.stream(stream), shape);
    this.durables.set(`${stream}.${shape.name}`, durable);
    this.#ofStream.set(stream, [...(this.#ofStream.get(stream) ?? []), durable]);
  }

  stream(name: string): StoredStream {
    const stream = this.streams.get(name);
    if (!stream) throw new Error(`there is no stream ${name}`);
    stream.expire(this.timeline.now);
    return stream;
  }

  open(link: Link): void {
    this.#links.add(link);
  }

  close(link: Link): void {
    this.#links.delete(link);
  }

  /** Whatever a client publishes. Where a stream takes it, it is stored, and `answer` is told once it is on disk. */
  publish(from: Link, sent: Sent, answer?: (answer: Answer | null) => void): void {
    if (sent.subject.startsWith("$JS.API.CONSUMER.MSG.NEXT.")) this.#pull(from, sent);
    else if (sent.subject.startsWith("$JS.ACK.")) this.#acknowledge(from, sent);
    else this.#take(from, sent, answer);
  }

  #take(from: Link, sent: Sent, answer?: (answer: Answer | null) => void): void {
    for (const link of this.#links) if (link !== from && link.wants(sent.subject)) link.take(sent);
    const stream = this.#streamOf(sent.subject);
    if (stream) this.#write(stream, sent, answer);
    else answer?.(null);
  }

  #streamOf(subject: string): StoredStream | undefined {
    let stream = this.#takenBy.get(subject);
    if (stream === undefined) {
      stream = [...this.streams.values()].find((one) => one.takes(subject)) ?? null;
      this.#takenBy.set(subject, stream);
    }
    return stream ?? undefined;
  }

  /** One write of a stream after another. What is not on disk yet nobody has seen. */
  #write(
    stream: StoredStream,
    { subject, body, headers }: Sent,
    answer?: (answer: Answer | null) => void,
    replaces?: number,
  ): void {
    const at =
      Math.max(this.timeline.now, this.#busyUntil.get(stream) ?? 0) +
      this.#random() * SYNC_MS_MAX +
      this.syncsLaterByMs;
    this.#busyUntil.set(stream, at);
    const write: Write = {
      answers: true,
      apply: () => {
        this.#writes.delete(write);
        if (replaces !== undefined && !stream.isFull) stream.remove(replaces);
        const { stored, ...told } = stream.store(subject, body, headers, this.timeline.now);
        if (stored) this.#isThere(stream, stored);
        if (write.answers) answer?.(told);
      },
    };
    this.#writes.add(write);
    this.timeline.at(at, () => {
      if (this.#writes.has(write)) write.apply();
    });
  }

  #isThere(stream: StoredStream, message: StoredMessage): void {
    const { name } = stream.shape;
    this.onStored(name, message);
    if (message.headers?.get(PubHeaders.Schedule)) this.#arm(stream, message);
    for (const watcher of this.#watchers) if (watcher.stream === name) watcher.onStored(message);
    this.#dispatch(name);
  }

  #arm(stream: StoredStream, schedule: StoredMessage): void {
    const { seq, headers, body } = schedule;
    const due = dueOf(schedule);
    const target = headers?.get(PubHeaders.ScheduleTarget) ?? "";
    const at = Math.max(due, this.timeline.now) + this.#random() * SCHEDULE_LATE_MS_MAX;
    const cancel = this.timeline.at(at, () => {
      // One that cannot be stored is not looked at again, like the real server's, until this one restarts.
      this.#armed.delete(cancel);
      const message = this.stream(stream.shape.name).at(seq);
      if (message) this.#write(stream, { subject: target, body, headers: firedHeaders(message) }, undefined, seq);
    });
    this.#armed.add(cancel);
  }

  #dispatch(stream: string): void {
    for (const durable of this.#ofStream.get(stream) ?? []) this.#handOut(durable);
  }

  #handOut(durable: Durable): void {
    this.#wakes.get(durable)?.();
    this.#wakes.delete(durable);
    if (!this.isUp) return;
    const dueAt = durable.dispatch(this.timeline.now);
    if (dueAt === undefined) return;
    const cancel = this.timeline.at(Math.max(dueAt, this.timeline.now), () => this.#handOut(durable));
    // What is due already waits for a pull, and is looked at again when one comes.
    if (dueAt <= this.timeline.now) cancel();
    else this.#wakes.set(durable, cancel);
  }

  #pull(from: Link, { subject, body, reply = "" }: Sent): void {
    const [, stream = "", name = ""] = subject.match(/NEXT\.([^.]+)\.(.+)$/) ?? [];
    const durable = this.durables.get(`${stream}.${name}`);
    if (!durable) {
      from.take({ subject: reply, body: "", code: NO_CONSUMER });
      return;
    }
    const { batch, expires } = JSON.parse(body) as { batch: number; expires: number };
    let count = 0;
    const pull: Pull = {
      left: batch,
      isOpen: from.isOpen,
      deliver: (message, deliveryCount) => {
        if (pull.left === 0) runsOut();
        const time = BigInt(message.timeMs) * 1_000_000n;
        const ackTo = `$JS.ACK.${stream}.${name}.${deliveryCount}.${message.seq}.${++count}.${time}.0`;
        from.take({
          subject: message.subject,
          body: message.body,
          headers: message.headers,
          reply: ackTo,
          inbox: reply,
        });
      },
    };
    const runsOut = this.timeline.after(expires / 1e6, () => {
      if (durable.forgetPull(pull)) from.take({ subject: reply, body: "", code: PULL_RAN_OUT });
    });
    durable.pull(pull);
    this.#handOut(durable);
  }

  #acknowledge(from: Link, sent: Sent): void {
    const [, , stream = "", name = "", , seq = "0"] = sent.subject.split(".");
    const durable = this.durables.get(`${stream}.${name}`);
    if (!durable) return;
    const { now } = this.timeline;
    const { body } = sent;
    if (body.startsWith("+WPI")) durable.extend(Number(seq), now);
    else if (body.startsWith("-NAK"))
      durable.extend(Number(seq), now, (JSON.parse(body.slice(5) || "{}") as { delay?: number }).delay! / 1e6 || 0);
    else durable.ack(Number(seq), now);
    if (body.startsWith("+NXT"))
      this.#pull(from, { ...sent, subject: `$JS.API.CONSUMER.MSG.NEXT.${stream}.${name}`, body: body.slice(5) });
    else this.#handOut(durable);
  }

  /** A schedule that should have fired, if there is one. */
  overdue(stream: string): StoredMessage | undefined {
    const dueBefore = this.timeline.now - SCHEDULE_LATE_MS_MAX - SYNC_MS_MAX;
    return [...this.stream(stream).all()].find((message) => dueOf(message) < dueBefore);
  }

  /** Calls `onStored` for what comes to a stream, until the returned function is called. */
  watch(stream: string, onStored: (message: StoredMessage) => void): () => void {
    const watcher = { stream, onStored };
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  /**
   * The server dies. What was not on disk is lost with the machine (`losesTail`), or is there without anybody having
   * heard of it; what consumers were told in the last moments is forgotten.
   */
  crash(options: { readonly losesTail: boolean; readonly consumersLoseMs: number }): void {
    this.isUp = false;
    this.#links.clear();
    this.#watchers.clear();
    for (const write of [...this.#writes]) {
      write.answers = false;
      if (options.losesTail) this.#writes.delete(write);
      else write.apply();
    }
    for (const cancel of this.#armed) cancel();
    this.#armed.clear();
    for (const durable of this.durables.values()) durable.crash(this.timeline.now, options.consumersLoseMs);
  }

  start(): void {
    this.isUp = true;
    for (const stream of this.streams.values())
      for (const message of [...stream.all()])
        if (message.headers?.get(PubHeaders.Schedule)) this.#arm(stream, message);
    for (const durable of this.durables.values()) this.#handOut(durable);
  }
}

/** NaN where it is no schedule. */
const dueOf = ({ headers }: StoredMessage): number =>
  Date.parse(headers?.get(PubHeaders.Schedule).replace(/^@at /, "") ?? "");

/** What the server leaves of a schedule's headers, with its own mark. */
function firedHeaders(schedule: StoredMessage): MsgHdrs {
  const left = newHeaders();
  for (const name of schedule.headers?.keys() ?? [])
    if (!/^Nats-(?:Msg-Id|Expected|TTL|Schedule)/i.test(name)) left.set(name, schedule.headers?.get(name) ?? "");
  left.set(FIRED_BY, schedule.subject);
  return left;
}
