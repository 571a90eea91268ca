import { isInteractive, type Receipt, type SendCommand } from "@acolhe/events";
import {
  type QueuedMessage,
  type SendAccepted,
  SendError,
  type SendErrorCode,
  spokenText,
  type ZapiClient,
} from "@acolhe/zapi";
import { connectedPayload, disconnectedPayload, type Payload } from "../../../apps/sandbox/src/gateway/payloads.ts";
import type { SimulatedProcess } from "../process/simulated-process.ts";
import type { Timeline } from "../timeline.ts";
import { CLINIC_PHONE, echoPayload, failedPayload, readPayload, sentPayload } from "./payloads.ts";
import type { GatewayAnswer } from "./plan.ts";

/*
 * The gateway with its queue: it answers 200 when it has queued a message, plays the queue one after another, and tells
 * by callbacks what became of each, doubled and late. Differences from the real one: it has one number, and its queue is
 * listed at one instant.
 */

export interface QueuedSend extends QueuedMessage {
  readonly command: SendCommand;
  /** Which call it came with. */
  readonly call: number;
}

export interface GatewayEvents {
  onCall(contact: string, command: SendCommand, call: number): void;
  onHeard(contact: string, sent: QueuedSend): void;
  /** It will not go out, though its call was answered with 200. */
  onLost(contact: string, sent: QueuedSend): void;
  /** A webhook, for ingress to store. @param what names it in the world's books */
  tell(what: string, payload: Payload): void;
}

type About = Parameters<typeof readPayload>[0];

const PLAYS_MS_MAX = 400;
const CALLBACK_MS_MAX = 300;
const REFUSALS: Partial<Record<GatewayAnswer, SendErrorCode>> = {
  unavailable: "gateway-unavailable",
  "rate-limited": "rate-limited",
  "credentials-rejected": "credentials-rejected",
  disconnected: "channel-disconnected",
  refused: "refused",
};

/** Names a change of the number's state in the world's books. */
export const stateKey = (isConnected: boolean, atMs: number) => `${isConnected ? "on" : "off"}-line ${atMs}`;

export class SimulatedGateway {
  readonly queue: QueuedSend[] = [];
  readonly #timeline: Timeline;
  readonly #random: () => number;
  /** What goes wrong with which call. */
  readonly #answers: Map<number, GatewayAnswer>;
  readonly #events: GatewayEvents;
  readonly #instanceId: string;
  #calls = 0;
  #playing = false;
  #told = 0;
  #outage: GatewayAnswer | undefined;
  #isOnLine = true;

  constructor(options: {
    timeline: Timeline;
    random: () => number;
    answers: ReadonlyMap<number, GatewayAnswer>;
    events: GatewayEvents;
    instanceId: string;
  }) {
    this.#timeline = options.timeline;
    this.#random = options.random;
    this.#answers = new Map(options.answers);
    this.#events = options.events;
    this.#instanceId = options.instanceId;
  }

  get isIdle(): boolean {
    return this.queue.length === 0 && this.#told === 0;
  }

  /** For so long, whatever is to be sent. */
  answerAll(answer: GatewayAnswer, forMs: number): void {
    this.#outage = answer;
    this.#timeline.after(forMs, () => {
      this.#outage = undefined;
    });
  }

  /** The phone has no network for so long. That it has one again nobody may be told. */
  goOffLine(forMs: number, isTold: boolean): void {
    if (!this.#isOnLine) return;
    this.#isOnLine = false;
    this.#tellState(false);
    this.#timeline.after(forMs, () => {
      this.#isOnLine = true;
      if (isTold) this.#tellState(true);
      this.#play();
    });
  }

  #tellState(isConnected: boolean): void {
    const at = Math.floor(this.#timeline.now / 1000) * 1000;
    this.#told++;
    this.#timeline.after(this.#random() * CALLBACK_MS_MAX, () => {
      this.#told--;
      const instanceId = this.#instanceId;
      const payload = isConnected
        ? connectedPayload(instanceId, CLINIC_PHONE, at)
        : disconnectedPayload(instanceId, at);
      this.#events.tell(stateKey(isConnected, at), payload);
    });
  }

  /** A process's client. `onEffect`: false when the process dies of what is about to leave it. */
  client(process: SimulatedProcess, options: { timeoutMs: number; onEffect: (what: string) => boolean }): ZapiClient {
    const { timeoutMs, onEffect } = options;
    const call = <T>(what: string, work: (answer: (result: T | SendError) => void) => void): Promise<T> =>
      new Promise((resolve, reject) => {
        if (!process.isAlive || !onEffect(what)) return;
        const cancel = process.host.after(timeoutMs, () => reject(new SendError("outcome-unknown", "no answer")));
        this.#timeline.after(this.#random() * 20, () =>
          work((result) => {
            this.#timeline.after(this.#random() * 20, () =>
              process.run(() => {
                cancel();
                if (result instanceof SendError) reject(result);
                else resolve(result);
              }),
            );
          }),
        );
      });
    const listed = () => call<QueuedSend[]>("queue", (answer) => answer([...this.queue]));
    const client: Pick<ZapiClient, "send" | "queue" | "deleteQueued" | "revoke" | "status"> = {
      send: (command) => call<SendAccepted>("send", (answer) => this.#send(command, timeoutMs, answer)),
      async *queue() {
        yield* await listed();
      },
      deleteQueued: (zaapId) =>
        call<void>("delete", (answer) => {
          const place = this.queue.findIndex((one) => one.zaapId === zaapId);
          const [gone] = place > 0 ? this.queue.splice(place, 1) : [];
          if (gone) this.#events.onLost(gone.phone, gone);
          answer(undefined);
        }),
      // Whether WhatsApp does as it is asked, it tells nobody.
      revoke: () => call<void>("revoke", (answer) => answer(undefined)),
      status: () => {
        const connected = this.#isOnLine;
        return call("status", (answer) => answer({ connected, smartphoneConnected: connected }));
      },
    };
    return client as ZapiClient;
  }

  #send(command: SendCommand, timeoutMs: number, answer: (result: SendAccepted | SendError) => void): void {
    const call = ++this.#calls;
    const how = this.#answers.get(call) ?? (this.#isOnLine ? this.#outage : "disconnected");
    if (how) this.#answers.set(call, how);
    this.#events.onCall(command.to, command, call);
    const refusal = how && REFUSALS[how];
    if (refusal) answer(new SendError(refusal, "simulated"));
    else if (how === "terms-missing" && isInteractive(command))
      answer(new SendError("buttons-terms-not-accepted", "simulated"));
    else if (how !== "lost-unsent") this.#enqueue(command, call, how === "slow" ? timeoutMs * 1.2 : 0, how, answer);
  }

  #enqueue(
    command: SendCommand,
    call: number,
    answersAfterMs: number,
    how: GatewayAnswer | undefined,
    answer: (result: SendAccepted) => void,
  ): void {
    const ids = { zaapId: `Z${call}`, messageId: `M${call}` };
    this.queue.push({
      ...ids,
      call,
      command,
      phone: command.to,
      text: spokenText(command),
      createdAt: this.#timeline.now,
    });
    this.#play();
    if (how !== "lost-sent") this.#timeline.after(answersAfterMs, () => answer(ids));
  }

  /** One message after another leaves the queue. */
  #play(): void {
    if (this.#playing || !this.#isOnLine || this.queue.length === 0) return;
    this.#playing = true;
    this.#timeline.after(50 + this.#random() * PLAYS_MS_MAX, () => {
      this.#playing = false;
      const sent = this.#isOnLine ? this.queue.shift() : undefined;
      if (sent) this.#left(sent);
      this.#play();
    });
  }

  #left(sent: QueuedSend): void {
    const how = this.#answers.get(sent.call);
    const code =
      how === "fails-later"
        ? "phone-not-on-whatsapp"
        : how === "terms-missing-later" && isInteractive(sent.command)
          ? "buttons-terms-not-accepted"
          : undefined;
    if (code) {
      this.#events.onLost(sent.phone, sent);
      this.#callback(sent, "failed", (about) => failedPayload({ ...about, zaapId: sent.zaapId }, code));
      return;
    }
    this.#events.onHeard(sent.phone, sent);
    if (how === "no-callback") return;
    const isAuthorSaid = this.#random() < 0.8;
    this.#callback(sent, "echoed", (about) => echoPayload(about, sent.text, isAuthorSaid));
    this.#callback(sent, "sent", (about) => sentPayload({ ...about, zaapId: sent.zaapId }));
    if (this.#random() < 0.3) this.#callback(sent, "sent", (about) => sentPayload({ ...about, zaapId: sent.zaapId }));
    if (this.#random() < 0.5) this.#callback(sent, "read", readPayload);
  }

  #callback({ messageId, zaapId, phone }: QueuedSend, kind: Receipt["kind"], payload: (about: About) => Payload): void {
    const late = this.#random() < 0.1 ? 10 : 1;
    this.#told++;
    this.#timeline.after(this.#random() * CALLBACK_MS_MAX * late, () => {
      this.#told--;
      const about = { instanceId: this.#instanceId, phone, messageId, atMs: Math.floor(this.#timeline.now) };
      // A failure has no message that it could name.
      this.#events.tell(`${kind} ${kind === "failed" ? zaapId : messageId}`, payload(about));
    });
  }
}
