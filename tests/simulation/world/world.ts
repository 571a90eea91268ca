import { Channel, type ContactKey, type ConversationRef, eventSubject, INBOUND, orderSubject } from "@acolhe/events";
import { clinicFlow } from "@acolhe/flows";
import type { Logger } from "@acolhe/runtime";
import { seeded } from "../../chaos/random.ts";
import { SimulatedConnection } from "../broker/connection.ts";
import { SimulatedBroker } from "../broker/simulated-broker.ts";
import type { StoredMessage } from "../broker/stored-stream.ts";
import { transformed } from "../broker/subjects.ts";
import { Violation } from "../check/violation.ts";
import { WorldCheck } from "../check/world-check.ts";
import { SimulatedProcess } from "../process/simulated-process.ts";
import { Timeline } from "../timeline.ts";
import { actAtDesk } from "./at-desk.ts";
import { SimulatedCache } from "./cache.ts";
import { decideBroadcast } from "./decider.ts";
import { factOf } from "./deeds.ts";
import { SimulatedDesk } from "./desk.ts";
import { DeskBook } from "./desk-book.ts";
import { DeskWebhooks } from "./desk-webhooks.ts";
import { type QueuedSend, SimulatedGateway } from "./gateway.ts";
import { type Breakable, goWrong } from "./go-wrong.ts";
import { orderOf, releaseOf } from "./operator.ts";
import { SimulatedPanel } from "./panel.ts";
import { isWritten, lidOf, personOf, type Written, writtenPayload } from "./payloads.ts";
import {
  type Action,
  CALM_MS_MAX,
  clocksApartMs,
  DEADLY,
  type Deed,
  type Fault,
  type Plan,
  POISONED,
  SLOTS,
} from "./plan.ts";
import { noLog } from "./quiet.ts";
import { setUpBroker } from "./set-up.ts";
import { ProcessSlot } from "./slot.ts";
import { WebhookCaller } from "./webhooks.ts";

const REST_EVERY_STEPS = 64;

export interface Figures {
  steps: number;
  events: number;
  sentOnceMore: number;
}

/** A clinic with two workers, two senders, a gateway, a broker, and people; all of it follows from a plan. */
export class World {
  readonly timeline = new Timeline();
  readonly broker: SimulatedBroker;
  readonly gateway: SimulatedGateway;
  readonly desk: SimulatedDesk;
  readonly channel = Channel.parse({
    ...{ instanceId: "i", instanceToken: "t", clientToken: "c", webhookSecret: "0123456789abcdef" },
    ...{ paceMs: 40, window: 4, callbackWaitMs: 1_500, unknownGiveUpMs: 3_000, chatwootInboxId: 1 },
  });
  readonly ackWaitMs = 3_000;
  readonly zapiTimeoutMs = 2_000;
  readonly deskTimeoutMs = 1_000;
  readonly remindsAfterMs: number;
  readonly log: Logger;
  readonly figures: Figures = { steps: 0, events: 0, sentOnceMore: 0 };
  readonly trace: string[] = [];
  readonly cache: SimulatedCache;
  readonly #plan: Plan;
  readonly #check: WorldCheck;
  readonly #panel: SimulatedPanel;
  readonly #panelConnection: SimulatedConnection;
  readonly #caller: WebhookCaller;
  readonly #deskWebhooks: DeskWebhooks;
  readonly #deskBook: DeskBook;
  readonly #slots: readonly ProcessSlot[];
  readonly #lastHeard = new Map<string, QueuedSend>();
  readonly #lastWrote = new Map<string, string>();
  readonly #began: number;
  #deadlyLeft = 2;
  #isCalm = false;
  #violation: Violation | null = null;

  constructor(plan: Plan, log: Logger = noLog) {
    this.#plan = plan;
    this.remindsAfterMs = plan.remindsAfterMs ?? 0;
    this.log = log;
    this.#began = this.timeline.now;
    const random = (stream: number) => seeded(Math.imul(plan.seed, 31) + stream);
    this.broker = new SimulatedBroker(this.timeline, random(1));
    this.cache = new SimulatedCache(this.timeline, random(8));
    setUpBroker(this.broker, { ...this, duplicateWindowMs: plan.duplicateWindowMs });
    this.#check = new WorldCheck({
      callbackWaitMs: this.channel.callbackWaitMs,
      clocksApartMs: clocksApartMs(plan.faults),
      now: () => this.timeline.now,
      mayRepeat: plan.duplicateWindowMs !== undefined,
    });
    this.broker.onStored = (stream, message) => this.#stored(stream, message);
    this.gateway = this.#createGateway(random(2));
    const process = new SimulatedProcess("panel", { timeline: this.timeline, random: random(3) });
    this.#panelConnection = new SimulatedConnection(this.broker, process, random(4));
    this.#panel = new SimulatedPanel(this.#panelConnection.bus);
    const takers = () => this.#slots.flatMap(({ taker }) => taker ?? []);
    this.#caller = new WebhookCaller({ timeline: this.timeline, random: random(5), takers });
    this.#deskWebhooks = new DeskWebhooks({ timeline: this.timeline, random: random(6), takers });
    this.#deskBook = this.#createBook();
    const answers = deskAnswers(plan.faults);
    this.desk = new SimulatedDesk({ timeline: this.timeline, random: random(7), answers, book: this.#deskBook });
    this.#slots = SLOTS.map(
      (name, place) => new ProcessSlot(name, { world: this, random: random(10 + place), faults: plan.faults }),
    );
  }

  #createGateway(random: () => number): SimulatedGateway {
    const answers = gatewayAnswers(this.#plan.faults);
    return new SimulatedGateway({
      ...{ timeline: this.timeline, random, answers },
      instanceId: this.channel.instanceId,
      events: {
        onCall: (contact, command, call) =>
          this.#checked(`call ${call} ${contact} ${command.type}`, () => this.#check.called(contact, command, call)),
        onHeard: (contact, sent) => {
          this.#lastHeard.set(personOf(contact), sent);
          this.#check.intake.sentByUs(sent.messageId);
          this.#checked(`heard ${sent.call}`, () => this.#check.heard(sent.call));
        },
        onLost: (_contact, sent) => this.#checked(`lost ${sent.call}`, () => this.#check.lost(sent.call)),
        tell: (what, payload) => this.#post(what, null, payload),
      },
    });
  }

  #createBook(): DeskBook {
    return new DeskBook(this.timeline, {
      onMessage: (conversation, message) => {
        this.#checked(`desk ${conversation.id} ${message.mark ?? message.by}`, () =>
          this.#check.desk.onMessage(conversation, message),
        );
        this.#deskWebhooks.onMessage(conversation, message);
      },
      onChange: (conversation) => {
        this.note(`desk ${conversation.id} ${conversation.status}`);
        this.#deskWebhooks.onChange(conversation);
      },
      onDeleted: (conversation, message) => this.#deskWebhooks.onDeleted(conversation, message),
    });
  }

  note(line: string): void {
    this.trace.push(`${(this.timeline.now - this.#began).toFixed(3)} ${line}`);
  }

  #stored(stream: string, message: StoredMessage): void {
    this.figures.events++;
    this.#checked(`${stream} ${message.seq} ${message.subject}`, () => this.#check.stored(stream, message));
  }

  #checked(line: string, check: () => void): void {
    this.note(line);
    try {
      check();
    } catch (error) {
      if (!(error instanceof Violation)) throw error;
      this.#violation ??= error;
    }
  }

  #ref(contact: ContactKey): ConversationRef {
    return { channel: this.channel.id, contact };
  }

  /** What the records do when they are asked. */
  lookUp(contact: ContactKey, by: SimulatedProcess | null): void {
    if (this.#isCalm) return;
    if (contact === contactOf(POISONED)) throw new Error("the handling of this contact fails");
    if (contact !== contactOf(DEADLY) || this.#deadlyLeft <= 0) return;
    this.#deadlyLeft--;
    by?.kill();
  }

  /** The first violation, or null. */
  async run(): Promise<Violation | null> {
    for (const slot of this.#slots) slot.start();
    for (const [place, action] of this.#plan.actions.entries()) this.#planAction(action, place);
    for (const fault of this.#plan.faults) this.#planFault(fault);
    this.timeline.after(this.#plan.busyMs, () => {
      this.#isCalm = true;
      this.#deskWebhooks.isCalm = true;
      this.note("calm");
    });
    while (!this.#violation && !this.#isAtRest()) {
      this.figures.steps++;
      await this.timeline.step();
    }
    this.figures.sentOnceMore = this.#check.sentOnceMore;
    if (!this.#violation)
      this.#checked("rest", () => this.#check.atRest(this.broker, (contact) => this.#ref(contact), clinicFlow));
    return this.#violation;
  }

  #isAtRest(): boolean {
    if (!this.#isCalm || this.figures.steps % REST_EVERY_STEPS !== 0) return false;
    if (this.timeline.now > this.#began + this.#plan.busyMs + CALM_MS_MAX) return true;
    return (
      this.#panel.isIdle &&
      this.#caller.isIdle &&
      this.#deskWebhooks.isIdle &&
      this.gateway.isIdle &&
      this.broker.isUp &&
      [...this.broker.durables.values()].every((durable) => durable.isIdle) &&
      [...this.broker.stream("KV_held").all()].every(({ body }) => body === "") &&
      this.#check.isDone &&
      !this.broker.overdue(INBOUND.name)
    );
  }

  #planAction(action: Action, place: number): void {
    this.timeline.after(action.atMs, () => this.#do(action, `a${this.#plan.seed}-${place}`));
    const { repeatedAfterMs } = action;
    if (repeatedAfterMs !== undefined)
      this.timeline.after(action.atMs + repeatedAfterMs, () => this.#do(action, `a${this.#plan.seed}-${place}`));
  }

  #do({ contact: number, deed, name }: Action, id: string): void {
    const ref = this.#ref(contactOf(number));
    this.note(`${deed.kind} ${number}`);
    if (deed.kind === "broadcasts" || deed.kind === "unreadable-turn") {
      const stored = transformed(eventSubject(ref), INBOUND.transform);
      const partition = Number(stored.split(".")[1]);
      void decideBroadcast(this.#panelConnection.bus, { ref, partition, deed, id });
      return;
    }
    const at = Math.floor(this.timeline.now);
    if (isWritten(deed)) this.#write(deed, ref.contact, { id, atMs: at, name });
    else if (deed.kind === "orders") this.#order(deed, ref, id, at);
    else if (deed.kind === "answers-at-desk" || deed.kind === "at-desk") actAtDesk(this.#deskBook, ref, deed);
    else {
      const { subject, body } = factOf(deed, { ...ref, id, at, receivedAt: at });
      this.#panel.tell(subject, body, id);
    }
  }

  #order(deed: Extract<Deed, { kind: "orders" }>, ref: ConversationRef, id: string, at: number): void {
    const isQueued = (call: number) => this.gateway.queue.some((one) => one.call === call);
    const standing = this.#check.standing(ref.contact);
    const order = orderOf(deed, { ...ref, id, at }, { standing, isQueued });
    if (!order) return;
    this.#panel.tell(orderSubject(ref), order, id);
    if (deed.what !== "holds") return;
    this.timeline.after(deed.forMs, () => {
      const release = releaseOf({ ...ref, id: `${id}-release`, at: Math.floor(this.timeline.now) });
      this.#panel.tell(orderSubject(ref), release, release.id);
    });
  }

  #write(deed: Written, contact: ContactKey, about: { id: string; atMs: number; name: Action["name"] }): void {
    const { id: messageId, atMs, name } = about;
    const phone = name === "lid" ? lidOf(contact) : contact;
    const person = personOf(contact);
    const before = { heard: this.#lastHeard.get(person), wrote: this.#lastWrote.get(person) };
    const told = writtenPayload(
      deed,
      { instanceId: this.channel.instanceId, phone, messageId, atMs, ...(name ? { name } : {}) },
      before,
    );
    if (!told) return;
    // Of one who goes by several names it may be known late that they are one's.
    const isOrdered = told.isOrdered && !this.#plan.actions.some((one) => one.name !== undefined);
    this.#post(told.key, isOrdered ? contact : null, told.payload);
    if (deed.kind === "says") this.#lastWrote.set(person, messageId);
    if (deed.kind === "waits" && deed.afterMs !== null)
      this.timeline.after(deed.afterMs, () => this.#write({ ...deed, kind: "says" }, contact, about));
  }

  /** A webhook of the gateway. @param contact whose order it belongs to, if any */
  #post(what: string, contact: ContactKey | null, payload: unknown): void {
    this.#check.intake.sent(what, contact);
    this.#caller.post(payload, (by) => {
      this.note(`${by.process.name} took ${what}`);
      this.#check.intake.answered(what, by.isCutOff() ? null : contact, by.overtakes());
    });
  }

  #planFault(fault: Fault): void {
    if (fault.kind === "crash" || fault.kind === "stop" || fault.kind === "clock" || isOfCalls(fault)) return;
    this.timeline.after(fault.kind === "former" ? fault.untilMs : fault.atMs, () => {
      this.note(`fault ${JSON.stringify(fault)}`);
      goWrong(this.#breakable, fault);
    });
  }

  get #breakable(): Breakable {
    const { timeline, broker, cache, gateway, desk } = this;
    return { timeline, broker, cache, gateway, desk, slots: this.#slots, others: this.#panelConnection };
  }
}

type OfCalls = Extract<Fault, { kind: "gateway" | "desk" }>;
const isOfCalls = (fault: Fault): fault is OfCalls => fault.kind === "gateway" || fault.kind === "desk";

const gatewayAnswers = (faults: readonly Fault[]) =>
  new Map(faults.flatMap((fault) => (fault.kind === "gateway" ? [[fault.call, fault.answer] as const] : [])));
const deskAnswers = (faults: readonly Fault[]) =>
  new Map(faults.flatMap((fault) => (fault.kind === "desk" ? [[fault.call, fault.answer] as const] : [])));

const contactOf = (number: number): ContactKey => `551199000000${number}` as ContactKey;
